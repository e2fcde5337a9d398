"""Links whose handouts are run: every rule, loss, optimiser, activation, start, data set, surface, gradient, ending."""

from itertools import product

from core.data.clouds import DATA
from core.data.gates import GATES
from core.engine.activations import ACTIVATIONS
from core.engine.initializers import ORDERS
from core.engine.losses import LOSSES
from core.engine.optimizers import OPTIMIZERS
from core.tasks.descent.catalogue import SURFACES
from tests.core.tasks.digits.drawings import drawing

ROUND = "epochs=60"
ACTS = [f"act={act}&out={out}&lr=0.1&{ROUND}" for act, out in product(ACTIVATIONS, repeat=2)]
LOSS = [f"loss={loss}&rule={rule}&{ROUND}" for loss, rule in product(LOSSES, ("exact", "delta", "online"))]
LOSS += [f"loss={loss}&data=clouds&points=6&batch=7&{ROUND}" for loss in LOSSES]
OPTS = [f"opt={opt}&lr=0.5&{extra}epochs=200" for opt, extra in product(OPTIMIZERS, ("", "rule=delta&", "batch=3&"))]
OPTS += [f"opt={opt}&eps=0&act=relu&lr=0.2&{ROUND}" for opt in ("adagrad", "rmsprop", "adam", "adamw")]
STARTS = [f"init={init}&order={order}&scale=2&hidden=3-2&{ROUND}"
          for init, order in product(("uniform", "normal", "xavier", "he", "zeros"), ORDERS)]  # fmt: skip
STARTS += ["init=given&hidden=1&w=1,2,3,-4.5,1e-3", "init=given&hidden=0&w=0.1,0.2,0.30000000000000004&rule=perceptron"]
SETS = [f"data={data}&points=20&gate=nand&noise=0.2&{ROUND}{extra}"
        for data, extra in product(DATA[1:], ("", "&test=0&batch=9", "&loss=softmax_ce"))]  # fmt: skip
SETS += [f"gate={gate}&hidden=0&rule=perceptron&epochs=5&lr=1&opt=gd" for gate in GATES]
ENDS = [
    "", "hidden=0", "hidden=0&rule=online&opt=gd", "l1=0.01&l2=0.02", "l1=0.01", "target=0.1", "target=0.3&loss=bce",
    "plateau=3&lr=0.00001", "plateau=1&data=clouds&points=5&batch=4&lr=0.00001", "opt=gd&lr=100&out=linear",
    "opt=gd&lr=50&l2=10&epochs=900", "act=step&threshold=0.2&out=step", "hidden=2-2-2-2-2-2&epochs=30&act=gelu",
    "hidden=0&init=given&w=1e6,1e6,1e6&opt=gd&lr=100&l2=10&out=linear", "threshold=-3&out=tanh",
    # rows in blocks, as the engine takes them
    "hidden=64-64&data=spiral&points=100&epochs=12", "hidden=64-64&data=spiral&points=100&epochs=3&batch=130&loss=sse",
    "hidden=64-64&data=spiral&points=100&epochs=9&loss=sse&lr=1e-5", "data=circle&points=1400&epochs=4&hidden=2&test=0",
    "hidden=64-64&data=spiral&points=100&epochs=9&loss=sse&lr=1e-5&rule=delta",
]  # fmt: skip
SINE = [
    "epochs=300", "curve=xsin&low=0&high=10&stdx=1", "curve=step&low=-1&high=1&val=30",
    "curve=abs&low=-1&high=1&stdy=0",
    "curve=points&pts=0,0,1,1,2,0.5,3,-1", "curve=points&pts=0,2,1,2,2,2&stdx=1", "stdx=1&val=25&batch=7",
    "rule=online", "points=2000&epochs=5", "hidden=0&out=linear&opt=gd&lr=1", "loss=half_mse&opt=adamw&wd=0.3",
    "noise=0&points=2&val=50",
]  # fmt: skip
EDITS = [
    "edits=20:w2.1.1:0.5;20:b1.2:-1e-3", "edits=0:w1.0.1:2;60:w2.1.1:1", "edits=9:w2.1.1:frozen;30:w2.1.1:free",
    "edits=5:h1.2:off;40:h1.2:on", "edits=5:x0:off", "hidden=3-2&edits=5:h1.1:off;9:h2.1:off;14:h1.1:on;20:h2.1:on",
    "edits=30:lr:0.1;40:b1:0.5;50:eps:0", "opt=gd&edits=30:lr:0.1;31:b2.1:frozen;32:w1.1.2:frozen",
    "edits=10:opt:momentum;10:mom:0.5;20:opt:gd;30:opt:adam;30:b1:0.8;40:opt:adagrad", "edits=10:opt:gd",
    "opt=gd&edits=15:opt:nesterov;15:lr:0.1", "opt=adamw&edits=15:opt:rmsprop;20:rho:0.5;25:w2.3.1:frozen;30:opt:adamw",
    "batch=3&edits=7:batch:2;20:batch:0;33:batch:1", "edits=7:batch:3", "edits=10:l2:0.1;20:l1:0.01;30:l2:0",
    "data=circle&points=20&batch=9&plateau=2&edits=5:batch:4;30:lr:1e-6", "target=0.2&edits=10:lr:0.1",
    "plateau=3&lr=0.00001&edits=2:w2.1.1:0.5;4:batch:2",
    "gate=and&hidden=0&rule=perceptron&opt=gd&edits=3:x1:off;9:lr:1",
    "hidden=0&rule=online&opt=gd&edits=9:w1.0.1:frozen;20:lr:1;30:w1.0.1:3",
    "loss=softmax_ce&edits=9:h1.1:off;20:h1.1:on",
    "gate=and&hidden=0&out=linear&opt=gd&edits=20:lr:100&epochs=900",
    "edits=9:w1.0.1:1e6;20:opt:gd;20:lr:100&out=linear",
    "hidden=64-64&data=spiral&points=100&edits=2:batch:130;3:h2.64:off;5:batch:0&epochs=7",
    "hidden=1&edits=3:h1.1:off;6:w2.1.1:frozen;9:h1.1:on;12:w2.1.1:free",
]  # fmt: skip
EDITS = [link if "epochs" in link else f"{link}&{ROUND}" for link in EDITS]
LEARNERS = [*ACTS, *LOSS, *OPTS, *STARTS, *SETS, *ENDS, *EDITS]
LEARNERS += [
    f"task=sine&epochs=60&edits={edits}"
    for edits in ("20:h1.3:off;40:h1.3:on;50:lr:0.01", "20:batch:7;30:opt:momentum;40:b2.1:0.5", "30:w1.0.2:frozen")
]
LEARNERS += [f"task=sine&{link}" + ("" if "epochs" in link else f"&{ROUND}") for link in SINE]

DIGITS = [
    "epochs=1", "size=7&points=40&epochs=2&noise=0.3&wrong=20&dseed=5",
    "size=28&hidden=16-8&points=31&batch=100&epochs=2",
    "size=7&hidden=0&points=60&draw=replacement&batch=10&lr=0.1&opt=momentum", "size=7&points=3&batch=300",
    "size=7&points=30&batch=300&draw=replacement&opt=gd&lr=0.5&plateau=1",
    "size=7&points=1&l1=0.01&l2=0.1&act=gelu&wrong=90",
    "size=7&opt=gd&lr=100&l2=10&hidden=8&batch=1&points=40&epochs=1",  # diverges
    f"points=35&batch=50&edits=3:lr:0.1;4:batch:20;6:add:{drawing(7)};9:add:{drawing(3, seed=1)};9:h1.2:off",
    f"size=7&points=20&batch=200&edits=0:add:{drawing(1, 7)};4:batch:77;6:add:{drawing(1, 7, 2)};8:batch:200",
    f"size=7&points=20&batch=200&edits=4:add:{drawing(0, 7)}",
    "size=7&points=20&batch=200&edits=4:batch:50;7:batch:200",
    f"size=7&points=33&draw=replacement&batch=20&edits=5:batch:9;8:add:{drawing(2, 7)};10:batch:3;12:w2.3.4:frozen",
]  # fmt: skip
DIGITS = [f"task=digits&{link}" + ("" if "epochs" in link else "&epochs=9") for link in DIGITS]
LEARNERS += DIGITS

ALL_WALKERS = "walkers=gd:0.01;momentum:0.01:0.8;nesterov:0.01@1,2;adagrad:1;rmsprop:0.1;adam:0.3@-1,2;adamw:0.1;gd:9"
TYPED = [
    "sin(x0*x1)*exp(-x0**2/3)+x1**2/(1+x0**2)+2*pi*x0", "5", "x0", "-x0**2", "tanh(x0)*tan(x1/4)-abs(x0-x1)**1.5",
    "log(x0**2+1)-sqrt(x1**2+2)+2**(x0/3)", "e**(-x0)+x0**-2+(x0*x1)**0", "1/3*x0*x0-2/(x1+9)", "x0-(x1-(x0-x1*3))",
    "sin(sin(sin(sin(sin(sin(sin(sin(sin(sin(sin(sin(sin(sin(sin(sin(sin(sin(x0*x1))))))))))))))))))", "x0/(x1/(x0/7))",
    "log(-1)*x0", "x0**2*1e300*1e300", "(x0+x1)**3/(1-x0)**2-(-x1)**2*x0**0.5", "1e-7*x0+1234567*x1+2**0.5*x0**2",
]  # fmt: skip
WALKS = [f"surface={name}&{ALL_WALKERS}&grad={grad}&steps=60"
         for name, grad in product(SURFACES, ("exact", "numeric", "noisy"))]  # fmt: skip
WALKS += [f"surface=own&f={text.replace('+', '%2B')}&{ALL_WALKERS}&steps=30" for text in TYPED]
WALKS += ["", "surface=quadratic&kappa=333.3&steps=2000", "walkers=adam:0.5:0:0:0;rmsprop:0.1:0.5:0&x0=0",
          "grad=numeric&h=1e-20", "grad=noisy&sigma=30&seed=4294967295&walkers=gd:0.1;gd:0.1",
          "surface=own&f=log(x0)"]  # fmt: skip
WALKS = [f"task=descent&{link}" for link in WALKS]
LINES = [f"task=linear&{link}" for link in (
    "", "bias=1", "lr=0.02&steps=200", "lr=0.0064102564102564&slow=0", "steps=1&slow=10", "x=0,0,0&bias=1",
    "lr=100&steps=200", "x=0.1,0.2,0.30000000000000004&w0=1e-3,999.125,-3.3333333333333335&w1=7,8,9&lr=0.3",
)]  # fmt: skip
SWEEPS = [f"task=gradient&f={f}&scheme=central&x=2.5&act={act}&seed={seed}" for seed, (f, act) in enumerate(zip(
    ("square", "book", "sin", "exp", "cube", "abs", "bowl0", "bowl1"), ACTIVATIONS, strict=True))]  # fmt: skip
SWEEPS += ["task=gradient", "task=gradient&broken=1&f=abs&x=0", "task=gradient&x0=-2.5&x1=-7&f=bowl1&broken=1&act=step"]

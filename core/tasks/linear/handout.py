"""The handout of the linear task: the first updates stage by stage, then a table of the loss."""

from core.handout.section import Section, array, code, joined, number
from core.record.say import Say
from core.tasks.linear.experiment import LinearExperiment

_START = """
    x = np.array([$x])
    d = np.array([$d])
    # $why
    W = np.array($W, order="F")
    b = np.array($b)
    """
_LOSS = '''
def loss(u):
    """$doc"""
    error = (u - d).ravel()
    return np.dot(error, error)
'''
_OUTPUT = '''
def output(W, b):
    """$doc"""
    return np.dot(x, W.T) + b
'''
_GRADIENT = '''
def gradient(u):
    """$doc"""
    delta = 2 * (u - d)
    G = np.dot(x.T, delta).T
    G_b = $bias
    return G, G_b
'''
_TRAIN = """
learning_rate = $lr
last_step = $steps
shown = $shown

for step in range(last_step + 1):
    u = output(W, b)
    value = loss(u)
    if not np.isfinite(value):
        print(f"$diverged")
        break
    if step == shown:
        print("  step  loss")
    if step >= shown:
        print(f"{step:6d}  {value:.8g}")
    if step == last_step:
        break
    G, G_b = gradient(u)
    if step < shown:
        print(f"$update\\n")
        print(f"$stage1\\nx = {x[0]}\\n")
        print(f"$stage2\\nu = {u[0]}\\n")
        print(f"$stage3\\nL = {value:.8g}\\n")
        print(f"$stage4\\nG =\\n{G}\\n")
    W, b = W - learning_rate * G, b - learning_rate * G_b
    if step < shown:
        print(f"$stage5\\nW =\\n{W}\\n")
        print(f"$stage6\\nL = {loss(output(W, b)):.8g}\\n")
"""
_END = """
    print(f"W =\\n{W}")
    print(f"b = {b}")
    print(f"u = {output(W, b)[0]}")
    """


def handout(e: LinearExperiment, say: Say) -> tuple[str, list[Section]]:
    """(title, sections)."""
    return say("title"), _sections(e, say)


def _sections(e, say):
    """The start, the loss and its gradient, the updates, the end."""
    return [
        Section(say("begin"), say("begin_prose"), code('import numpy as np\n\nnp.seterr(all="ignore")  # $why',
                                                       why=say("silent"))),
        Section(say("start"), say("linear_start"), _start(e, say)),
        Section(say("loss"), say("linear_loss"), joined(code(_OUTPUT, doc=say("linear_output")),
                                                        code(_LOSS, doc=say("loss_sse")))),
        Section(say("gradient_title"), say("linear_gradient"), _gradient(e, say)),
        Section(say("training"), say("linear_training", shown=e.staged), _training(e, say)),
        Section(say("result"), say("linear_result"), code(_END)),
    ]  # fmt: skip


def _start(e, say):
    lists = {name: array(list(getattr(e, name))) for name in ("x", "b")}
    return code(_START, d=array(list(e.target)), why=say("columns"), W=array([list(e.w0), list(e.w1)]), **lists)


def _gradient(e, say):
    bias = "delta[0]" if e.bias else f"np.zeros(2)  # {say('bias_still')}"
    return code(_GRADIENT, doc=say("linear_slopes"), bias=bias)


def _training(e, say):
    stages = {f"stage{k}": say(f"stage{k}") for k in range(1, 7)}
    return code(_TRAIN, lr=number(e.lr), steps=e.steps, shown=e.staged, update=say("update"),
                diverged=say("linear_diverged"), **stages)  # fmt: skip

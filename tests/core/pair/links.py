"""Links of runs on one clock whose handouts are run: tasks, optimisers, batches, networks, data, ends, clocks."""

from urllib.parse import urlencode

from core.pair.pair import Pair
from core.tasks.together import read_runs


def _link(stage, *kept, clock="update"):
    return f"{stage}&{urlencode({'vs': '|'.join(kept), 'clock': clock})}"


SPIRAL = "data=spiral&points=20&epochs=9"
LARGE = "hidden=64-64&data=spiral&points=100&epochs=4"
LINKS = [
    _link("lr=0.1&epochs=60", "epochs=60"),
    _link("lr=0.1&epochs=60", "batch=2&opt=gd&lr=1&epochs=60", "epochs=30&hidden=0", clock="samples"),
    _link("epochs=40", "act=relu&epochs=40", "loss=bce&epochs=40", "init=normal&scale=2&epochs=40"),
    _link("opt=gd&lr=100&out=linear&epochs=60", "opt=gd&lr=100&out=linear&l2=0.01&epochs=90"),  # both diverge
    _link(f"{SPIRAL}&batch=9", f"{SPIRAL}&test=0", f"{SPIRAL}&rule=online", "gate=and&epochs=9", clock="epoch"),
    _link("epochs=50&edits=9:lr:0.3", "epochs=50", "epochs=50&edits=9:h1.2:off;20:w1.0.1:frozen"),
    _link(f"{SPIRAL}&batch=7&edits=4:batch:3", f"{SPIRAL}&batch=5&target=0.2", f"{SPIRAL}&plateau=1&lr=1e-6",
          clock="epoch"),
    _link(LARGE, f"{LARGE}&batch=130&loss=sse"),
    _link("task=sine&epochs=60&val=20", "epochs=60&val=20&opt=momentum", "epochs=60&stdx=1&batch=7", clock="samples"),
    _link("task=sine&epochs=60", "curve=points&pts=0,1,1,2,2,0.5&epochs=20&init=zeros"),
    _link("task=digits&epochs=1&points=30&batch=100", "epochs=2&points=30&batch=20&opt=gd&lr=0.5", clock="samples"),
    _link("task=digits&size=7&points=20&draw=replacement&batch=10&epochs=1", "size=7&points=20&epochs=2&noise=0.2",
          "size=14&points=31&batch=100&epochs=1", clock="epoch"),
]  # fmt: skip


def pair_of_link(link: str) -> Pair:
    pair, problems = read_runs(link)
    assert not problems and isinstance(pair, Pair), problems
    return pair

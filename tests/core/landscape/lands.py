"""Landscapes for tests, through a store of their own that keeps what it has trained."""

from functools import cache

from core.landscape.choice import read
from core.landscape.landscape import Land, land_of
from core.learning.learner import Learner
from core.tape.cache import TapeStore
from core.tasks.registry import read_link
from core.wire.pieces import make_piece

STORE = TapeStore(make_piece)
RUNS = {
    "gates": "epochs=60",
    "a neuron": "gate=and&hidden=0&epochs=60",
    "deep": "hidden=8-8&epochs=30&data=clouds&points=20&batch=7",
    "three layers": "hidden=4-3-2&act=relu&epochs=40",
    "sigmoid and cross-entropy": "loss=bce&epochs=40&l2=0.01",
    "two outputs": "loss=softmax_ce&epochs=30&hidden=3",
    "diverged": "opt=gd&lr=100&out=linear&epochs=60",
    "jumped": "hidden=2&opt=gd&lr=50&epochs=60",
    "edited": "epochs=60&edits=20:opt:momentum;31:w2.3.1:0.5;40:h1.1:off;45:w1.0.1:frozen",
    "stopped": "gate=and&target=0.1&epochs=200",
    "sine": "task=sine&epochs=60&hidden=5&val=20",
    "digits": "task=digits&size=7&points=20&epochs=1&batch=20",
}
SINGLE = ("deep", "digits")  # runs whose tape has parameters in single floats
STRAIGHT = ("diverged",)  # whose last steps are so long that all before look like one point  # fmt: skip
PLANES = ("path", "random:7", "w1.0.1,b1.1")
LANDS = [(name, plane) for name in RUNS for plane in PLANES if plane != "path" or name not in STRAIGHT]


def learner(link: str) -> Learner:
    e, problems = read_link(link)
    assert isinstance(e, Learner) and not any(problem.is_error for problem in problems), [*map(str, problems)]
    return e


@cache
def land(link: str, plane: str = "path", at: int | None = None) -> Land:
    e = learner(link)
    return land_of(STORE, e, read(plane, e.network), at)

"""Edited runs drawn at random: a link without edits, and edits that its network and its rule allow."""

from hypothesis import strategies as st

from core.tasks.registry import read_link

RUNS = (
    "epochs=45", "hidden=3-2&act=relu&opt=momentum&lr=0.1&epochs=45",
    "data=circle&points=10&batch=4&hidden=3&epochs=12",
    "hidden=2&loss=softmax_ce&opt=adamw&l2=0.01&epochs=45", "hidden=0&rule=online&opt=gd&lr=0.3&gate=and&epochs=11",
    "gate=and&hidden=2&opt=nesterov&lr=0.2&plateau=6&epochs=45", "task=sine&hidden=3&epochs=45",
    "task=sine&hidden=2-2&act=tanh&opt=gd&lr=0.02&batch=7&epochs=8", "gate=or&hidden=2&target=0.12&epochs=45",
)  # fmt: skip
LAST = 40  # all of these have more steps, if nothing stops them
_NODES = ("x0", "x1", "h1.1", "h1.2", "h2.1", "h2.2")
_PARAMETERS = ("w1.0.1", "w1.1.1", "b1.1", "w2.1.1", "w2.2.2", "b2.1", "w3.1.1", "b3.1")
_STEPS = st.integers(0, LAST)
_NUMBERS = st.floats(-3.0, 3.0).map(lambda value: f"{value:.3g}")
_SETTINGS = st.one_of(
    st.tuples(st.just("lr"), st.sampled_from(("0.001", "0.05", "0.4"))),
    st.tuples(st.just("opt"), st.sampled_from(("gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"))),
    st.tuples(st.just("batch"), st.sampled_from(("0", "1", "3", "5"))),
    st.tuples(st.sampled_from(("mom", "b1", "b2", "rho")), st.sampled_from(("0", "0.5", "0.95"))),
    st.tuples(st.sampled_from(("eps", "wd", "l1", "l2")), st.sampled_from(("0", "0.01", "0.1"))),
)
_CHANGES = st.one_of(
    st.tuples(st.sampled_from(_PARAMETERS), st.one_of(_NUMBERS, st.sampled_from(("frozen", "free")))),
    st.tuples(st.sampled_from(_NODES), st.sampled_from(("off", "off", "on"))),
    _SETTINGS,
)


def text(edits):
    """(step, (what, value)) as a link has them."""
    return ";".join(f"{step}:{what}:{value}" for step, (what, value) in edits)


def edited(link, edits):
    """The experiment with those of the edits that can be made."""
    return read_link(f"{link}&edits={text(edits)}")[0]


EDITS = st.lists(st.tuples(_STEPS, _CHANGES), min_size=1, max_size=8)
EDITED = st.builds(edited, st.sampled_from(RUNS), EDITS)

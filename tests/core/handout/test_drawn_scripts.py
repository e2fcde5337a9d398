"""Scripts of links drawn at random train as the app does."""

import contextlib
import io

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.data.clouds import DATA
from core.data.digits.subset import PACKED
from core.data.gates import GATES
from core.engine.activations import ACTIVATIONS
from core.engine.initializers import INITIALIZERS, ORDERS
from core.engine.losses import LOSSES
from core.engine.optimizers import OPTIMIZERS
from core.experiment.link import from_query
from core.learning.learner import RULES
from core.tasks import handout
from core.tasks.registry import read_link
from core.tasks.sine.experiment import SineExperiment
from tests.core.handout import handed_out
from tests.core.learning.drawn_edits import EDITED, EDITS, edited
from tests.core.tasks.digits.drawings import drawing


def run_here(code):
    before = np.geterr()
    with contextlib.redirect_stdout(io.StringIO()) as out:
        try:
            exec(compile(code, "handout", "exec"), {"__name__": "__main__", "__file__": str(PACKED)})
        finally:
            np.seterr(**before)
    return out.getvalue()


def pick(**choices):
    """Links with one of these values for each key, or without the key."""
    parts = [st.sampled_from([f"{key}={value}" for value in values] + [""]) for key, values in choices.items()]
    return st.tuples(*parts).map(lambda pairs: "&".join(filter(None, pairs)))


LEARNS = {
    "hidden": ("0", "1", "3-2", "2-5-3"), "act": ACTIVATIONS, "out": ACTIVATIONS, "threshold": (0.1, -0.4),
    "batch": (1, 3, 5, 100), "opt": OPTIMIZERS, "lr": (1e-3, 0.1, 1, 30), "mom": (0, 0.5), "b1": (0, 0.7),
    "b2": (0, 0.9), "rho": (0, 0.5), "eps": (0, 0.1), "wd": (0.5,), "l1": (0.01,), "l2": (0.01, 2),
    "init": INITIALIZERS, "scale": (0.3, 4), "order": ORDERS, "seed": range(9), "target": (0.05, 0.3),
    "plateau": (1, 4),
}  # fmt: skip
GATES_LINKS = pick(data=DATA, gate=GATES, points=(1, 7, 12), spread=(0, 0.4), noise=(0, 0.5), test=(0, 90),
                   dseed=range(5), loss=LOSSES, rule=RULES, **LEARNS)  # fmt: skip
SINE_LINKS = pick(curve=("xsin", "step", "abs"), points=(2, 9), noise=(0, 2), stdx=(1,), stdy=(0,), val=(40,),
                  loss=("mse", "half_mse"), rule=("online",), **LEARNS)  # fmt: skip


@settings(max_examples=40, derandomize=True)
@given(GATES_LINKS)
def test_any_gates_script_trains_as_the_app_does(link):
    e, _ = read_link(f"{link}&epochs=25")
    assert run_here(handout.script(e)).replace("\n\n", "\n") == handed_out.learner_lines(e)


@settings(max_examples=40, derandomize=True)
@given(SINE_LINKS)
def test_any_sine_script_trains_as_the_app_does(link):
    e, _ = from_query(f"{link}&epochs=25", kind=SineExperiment)
    assert run_here(handout.script(e)).replace("\n\n", "\n") == handed_out.learner_lines(e)


DIGITS_LINKS = pick(points=(1, 4, 31), noise=(0.5,), wrong=(30,), dseed=range(3), draw=("replacement",), **LEARNS)
DIGITS_EDITS = st.lists(st.tuples(st.integers(0, 6), st.one_of(
    st.sampled_from(["lr:0.1", "batch:1", "batch:40", "batch:300", "h1.1:off", "h1.1:on", "b1.1:0.5", "l2:0.1"]),
    st.builds(lambda label, seed: f"add:{drawing(label, 7, seed)}", st.integers(0, 9), st.integers(0, 3)),
)), max_size=6).map(lambda found: ";".join(f"{step}:{what}" for step, what in found))  # fmt: skip


@settings(max_examples=10, derandomize=True)
@given(DIGITS_LINKS, DIGITS_EDITS)
def test_any_digits_script_trains_as_the_app_does(link, edits):
    e, _ = read_link(f"task=digits&size=7&{link}&epochs=3&edits={edits}")
    handed_out.assert_alike(run_here(handout.script(e)).replace("\n\n", "\n"), handed_out.learner_lines(e))


@settings(max_examples=60, derandomize=True)
@given(EDITED)
def test_any_edited_script_trains_as_the_app_does(e):
    assert run_here(handout.script(e)).replace("\n\n", "\n") == handed_out.learner_lines(e)


@settings(max_examples=60, derandomize=True)
@given(st.one_of(GATES_LINKS, SINE_LINKS.map(lambda link: f"task=sine&{link}")), EDITS)
def test_any_script_of_any_link_edited_trains_as_the_app_does(link, edits):
    e = edited(f"{link}&epochs=25", edits)
    assert run_here(handout.script(e)).replace("\n\n", "\n") == handed_out.learner_lines(e)

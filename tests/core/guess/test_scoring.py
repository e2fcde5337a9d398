"""How far off a guess is, by the tape: a step, which of several, a drawing."""

import numpy as np
import pytest

from core.guess.guesses import PLACES, checked, written
from core.guess.happening import Happening, happening
from core.guess.scoring import score_drawing, score_first, score_step
from core.guess.shapes import shape
from core.pair.pair import pair_of
from core.pair.verdict import Finished
from core.record.stop import Stop
from core.tasks.registry import read_link

AND, _ = read_link("gate=and&hidden=0&epochs=5")
NUMBERS = {"loss": np.array([0.5, 0.4, 0.05, 0.06, 0.01, 0.02]), "right": np.array([1, 2, 3, 4, 4, 4])}


@pytest.mark.parametrize(
    ("text", "truth"),
    [("learned", 3), ("loss<0.1", 2), ("loss>0.6", None), ("right>1", 1), ("lowest loss", 4), ("loss<1e-9", None)],
)
def test_what_happens_is_found_on_the_tape(text, truth):
    assert happening(text).at(AND, NUMBERS) == truth


@pytest.mark.parametrize("text", ["", "learnt", "loss", "loss=1", "loss<", "loss<--1", "lowest right", "loss<1\n"])
def test_what_cannot_happen_is_refused(text):
    with pytest.raises(ValueError, match="loss<0.1"):
        happening(text)


def test_a_step_is_as_far_off_as_it_is():
    score = score_step(AND, Happening("learned"), NUMBERS, 1)
    assert (score.truth, score.off, score.at, score.good) == (3, -2, 3, False)
    assert (score.there.right, score.there.among, score.there.value) == (2, 4, 0.4)
    assert score_step(AND, Happening("learned"), NUMBERS, 3).off == 0
    assert score_step(AND, Happening("learned"), NUMBERS, 4).good, "a step beside it is a good guess"


def test_never_can_be_guessed_and_be_true():
    assert score_step(AND, Happening("learned"), NUMBERS, None).off is None
    never = score_step(AND, happening("loss<1e-9"), NUMBERS, None)
    assert (never.truth, never.good, never.at) == (None, True, 5)
    assert score_step(AND, happening("lowest loss"), NUMBERS, 4).at == 5, "it is known at the end"


def test_who_learns_first_goes_by_the_verdict():
    pair, _ = pair_of(AND, {"vs": "gate=and&hidden=0&epochs=5&lr=1"})
    late = Finished(NUMBERS["loss"], NUMBERS["right"], None, Stop("epochs", 5))
    early = Finished(NUMBERS["loss"], np.array([1, 4, 4, 4, 4, 4]), None, Stop("epochs", 5))
    score = score_first(pair, [late, early], 0)
    assert (score.truth, score.at, score.learned) == (1, 1, [3.0, 1.0])


def test_a_drawing_is_held_against_the_loss_at_every_step():
    loss = np.linspace(1.0, 0.0, 101)
    score = score_drawing(100, loss, np.linspace(1.0, 0.0, PLACES).tolist())
    assert score.off == pytest.approx(0.0, abs=1e-12) and score.good and score.true == score.drawn == "falls"
    level = score_drawing(100, loss, [1.0] * PLACES)
    assert level.off == pytest.approx(0.5) and level.worst == 100 and level.drawn == "stays"


def test_what_leaves_the_picture_counts_as_its_upper_edge():
    score = score_drawing(60, np.array([0.5, 1e9, np.inf]), [0.5] * PLACES)
    assert score.off == pytest.approx(0.5 / 3) and (score.true, score.at, score.top) == ("grows", 2, 0.75)


@pytest.mark.parametrize(
    ("values", "seen"),
    [
        (np.exp(-np.linspace(0, 5, 25)), "falls"), (np.ones(25), "stays"), (np.linspace(1, 3, 25), "grows"),
        (np.r_[np.ones(12), np.zeros(13)], "waits"), (np.r_[1, 0.5 * np.ones(12), np.zeros(12)], "waits"),
        (np.r_[np.linspace(1, 0.1, 10), np.full(15, 0.1)], "falls"),
    ],
)  # fmt: skip
def test_shapes(values, seen):
    assert shape(values) == seen


@pytest.mark.parametrize(
    ("kind", "text", "guess"),
    [("step", "57", 57), ("step", "never", None), ("choice", "1", 1),
     ("drawing", ",".join(["0.5"] * PLACES), (0.5,) * PLACES)],
)  # fmt: skip
def test_a_guess_is_read_from_an_address(kind, text, guess):
    assert checked(kind, written(kind, text), total=100, choices=2) == guess


@pytest.mark.parametrize(
    ("kind", "value"),
    [("step", 101), ("step", -1), ("step", True), ("step", 1.0), ("step", "57"), ("step", [5]), ("step", None),
     ("choice", 2), ("choice", "never"), ("drawing", [0.5] * 24), ("drawing", [float("nan")] * PLACES),
     ("drawing", [-1] * PLACES), ("drawing", [True] * PLACES), ("drawing", "0.5"), ("drawing", [1e400] * PLACES),
     ("drawing", {"0": 1})],
)  # fmt: skip
def test_what_is_no_guess_is_refused(kind, value):
    with pytest.raises(ValueError, match="."):
        checked(kind, value, total=100, choices=2)

"""How far off a guess is, at its address: in both languages, of each kind; and what is refused."""

import json

import pytest

from core.guess.guesses import PLACES
from core.wire.shared import store
from tests.pages.asking import ask

AND = "gate=and&hidden=0&opt=gd&lr=1&epochs=100"
RATES = "opt=gd&lr=2&seed=1&epochs=60&vs=opt%3Dgd%26lr%3D0.5%26seed%3D1%26epochs%3D60"
LEVEL = ",".join(["0.28"] * PLACES)


def told(query):
    answer = ask("/tape/gates/guess", query)
    assert answer.status == 200, answer
    return json.loads(answer.body)


@pytest.mark.parametrize(
    ("guess", "off", "said"),
    [
        ("57", 38, "You said 57: 38 steps too late. At step 57, 4 of 4 are right"),
        ("18", -1, "1 step too early. At step 18, 3 of 4 are right"),
        ("19", 0, "Your guess is exact."),
        ("never", None, "You said never."),
    ],
)
def test_a_step(guess, off, said):
    answer = told(f"{AND}&predict=step:learned&guess={guess}")
    assert (answer["truth"], answer["at"], answer["off"]) == (19, 19, off)
    assert answer["text"].startswith("Learned at step 19.") and said in answer["text"]


def test_never_is_a_truth():
    answer = told("hidden=0&opt=gd&lr=1&epochs=200&predict=step:learned&guess=57")
    assert answer["truth"] is None and answer["at"] == 200
    assert answer["text"].startswith("It is never learned. You said step 57. At step 200, 2 of 4")


def test_which_is_first_and_by_what_numbers():
    right, wrong = (told(f"{RATES}&predict=choice:first&guess={place}") for place in (1, 0))
    assert (right["truth"], right["good"], wrong["good"]) == (1, True, False)
    assert wrong["text"] == "No: B. Learned: A not at all, B after 28 updates."
    assert right["at"] == 28


def test_a_drawing():
    answer = told(f"{AND}&predict=drawing&guess={LEVEL}")
    assert answer["text"].startswith("Your curve hardly falls; this one falls without a plateau.")
    assert "Furthest at step 100: you drew 0.28, the loss is 0.0558." in answer["text"] and 0.1 < answer["off"] < 0.3


def test_it_speaks_japanese_and_trains_nothing_twice():
    told(f"{AND}&predict=step:learned&guess=20")
    trained = store().trained
    assert "ステップ19で学習しました。" in told(f"{AND}&predict=step:learned&guess=20&lang=ja")["text"]
    assert store().trained == trained


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("predict=step:learned", "guess="), ("predict=step:learned&guess=101", "0 to 100"), ("guess=3", "predict="),
        ("predict=step:learned&guess=1e2", "guess=1e2"), ("predict=step:loss%3Dx&guess=3", "loss<0.1"),
        ("predict=choice:first&guess=0", "vs"), ("predict=drawing&guess=1,2", str(PLACES)),
        ("predict=drawing&guess=" + LEVEL.replace("0.28", "nan", 1), str(PLACES)),
        ("predict=step:lowest%20test_loss&guess=3", "test_loss"),
    ],
)  # fmt: skip
def test_what_cannot_be_guessed_is_refused_in_a_line(query, named):
    answer = ask("/tape/gates/guess", f"{AND}&{query}")
    assert answer.status == 400 and named in answer.body.decode()


def test_a_walk_has_no_loss_to_guess_and_who_has_gone_gets_none():
    assert ask("/tape/descent/guess", "predict=step:learned&guess=3").status == 404
    assert ask("/tape/gates/guess", "seed=993&predict=step:learned&guess=3", gone=True).status == 499

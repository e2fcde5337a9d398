"""Who is ahead of runs on one clock, at its address."""

import json

import pytest

from core.wire.shared import store
from tests.pages.asking import ask

PAIR = "lr=0.1&vs=lr%3D0.02%26epochs%3D400"


def told(query):
    answer = ask("/tape/gates/verdict", query)
    assert answer.status == 200, answer
    return json.loads(answer.body)["told"]


def test_the_verdict_is_that_of_the_tapes_and_trains_nothing_twice():
    for run in ("lr=0.1", "lr=0.02&epochs=400"):
        for part in range(13):
            ask(f"/tape/gates/{part}", run)
    trained = store().trained
    last = told(PAIR)[-1]
    assert store().trained == trained
    assert last["at"] == 500 and last["text"].startswith("B is ahead. Learned: A after 41 updates, B after 15 updates.")


def test_it_speaks_both_languages_and_goes_by_the_clock():
    english, japanese = told(f"{PAIR}&clock=epoch"), told(f"{PAIR}&clock=epoch&lang=ja")
    assert "after 15 epochs" in english[-1]["text"] and "15エポック" in japanese[-1]["text"]
    assert [sentence["at"] for sentence in english] == [sentence["at"] for sentence in japanese]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("lr=0.1", "vs"), ("vs=lr%3Dnan", "nan"), ("vs=lr%3D1&clock=day", "clock=day"),
        ("vs=" + "%7C".join(f"seed%3D{k}" for k in range(9)), "vs"),
    ],
)  # fmt: skip
def test_what_is_no_pair_is_refused_in_a_line(query, named):
    answer = ask("/tape/gates/verdict", query)
    assert answer.status == 400 and named in answer.body.decode()


def test_walks_are_no_pairs():
    answer = ask("/tape/descent/verdict", "vs=lr%3D1")
    assert answer.status == 400 and "descent" in answer.body.decode()


def test_who_has_gone_gets_none():
    assert ask("/tape/gates/verdict", "seed=991&vs=seed%3D992", gone=True).status == 499

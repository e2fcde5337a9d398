"""The loss landscape at its address."""

import json

import pytest

from core.tasks.registry import read_link
from core.wire.packet import unpack
from core.wire.shared import store
from tests.pages.asking import ask

QUERY = "epochs=70&hidden=3"


def told(query):
    answer = ask("/tape/gates/landscape", query)
    assert answer.status == 200, answer
    return answer


def test_it_is_of_the_tape_and_trains_nothing_twice():
    for part in range(4):
        ask(f"/tape/gates/{part}", QUERY)
    trained = store().trained
    found = unpack(told(QUERY).body)
    assert store().trained == trained
    (piece,) = unpack(ask("/tape/gates/70-70", QUERY).body)["pieces"]
    assert found["losses"].values[-1] == piece["arrays"]["loss"].values[0]
    assert found["land"].values.shape == (60, 60) and found["takes"]


def test_a_run_can_begin_at_a_point_of_it():
    found = json.loads(told(f"{QUERY}&point=10,50").body)
    e, problems = read_link(f"{QUERY}&{found['action']}")
    assert not problems and e.init == "given"
    (piece,) = unpack(ask("/tape/gates/0-0", f"{QUERY}&{found['action']}").body)["pieces"]
    assert piece["arrays"]["loss"].values[0] == pytest.approx(found["loss"], rel=1e-9)


@pytest.mark.parametrize(
    "query",
    ["plane=nan", "plane=random:-1", "plane=w1.0.1,w9.9.9", "point=1", "point=60,0", "point=nan,1", "at=99999",
     "init=zeros", "plane=" + "w" * 5000],
)  # fmt: skip
def test_what_there_is_not_is_refused_in_a_line(query):
    answer = ask("/tape/gates/landscape", f"{QUERY}&{query}")
    text = answer.body.decode()
    assert answer.status == 400 and len(text.splitlines()) == 1 and len(text) < 500


def test_walks_have_none_and_who_has_gone_gets_none():
    assert ask("/tape/descent/landscape").status == 404
    assert ask("/tape/gates/landscape", "epochs=71&hidden=3", gone=True).status == 499

"""The landscape of a run at its address: the tape's own losses, points that begin runs, kept, refused clearly."""

import gzip
import json

import numpy as np
import pytest

from core.tasks.registry import read_link
from core.wire.packet import unpack
from core.wire.pieces import run_id
from core.wire.shared import store
from pages.web.address import version
from tests.pages.asking import ask, ask_together

QUERY = "hidden=2&epochs=60"


def landscape(query, task="gates"):
    answer = ask(f"/tape/{task}/landscape", query)
    assert answer.status == 200, answer
    return unpack(answer.body)


def point(query, task="gates"):
    answer = ask(f"/tape/{task}/landscape", query)
    assert answer.status == 200 and answer.headers["content-type"] == "application/json", answer
    return json.loads(answer.body)


def test_it_comes_with_the_tapes_losses_and_the_runs_name():
    found = landscape(QUERY)
    parts = [unpack(ask(f"/tape/gates/{number}", QUERY).body)["pieces"][0] for number in range(3)]
    e, _ = read_link(QUERY)
    assert (found["run"], found["link"], found["plane"]) == (run_id(e), QUERY, "path")
    assert (found["step"], found["end"], found["takes"], found["remarks"]) == (60, 60, True, [])
    assert found["land"].values.shape == (60, 60) and list(found["steps"].values) == list(range(61))
    losses = np.concatenate([part["arrays"]["loss"].values for part in parts])
    np.testing.assert_array_equal(found["losses"].values, losses)
    assert found["below"].values[-1] == pytest.approx(found["losses"].values[-1], rel=1e-9)


@pytest.mark.long
def test_what_was_cut_is_said():
    cut = landscape("hidden=64-64-64&epochs=20000&data=spiral&points=200&plane=random:3")
    assert cut["remarks"] and "epochs" in cut["remarks"][0]


@pytest.mark.parametrize(
    ("task", "query"),
    [
        ("gates", QUERY),
        ("gates", f"{QUERY}&plane=random:7"),
        ("gates", f"{QUERY}&plane=w1.0.1,b1.2"),
        ("gates", f"{QUERY}&at=20&edits=10:lr:0.2;30:w1.0.1:3"),
        ("gates", "data=clouds&points=20&batch=7&epochs=3&opt=gd&lr=1"),
        ("sine", "epochs=40&points=9"),
    ],
)
def test_a_run_begins_at_a_point_with_the_loss_of_the_grid(task, query):
    land = landscape(query, task)
    for column, row in ((0, 0), (37, 21), (59, 59)):
        told = point(f"{query}&point={column},{row}", task)
        assert told["loss"] == pytest.approx(land["land"].values[row, column], rel=1e-9)
        settings = dict(pair.split("=") for pair in query.split("&") if not pair.startswith(("plane", "at")))
        settings |= dict(pair.split("=") for pair in told["action"].split("&"))
        begun = "&".join(f"{key}={value}" for key, value in settings.items() if value)
        (piece,) = unpack(ask(f"/tape/{task}/0-0", begun).body)["pieces"]
        assert piece["arrays"]["loss"].values[0] == pytest.approx(told["loss"], rel=1e-9)


def test_the_run_and_its_landscape_are_made_once():
    before = store().trained
    answers = ask_together(*[("/tape/gates/landscape", "seed=70411&epochs=240&hidden=2")] * 3)
    assert {answer.status for answer in answers} == {200} and len({answer.body for answer in answers}) == 1
    parts = store().trained - before
    assert parts == 12, "parts of twenty steps, each once"
    for more in ("plane=random:1", "plane=b1.1,b1.2", "point=3,4", "at=100", "plane=random:1&point=59,0"):
        assert ask("/tape/gates/landscape", f"seed=70411&epochs=240&hidden=2&{more}").status == 200
    assert ask("/tape/gates/explain/100", "seed=70411&epochs=240&hidden=2").status == 200
    assert store().trained - before == parts


def test_for_those_who_have_gone_nothing_is_trained():
    before = store().trained
    assert ask("/tape/gates/landscape", "seed=70412", gone=True).status == 499
    assert store().trained == before


def test_it_travels_as_parts_do():
    plain, packed = ask("/tape/gates/landscape", QUERY), ask("/tape/gates/landscape", QUERY, accept_encoding="gzip")
    assert plain.headers["access-control-allow-origin"] == "*" and plain.headers["cache-control"] == "no-cache"
    assert gzip.decompress(packed.body) == plain.body
    assert ask("/tape/gates/landscape", QUERY, if_none_match=plain.headers["etag"]).status == 304
    kept = ask("/tape/gates/landscape", f"{QUERY}&v={version()}")
    assert "immutable" in kept.headers["cache-control"] and kept.body == plain.body
    assert ask("/lab/tape/gates/landscape", QUERY, base="lab").body == plain.body


@pytest.mark.parametrize(
    ("task", "query", "status", "words"),
    [
        ("gates", "plane=", 400, "plane= is not allowed; allowed: path, two parameters joined by a comma"),
        ("gates", "plane=h1.1,y", 400, "plane: h1.1 is a node; allowed: weights and biases, such as"),
        ("gates", "plane=w1.0.1", 400, "plane=w1.0.1 is not allowed"),
        ("gates", "plane=w1.0.1,w1.0.1", 400, "names one parameter twice"),
        ("gates", "plane=w9.1.1,b1.1", 400, "'w9.1.1' is no part of a network 2-4-1"),
        ("gates", f"plane={'w,' * 3000}", 400, "names 3001 parameters; allowed: two"),
        ("gates", "plane=random:-1", 400, "plane=random:-1 is not allowed"),
        ("gates", f"plane=random:{'9' * 4000}", 400, "is not allowed"),
        ("gates", "plane=random:1e3", 400, "plane=random:1e3 is not allowed"),
        ("gates", "plane=%0a%3Cb%3E,b1.1", 400, "is no part of a network"),
        ("gates", "plane=%ff%00", 400, "is not allowed"),
        ("gates", "at=-1", 400, "at=-1 is not allowed; allowed: a step from 0 to 500"),
        ("gates", "at=501", 400, "allowed: a step from 0 to 500"),
        ("gates", "at=nan", 400, "at=nan is not allowed"),
        ("gates", "point=60,0", 400, "point=60,0 is not allowed; allowed: column,row of the grid, each from 0 to 59"),
        ("gates", "point=1", 400, "point=1 is not allowed"),
        ("gates", "point=-1,2", 400, "point=-1,2 is not allowed"),
        ("gates", f"point={'1' * 4000}", 400, "is not allowed"),
        ("gates", "lr=nan", 400, "lr=nan is not allowed"),
        ("gates", "lang=fr", 400, "lang=fr is not allowed"),
        ("descent", "", 404, "descent: this task trains no network, so it has no landscape"),
        ("gradient", "", 404, "trains no network"),
        ("linear", "", 404, "trains no network"),
        ("poker", "", 404, "there is no such task"),
    ],
)  # fmt: skip
def test_what_there_is_not_is_named_and_nothing_is_trained(task, query, status, words):
    before, answer = store().trained, ask(f"/tape/{task}/landscape", query)
    assert answer.status == status and words in answer.body.decode()
    (line,) = answer.body.decode().splitlines()
    assert len(line) < 400 and store().trained == before


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("epochs=1", "the path of this run is a straight line of 2 points; allowed: two parameters, or random:"),
        ("hidden=2&init=zeros&opt=gd&epochs=9", "the path of this run stays where it begins; allowed: two parameters"),
        ("hidden=2&init=zeros&opt=gd&epochs=9&plane=random:1", "all parameters are 0 there"),
        ("opt=gd&lr=100&out=linear&epochs=60&plane=random:1&point=0,0", "its θ cannot be given; allowed:"),
    ],
)
def test_a_run_that_has_no_such_plane_or_start_says_why(query, words):
    answer = ask("/tape/gates/landscape", query)
    (line,) = answer.body.decode().splitlines()
    assert answer.status == 400 and words in line and len(line) < 400


def test_where_no_address_can_carry_the_parameters_it_is_said_before_and_after():
    for large, words in (("20-20", "characters cannot carry 501 numbers"), ("64-64", "its θ cannot be given")):
        query = f"hidden={large}&epochs=2&plane=random:1"
        assert landscape(query)["takes"] is False
        answer = ask("/tape/gates/landscape", f"{query}&point=3,3")
        assert answer.status == 400 and words in answer.body.decode()


def test_where_parameters_are_too_large_to_be_given_it_is_said_before():
    assert landscape("opt=gd&lr=100&out=linear&epochs=60&plane=random:1")["takes"] is False

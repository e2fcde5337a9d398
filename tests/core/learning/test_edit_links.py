"""Edits in a link: written one way, each checked for itself, and whatever else is asked for gets a word about it."""

import random
from dataclasses import replace
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.experiment.link import from_query, to_query
from core.experiment.values import settle, to_dict
from core.learning.edits import KEYS, MOST, Edit, ordered, parse, write
from core.tasks.registry import read_link
from tests.core.learning.drawn_edits import EDITS, RUNS, edited
from tests.core.learning.runs import run


@settings(max_examples=300)
@given(st.sampled_from(RUNS), EDITS)
def test_edited_links_settle_once_and_for_all(link, edits):
    e = edited(link, edits)
    assert from_query(to_query(e), kind=type(e)) == (e, [])
    assert e.total == read_link(link)[0].total, "an edited run has as many updates"
    assert parse(write(e.edits)) == e.edits == ordered(e.edits)
    assert e.at(0) == replace(e, edits=()) or 0 in e.course.edits


def test_equal_edits_are_written_alike():
    assert (
        write(parse("9:b1.1:-0.0;3:w2.1.1:1e0;3:mom:0.5;3:opt:momentum"))
        == "3:opt:momentum;3:w2.1.1:1;3:mom:0.5;9:b1.1:0"
    )
    assert write(parse("3:b1.1:1;5:lr:1;3:b1.1:2;3:b1.1:frozen")) == "3:b1.1:2;3:b1.1:frozen;5:lr:1"
    assert read_link("edits=3:lr:0.50")[0] == read_link("edits=3:lr:.5")[0]
    assert read_link("edits=3:lr:0.50")[0].edits == (Edit(3, "lr", "0.5"),)


@pytest.mark.parametrize(
    ("edits", "code", "part"),
    [
        ("501:lr:1", "edit", "0 to 500"), ("2:w3.1.1:1", "edit", "b2.1"), ("2:h1.5:off", "edit", "h1.1"),
        ("2:y:off", "edit", "inputs and hidden units"), ("2:lr:0", "edit", "1e-10 to 100"),
        ("2:opt:fast", "edit", "adamw"),
        ("2:h1.1:on", "no_effect", "h1.1=on"), ("2:w2.1.1:free", "no_effect", "w2.1.1=free"),
        ("2:lr:0.02", "no_effect", "lr=0.02"), ("2:opt:adam", "no_effect", "opt=adam"),
        ("2:mom:0.5", "no_effect", "opt=adam"), ("2:batch:4", "no_effect", "batch=0"),
        ("2:h1.1:off;3:w2.1.1:1", "conflict", "h1.1=off"), ("2:x0:off;3:w1.0.2:1", "conflict", "x0=off"),
    ],
)  # fmt: skip
def test_an_edit_that_cannot_be_made_is_named_and_the_rest_counts(edits, code, part):
    e, (problem,) = read_link(f"edits={edits};400:lr:0.5")
    assert (problem.code, problem.key) == (code, "edits")
    assert part in str(problem) and edits.split(";")[-1] in str(problem)
    assert e.edits[-1] == Edit(400, "lr", "0.5")


def test_one_by_one_there_are_no_batches():
    e, (problem,) = read_link("rule=online&hidden=2&edits=3:batch:2")
    assert (problem.code, problem.other, e.edits) == ("no_effect", "rule=online", ())


PIECES = (
    "", "0", "5", "-1", "1e3", "007", "99999999999", "\u0663", "lr", "opt", "batch", "mom", "eps", "hidden", "seed",
    "w1.0.1", "w2.1.1", "w2.1", "w9.9.9", "w1.-1.0", "b1.1", "b01.1", "b1.1.1", "x0", "x9", "x", "h1.1", "h1.0", "h9.9",
    "y", "y0", "y1", "0.5", "-1e6", "1e7", "nan", "inf", "-0", "1e-400", "frozen", "free", "off", "on", "adam", "Adam",
    "momentum", "a" * 50, "9" * 400, ":", "::", ";", ",", " ", "\x00", "\ud800", "\u202e", "<b>", "`x`", "__class__",
    "{0}", "%3B", "\U0001f642",
)  # fmt: skip


def hostile(rng):
    """Edits, most of them wrong in one place or more."""
    edits = []
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        parts = [
            rng.choice(("0", "3", "40", "60", "61")),
            rng.choice(("w1.0.1", "b1.1", "h1.1", "x0", "lr", "opt", "batch")),
            rng.choice(("0.5", "frozen", "free", "off", "on", "momentum", "2")),
        ]
        for _ in range(rng.choice((0, 0, 1, 2))):
            parts[rng.randrange(len(parts))] = rng.choice(PIECES)
        edits.append(":".join(parts[: rng.choice((3, 3, 3, 2, 1))]))
    return rng.choice((";", ";", ";", ";;", ",")).join(edits)


def test_ten_thousand_hostile_texts_each_give_a_message_or_a_run():
    rng = random.Random(13)
    trained = 0
    for k in range(10_000):
        text = hostile(rng)
        e, problems = read_link(f"{RUNS[k % len(RUNS)]}&edits={quote(text, errors='replace')}")
        assert from_query(to_query(e), kind=type(e)) == (e, [])
        assert settle(e) == (e, [])
        for problem in problems:
            assert str(problem).isprintable() and len(str(problem)) < 1000
        if not problems and text:
            assert len(e.edits) == len(ordered(parse(text))), text
        if e.edits and trained < 200:
            trained += 1
            run(e)


def test_so_many_edits_and_no_more():
    text = ";".join(f"{k}:lr:{1 + k % 2}" for k in range(MOST))
    assert len(read_link(f"edits={text}")[0].edits) == MOST
    e, (problem,) = read_link(f"edits={text};300:lr:3")
    assert (e.edits, problem.code) == ((), "value")
    assert "up to 200" in str(problem)
    more = replace(e, edits=(*parse(text), Edit(300, "lr", "3")))
    settled, (problem,) = settle(more)
    assert len(settled.edits) == MOST
    assert "200" in str(problem)


def test_what_a_hand_may_change_on_the_way_is_a_setting_of_every_learner():
    for link in RUNS:
        assert set(KEYS) <= set(read_link(link)[0].settings)


def test_edits_are_plain_text_in_json():
    assert to_dict(read_link("edits=3:lr:0.5;9:h1.1:off")[0])["edits"] == "3:lr:0.5;9:h1.1:off"
    assert to_dict(read_link("")[0])["edits"] == ""

"""An update explained at its address: the tape's own numbers, kept as parts are, refused clearly."""

import gzip
import json
import re

import pytest

from core.tasks.registry import read_link
from core.wire.packet import unpack
from core.wire.pieces import run_id
from core.wire.shared import store
from pages.web.address import version
from pages.words import WORDS
from tests.pages.asking import ask, ask_together

_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def told(path, query=""):
    answer = ask(f"/tape/{path}", query)
    assert answer.status == 200, answer
    return json.loads(answer.body)


@pytest.mark.parametrize("step", [0, 7, 39, 40, 85])
def test_old_and_new_are_the_tapes(step):
    query = "hidden=3&epochs=120&opt=momentum&lr=0.3"
    found = told(f"gates/explain/{step}", f"{query}&sel=w2.3.1&sample=2")
    (piece,) = unpack(ask(f"/tape/gates/{step}-{step + 1}", query).body)["pieces"]
    e, _ = read_link(query)
    values = piece["arrays"]["params"].values[:, e.network.index_of_weight(1, 2, 0)]
    assert (found["run"], found["task"], found["step"]) == (run_id(e), "gates", step)
    assert found["old"] == values[0] and (len(values) == 1 or found["new"] == values[1])
    assert (found["sel"], found["sample"]) == ("w2.3.1", 2)


def test_an_edited_run_is_told_as_its_tape_has_it():
    query = "epochs=60&edits=20:opt:momentum;20:batch:3;31:w2.3.1:0.5"
    found = told("gates/explain/30", f"{query}&sel=w2.3.1&sample=2")
    (piece,) = unpack(ask("/tape/gates/30-31", query).body)["pieces"]
    e, _ = read_link(query)
    values = piece["arrays"]["params"].values[:, e.network.index_of_weight(1, 2, 0)]
    assert (found["run"], found["old"], found["new"]) == (run_id(e), *values) and values[1] == 0.5


def test_a_sample_must_be_in_the_batch_that_an_edit_left():
    query = "epochs=60&edits=20:batch:3"
    assert told("gates/explain/19", f"{query}&sample=3")["sample"] == 3
    answer = ask("/tape/gates/explain/20", f"{query}&sample=3")
    assert answer.status == 400 and b"all, or a place in the batch, 0 to 2" in answer.body


def test_a_step_after_the_runs_end_is_its_last():
    found = told("gates/explain/200", "gate=and&target=0.03&epochs=240&sel=y")
    assert found["end"] and 0 < found["step"] < 200


@pytest.mark.parametrize("language", WORDS)
def test_words_come_in_the_language_that_is_asked_for(language):
    found = told("sine/explain/3", f"sel=b1.2&lang={language}&hidden=3&points=9")
    for part in ("stages", "sections"):
        assert all(bool(_JAPANESE.search(it["title"])) == (language == "ja") for it in found[part])
    other = told("sine/explain/3", f"sel=b1.2&lang={'en' if language == 'ja' else 'ja'}&hidden=3&points=9")
    for one, another in zip(found["sections"], other["sections"], strict=True):
        assert (one["key"], one["code"], one["prints"]) == (another["key"], another["code"], another["prints"])
        assert one["title"] != another["title"]


def test_without_a_part_there_are_the_stages_alone():
    found = told("gates/explain/3")
    assert found["sel"] is None and found["sections"] == [] and len(found["stages"]) == 6


def test_it_travels_as_parts_do():
    plain, packed = ask("/tape/gates/explain/3", "sel=y"), ask("/tape/gates/explain/3", "sel=y", accept_encoding="gzip")
    assert plain.headers["content-type"] == "application/json"
    assert plain.headers["access-control-allow-origin"] == "*" and plain.headers["cache-control"] == "no-cache"
    assert gzip.decompress(packed.body) == plain.body
    assert ask("/tape/gates/explain/3", "sel=y", if_none_match=plain.headers["etag"]).status == 304
    kept = ask("/tape/gates/explain/3", f"sel=y&v={version()}")
    assert "immutable" in kept.headers["cache-control"] and kept.body == plain.body
    assert ask("/lab/tape/gates/explain/3", "sel=y", base="lab").body == plain.body


@pytest.mark.parametrize(
    ("path", "query", "status", "words"),
    [
        ("gates/explain/3", "sel=w9.1.1", 400, "sel: 'w9.1.1' is no part of a network 2-4-1; allowed: names"),
        ("gates/explain/3", f"sel={'w' * 3000}", 400, "is no part of a network"),
        ("gates/explain/3", "sel=w1.0.1%0a", 400, "is no part of a network"),
        ("gates/explain/3", "sel=", 400, "is no part of a network"),
        ("gates/explain/3", "sample=4", 400, "sample=4 is not allowed; allowed: all, or a place in the batch, 0 to 3"),
        ("gates/explain/3", "sample=-1", 400, "sample=-1 is not allowed"),
        ("gates/explain/3", "batch=3&sample=2", 400, "allowed: all, or a place in the batch, 0 to 0"),
        ("gates/explain/3", "sample=%0a%3Cb%3E", 400, "is not allowed"),
        ("gates/explain/3", "lr=nan", 400, "lr=nan is not allowed"),
        ("gates/explain/3", "lang=fr", 400, "lang=fr is not allowed"),
        ("gates/explain/4", "epochs=3", 404, "steps 0 to 3 at most"),
        ("gates/explain/-1", "", 404, "steps 0 to 500 at most"),
        ("gates/explain/x", "", 404, "steps 0 to 500 at most"),
        ("descent/explain/0", "", 404, "descent: this task has no network to explain"),
        ("gradient/explain/0", "", 404, "no network to explain"),
        ("linear/explain/0", "", 404, "no network to explain"),
        ("poker/explain/0", "", 404, "there is no such task"),
    ],
)  # fmt: skip
def test_what_there_is_not_is_named(path, query, status, words):
    answer = ask(f"/tape/{path}", query)
    assert answer.status == status and words in answer.body.decode()
    assert all(len(line) < 400 for line in answer.body.decode().splitlines())


def test_it_waits_its_turn_and_nothing_is_trained_for_those_who_have_gone():
    before = store().trained
    assert ask("/tape/gates/explain/200", "seed=70321", gone=True).status == 499
    assert store().trained == before
    answers = ask_together(*[("/tape/gates/explain/60", "seed=70322&epochs=240&sel=y")] * 3)
    assert {answer.status for answer in answers} == {200} and len({answer.body for answer in answers}) == 1
    assert store().trained - before == 4, "parts of twenty steps, each once"

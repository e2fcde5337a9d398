"""A part of a tape at its address: the same numbers as on the stage, kept by whoever may keep them, refused clearly."""

import gzip
import json
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from core.record.link import START
from core.record.timeline import Timeline
from core.tape.tape import record
from core.tasks.registry import TASKS, read_link
from core.wire.packet import pack, unpack
from core.wire.pieces import run_id
from core.wire.shared import store
from pages.web.address import version
from pages.words import WORDS
from tests.core.tapes import whole_tape
from tests.pages.asking import ask, ask_together
from tests.pages.opening import open_page, packets

ROOT = Path(__file__).parents[2]
LINKS = {
    "gates": "hidden=4&epochs=240&seed=11", "sine": "epochs=90&seed=5", "digits": "size=7&hidden=8&epochs=2",
    "descent": "walkers=gd:0.1;adam:0.1&steps=90", "gradient": "f=cube", "linear": "steps=12",
}  # fmt: skip


def part(task, number, query):
    answer = ask(f"/tape/{task}/{number}", query)
    assert answer.status == 200, answer
    return unpack(answer.body)


@pytest.mark.parametrize("task", TASKS)
def test_every_part_has_the_tapes_numbers(task):
    e, problems = read_link(f"task={task}&{LINKS[task]}")
    assert not problems
    link = START
    for number in range(Timeline(e.total).n_chunks):
        chunk, link = record(e, link, number)
        sent = part(task, number, LINKS[task])
        assert (sent["run"], sent["task"], sent["total"]) == (run_id(e), task, e.total)
        assert sent["end"] == (chunk.stop.step if chunk.stop else None)
        (piece,) = sent["pieces"]
        assert (piece["kind"], piece["number"], piece["first"], piece["last"]) == (
            "chunk",
            number,
            chunk.first,
            chunk.last,
        )
        for name, values in chunk.steps.items():
            digits = {"rtol": 6e-8} if name in chunk.singles else {"rtol": 0.0, "atol": 0.0}
            np.testing.assert_allclose(piece["arrays"][name].values, values, **digits)


def test_a_window_has_every_array_at_every_step():
    sent = part("gates", "990-1010", "gate=and&hidden=0&epochs=6000&opt=gd")
    (piece,) = sent["pieces"]
    assert (piece["kind"], piece["first"], piece["last"]) == ("detail", 990, 999), "cut to its part"
    assert {len(array.values) for array in piece["arrays"].values()} == {10}


def test_a_run_that_ends_early_answers_with_its_last_part():
    query = "gate=and&target=0.03&epochs=240"
    e, _ = read_link(query)
    last = whole_tape(e)[0][-1]
    (piece,) = part("gates", Timeline(e.total).n_chunks - 1, query)["pieces"]
    assert (piece["first"], piece["last"]) == (last.first, last.last)


@pytest.mark.parametrize("language", WORDS)
def test_sentences_come_in_the_language_that_is_asked_for(language):
    first, *_ = part("gates", 0, f"epochs=3&lang={language}")["pieces"][0]["captions"]
    assert first["text"].isascii() == (language == "en")


def test_it_is_compressed_where_that_is_wanted():
    plain, packed = ask("/tape/gates/0", "epochs=3"), ask("/tape/gates/0", "epochs=3", accept_encoding="gzip, br")
    assert packed.headers["content-encoding"] == "gzip" and gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) and int(packed.headers["content-length"]) == len(packed.body)
    assert "html" not in plain.headers["content-type"]


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip", True),
        ("br;q=1, GZIP ; q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.00, br", False),
        ("xgzip", False),
    ],
)
def test_gzip_is_not_sent_to_those_who_refuse_it(accepted, packed):
    answer = ask("/tape/gates/0", "epochs=3", accept_encoding=accepted)
    assert (answer.headers["content-encoding"] == "gzip") == packed


def test_what_somebody_has_is_not_sent_again():
    tag = ask("/tape/gates/0", "epochs=3").headers["etag"]
    again = ask("/tape/gates/0", "epochs=3", if_none_match=f'"other", {tag}')
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert ask("/tape/gates/0", "epochs=4", if_none_match=tag).status == 200


def test_only_an_address_with_the_codes_version_is_kept_for_ever():
    def kept(query):
        return ask("/tape/gates/0", query).headers["cache-control"]

    assert kept(f"epochs=3&v={version()}") == "public, max-age=31536000, immutable"
    assert kept("epochs=3") == kept("epochs=3&v=another") == "no-cache"


def test_a_range_of_bytes_is_given_and_a_wrong_one_passed_over():
    whole = ask("/tape/gates/0", "epochs=3").body
    for text, (first, last) in {
        "0-9": (0, 9),
        "5-": (5, len(whole) - 1),
        "-7": (len(whole) - 7, len(whole) - 1),
    }.items():
        answer = ask("/tape/gates/0", "epochs=3", range=f"bytes={text}")
        assert (answer.status, answer.body) == (206, whole[first : last + 1])
        assert answer.headers["content-range"] == f"bytes {first}-{last}/{len(whole)}"
    wrong = (
        "bytes=9-0",
        "bytes=x-",
        "bytes=5-x",
        "lines=0-1",
        f"bytes={len(whole)}-",
        "bytes=-",
        "bytes=-0",
        "bytes=0-1,5-6",
    )
    for text in wrong:
        answer = ask("/tape/gates/0", "epochs=3", range=text)
        assert (answer.status, answer.body) == (200, whole), text


def test_a_range_of_another_version_is_passed_over():
    whole = ask("/tape/gates/0", "epochs=3")
    for tag, status in ((whole.headers["etag"], 206), ('"another"', 200)):
        assert ask("/tape/gates/0", "epochs=3", range="bytes=0-9", if_range=tag).status == status


def test_any_page_may_read_a_tape_and_nothing_may_be_sent_to_it():
    assert ask("/tape/gates/0", "epochs=3").headers["access-control-allow-origin"] == "*"
    assert ask("/tape/gates/0", "epochs=3", method="HEAD").status == 200
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
        assert ask("/tape/gates/0", "epochs=3", method=method).status == 405


@pytest.mark.parametrize(
    ("path", "query", "status", "words"),
    [
        ("gates/0", "hidden=x", 400, "hidden=x is not allowed; allowed: 0 for none, or up to 6 sizes"),
        ("gates/0", "lr=nan&seed=-1", 400, "seed=-1 is not allowed"),
        ("gates/0", "colour=red", 400, "colour=red: this key is unknown"),
        ("gates/0", "lang=fr", 400, "lang=fr is not allowed; allowed: en, ja"),
        ("gates/0", "&".join(["epochs=3"] * 300), 400, "too long or broken"),
        ("gates/6", "epochs=3", 404, "parts 0 to 0 at most"),
        ("gates/3-2", "epochs=3", 404, "steps 0 to 3 at most"),
        ("gates/-1", "", 404, "a part is a number"),
        ("gates/first", "", 404, "a part is a number"),
        ("poker/0", "", 404, "there is no such task; tasks: gates, sine"),
    ],
)  # fmt: skip
def test_what_there_is_not_is_named(path, query, status, words):
    before, answer = store().trained, ask(f"/tape/{path}", query)
    assert answer.status == status and words in answer.body.decode()
    assert all(len(line) < 400 for line in answer.body.decode().splitlines()) and store().trained == before


def test_what_costs_too_much_is_cut_and_says_so():
    query = "data=spiral&points=1000&hidden=64-64&epochs=20000"
    (remark,) = part("gates", 0, query)["remarks"]
    e, _ = read_link(query)
    assert remark.startswith("epochs=20000 is too much work") and part("gates", 0, query)["total"] == e.total


@pytest.mark.parametrize("task", TASKS)
def test_a_scene_is_what_the_page_brings(task):
    answer = ask(f"/tape/{task}/scene", f"{LINKS[task]}&lang=ja&v={version()}")
    assert answer.status == 200 and "immutable" in answer.headers["cache-control"]
    sent, (brought,) = unpack(answer.body), packets(open_page(f"pages/{TASKS[task].page}.py", lang="ja", **links(task)))
    assert sent["scene"]["locale"] == "ja" and "task" not in sent["keys"]
    brought.pop("from_here", None)  # of the form, not of the run
    assert pack(sent | {"at": None}) == pack(brought | {"at": None})
    assert ask(f"/{sent['tape']}0", sent["query"]).status == 200


def links(task):
    return dict(pair.split("=", 1) for pair in LINKS[task].split("&"))


def test_a_scene_of_no_run_is_refused():
    assert ask("/tape/poker/scene", "").status == 404
    assert ask("/tape/gates/scene", "hidden=x").status == 400


def test_under_a_base_path():
    assert ask("/lab/tape/gates/0", "epochs=3", base="lab").status == 200
    assert ask("/tape/gates/0", "epochs=3", base="lab").status == 404


def test_requests_for_the_same_part_wait_for_one_training():
    before = store().trained
    answers = ask_together(*[("/tape/gates/2", "seed=70123&epochs=240")] * 6)
    assert {answer.status for answer in answers} == {200} and len({answer.body for answer in answers}) == 1
    assert store().trained - before == 3, "three parts, each once"


def test_a_far_part_of_a_long_run_keeps_nobody_waiting():
    far, near = "seed=70125&epochs=2000", "seed=70126"
    last = Timeline(read_link(far)[0].total).n_chunks - 1
    first, second = ask_together((f"/tape/gates/{last}", far), ("/tape/gates/0", near))
    assert last > 8 and [unpack(answer.body)["link"] for answer in (first, second)] == [near, far]


def test_for_those_who_have_gone_nothing_is_trained():
    before = store().trained
    for place in ("0", "200-210"):
        assert ask(f"/tape/gates/{place}", "seed=70124", gone=True).status == 499
    assert store().trained == before


def reading(manual):
    """The names that the manual's code for reading a part defines."""
    lines = manual.split("```python\n")[2].split("```")[0].splitlines()
    names: dict = {}
    exec("\n".join(line for line in lines if not line.startswith(("part =", "print("))), names)
    return names


def test_a_notebook_reads_a_sweep_as_the_manual_says(capsys):
    manual = (ROOT / "docs/tape.md").read_text(encoding="utf-8")
    code = manual.split("```python\n")[1].split("```")[0]
    few = code.replace("seeds=100", "seeds=3&epochs=30").replace("400", "12")
    names = reading(manual)
    names["urllib"] = SimpleNamespace(
        request=SimpleNamespace(
            urlopen=lambda address: BytesIO(ask(*address.removeprefix("http://localhost:8501").split("?")).body)
        )
    )
    exec(few, names)
    assert few != code and len(json.loads(capsys.readouterr().out)) == 4


def test_a_notebook_reads_a_part_as_the_manual_says():
    """The code in docs/tape.md, with the address's bytes in place of a server's."""
    manual = (ROOT / "docs/tape.md").read_text(encoding="utf-8")
    names = reading(manual)
    body = ask("/tape/gates/0", "gate=xor&hidden=40-40").body
    names["urllib"] = SimpleNamespace(request=SimpleNamespace(urlopen=lambda address: BytesIO(body)))
    sent = names["read"]("http://localhost:8501/tape/gates/0?gate=xor&hidden=4")
    truth = unpack(body)
    assert sent["run"] == truth["run"]
    arrays, expected = sent["pieces"][0]["arrays"], truth["pieces"][0]["arrays"]
    np.testing.assert_array_equal(arrays["loss"], expected["loss"].values)
    low, high = expected["field"].scale
    np.testing.assert_allclose(arrays["field"], low + (high - low) * expected["field"].values / 65535.0)

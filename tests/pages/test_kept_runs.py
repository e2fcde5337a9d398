"""Runs kept beside the one on stage, as Streamlit runs the pages: hostile links, long ones, nobody at addresses."""

from urllib.parse import parse_qsl, urlencode

import pytest

from core.pair.pair import pair_of
from core.tasks.registry import read_link
from core.wire.packet import Array
from core.wire.together import pair_id
from pages.ui import link
from pages.web import opened
from tests.pages.asking import ask
from tests.pages.opening import go, open_home, packets

GATES, DESCENT = "pages/logic_gates.py", "pages/descent.py"
HOSTILE = {
    "": "3 runs",
    "nan": "nan",
    "lr=nan": "lr=nan",
    "lr=1|": "3 runs",
    "vs=lr%3D1": "vs=lr=1",
    "task=sine&curve=abs": "task=sine",
    "|".join(f"seed={k}" for k in range(50)): "seed=3",
    "%": "%",
    "%zz%00%ff|\\x00": "%zz",
    "<script>alert(1)</script>": "script",
    "data=spiral&batch=1&epochs=20000": "1428",
    "a" * 100_000: "65,536",
    "![x](javascript:alert(1))=$x$": "x",
}


def pair(stage, vs, clock="update"):
    e, _ = read_link(stage)
    return pair_of(e, {"vs": vs, "clock": clock})[0]


def shown(app):
    (packet,) = packets(app)
    return packet


@pytest.mark.parametrize("vs", HOSTILE, ids=lambda vs: vs[:20])
def test_what_is_wrong_with_kept_runs_is_named_and_the_stage_plays(vs):
    app = go(open_home(), GATES, lr="0.1", vs=vs)
    said = " ".join(warning.value for warning in app.warning)
    assert "vs=" in said and HOSTILE[vs] in said
    assert not set("<>[]$") & set(said)
    assert shown(app)["run"] == (pair_id(kept) if (kept := pair("lr=0.1", vs)).several else shown(app)["run"])
    assert shown(app)["query"].startswith("lr=0.1")


@pytest.mark.parametrize("vs", HOSTILE, ids=lambda vs: vs[:20])
def test_an_address_with_wrong_kept_runs_is_refused_in_lines(vs):
    answer = ask("/tape/gates/scene", urlencode({"lr": "0.1", "vs": vs}))
    lines = answer.body.decode().splitlines()
    assert answer.status == 400 and lines and all(len(line) < 500 and line.isprintable() for line in lines)


def test_a_hostile_clock_is_named_and_the_usual_one_goes():
    app = go(open_home(), GATES, vs="lr=0.1", clock="week\\n<b>")
    assert "update, epoch, samples" in app.warning[0].value
    assert shown(app)["run"] == pair_id(pair("", "lr=0.1"))


def test_walks_are_not_kept_and_the_page_says_where_runs_are():
    app = go(open_home(), DESCENT, vs="lr=1", clock="epoch")
    assert "Logic gates" in app.warning[0].value and "vs=lr=1" in app.warning[0].value
    assert "vs" not in app.query_params and "together" not in shown(app)


def test_the_address_carries_the_runs_exactly():
    app = go(open_home(), GATES, lr="0.1", vs="lr=0.5|batch=2", clock="samples", at="7")
    assert {key: app.query_params[key] for key in ("lr", "vs", "clock", "at")} == {
        "lr": "0.1", "vs": "lr=0.5|batch=2", "clock": "samples", "at": "7",
    }  # fmt: skip
    packet = shown(app)
    assert packet["run"] == pair_id(pair("lr=0.1", "lr=0.5|batch=2", "samples"))
    assert dict(parse_qsl(packet["kept"])) == {"vs": "lr=0.5|batch=2", "clock": "samples"}


def test_runs_that_are_too_long_for_an_address_stay_on_stage_and_the_page_says_so(monkeypatch):
    monkeypatch.setattr(link, "LONGEST_ADDRESS", 50)
    vs = "lr=0.5&edits=9:lr:0.3;20:w2.1.1:0.5"
    app = go(open_home(), GATES, lr="0.1", vs=vs, clock="epoch")
    assert app.query_params["vs"] == vs, "an address that came so stays"
    app.button(key="new_seed").click().run()
    assert "vs" not in app.query_params and "clock" not in app.query_params and app.query_params["lr"] == "0.1"
    assert "do not fit into the link" in app.info[0].value
    together = shown(app)["run"]
    assert len(shown(app)["together"]["runs"]) == 2
    short = {key: app.query_params[key] for key in app.query_params}
    app.button(key="reset").click().run()
    app.query_params.clear()
    for key, value in (short | {"go": "1"}).items():
        app.query_params[key] = value
    assert shown(app.run())["run"] == together, "back at that address, all of it is there again"


def test_where_nobody_answers_all_runs_come_with_the_page(monkeypatch):
    monkeypatch.setattr(opened, "address", lambda e, language: None)
    app = go(open_home(), GATES, lr="0.1", epochs="30", vs="lr=0.5&epochs=40|batch=2&epochs=20")
    packet = shown(app)
    assert [run["end"] for run in packet["together"]["runs"]] == [30, 40, 40]
    for run in packet["together"]["runs"]:
        assert "tape" not in run and not run["keys_only"]
        assert all(isinstance(piece["arrays"]["loss"], Array) for piece in run["pieces"])
    assert packet["told"][-1]["text"].startswith(("A", "B", "C", "Level"))

"""The page that plays a run without a server: how it is put together, and that it stays small."""

import base64
import gzip
import hashlib
import re

import numpy as np
import pytest

from core.tape.cache import TapeStore
from core.tasks.registry import TASKS, read_link
from core.wire import whole
from core.wire.packet import Array, pack, quantise
from core.wire.pieces import make_piece
from pages.player import offline
from pages.player.offline import LIMIT, TooLargeError
from pages.player.squeeze import squeeze
from pages.ui.handed_run import Run, _link_of, _made
from pages.words import WORDS, translator
from pages.words.setting_words import setting_name, setting_rows, setting_value, title
from tests.pages.scenes import SCENES, built

BASE = "https://example.org/app/logic_gates"
WALKERS = "gd:0.1;momentum:0.01:0.9;adam:0.1;gd:0.01;adagrad:0.1;rmsprop:0.1;adamw:0.1;nesterov:0.01"


@pytest.fixture(scope="module")
def store():
    return TapeStore(make_piece)


def run_of(query, language="en", at=None):
    e, problems = read_link(query)
    assert not problems
    return Run(e, SCENES[e.task], language, BASE, at)


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", "Every step is kept"),
        ("hidden=64-64&epochs=250", "Every step is kept"),
        ("data=spiral&hidden=8-8&batch=10&points=100&epochs=200", "one step in 20"),
        ("task=sine&epochs=20000&hidden=64&val=20", "one step in 100"),
        (f"task=descent&steps=2000&basin=1&walkers={WALKERS}", "Every step is kept"),
        ("task=gradient", "Every step is kept"),
        ("task=linear", "Every step is kept"),
        ("task=digits&epochs=1&batch=300", "Every step is kept"),
    ],
)
def test_a_page_is_small_and_says_what_it_keeps(store, query, kept):
    page = _made(run_of(query), store)
    assert len(page) <= LIMIT
    assert kept in page.decode()


@pytest.mark.long
def test_what_does_not_fit_is_left_out_step_by_step(store, monkeypatch):
    run = run_of("task=sine&epochs=500&hidden=64-64")
    whole = len(_made(run, store))
    for share, kept in ((0.9, "one step in"), (0.7, "7 digits")):
        monkeypatch.setattr(offline, "LIMIT", int(share * whole))
        assert kept in _made.__wrapped__(run, store).decode()
    monkeypatch.setattr(offline, "LIMIT", 1000)
    with pytest.raises(TooLargeError, match="does not fit into 1000 bytes"):
        _made.__wrapped__(run, store)


def test_nothing_but_its_own_scripts_may_run_and_nothing_may_be_fetched(store):
    page = _made(run_of("epochs=20"), store).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)[1]
    plotly = gzip.decompress(base64.b64decode(re.search(r'id="plotly">([^<]*)<', page)[1]))
    for text in (script.encode(), plotly):
        assert base64.b64encode(hashlib.sha256(text).digest()).decode() in policy
    assert not re.search(r'(?:src|href)="(?!https://example\.org/|data:)', page)


def test_settings_and_links_cannot_break_the_page(store):
    e, _ = read_link("task=descent&surface=own&f=x0**2%2Bx1**2&steps=5")
    page = _made(
        Run(e, SCENES["descent"], "en", 'https://example.org/"><script>alert(1)</script>', None), store
    ).decode()
    assert page.count("<script>") == 1


def test_a_button_leads_to_the_app_with_its_settings():
    run = run_of("gate=and&hidden=0&lr=0.5", language="ja", at=7)
    assert run.link == f"{BASE}?gate=and&hidden=0&lr=0.5&lang=ja&at=7"
    assert _link_of(run, "lr=0.05") == f"{BASE}?gate=and&hidden=0&lr=0.05&lang=ja"
    assert _link_of(run, "hidden=2&rule=exact") == f"{BASE}?gate=and&hidden=2&lr=0.5&lang=ja"
    for action in ("start=1,2", "lr=fast", "", "nonsense"):
        assert _link_of(run, action) is None


@pytest.mark.parametrize("query", ["", "task=sine", "task=descent"])
def test_nobody_explains_an_update_and_nothing_makes_room_for_it(query):
    e, _ = read_link(query)
    scene = offline._still(built(e, translator("en")), lambda action: None)
    assert not [panel for panel in scene.panels if panel.kind == "explanation"]
    variants = [variant for layout in (*scene.layouts, scene.lecture) if layout for variant in layout.variants]
    assert not [variant for variant in variants if any("micro" in row for row in variant.areas)]
    assert query != "task=descent" or variants


def test_thinned_keeps_multiples_and_the_end(store):
    e, _ = read_link("task=sine&epochs=505")
    chunks = whole.pieces(store, e)
    assert (chunks[0].stride, chunks[-1].last) == (5, 505)
    thin = [whole.thinned(piece, 10) for piece in chunks]
    few = np.concatenate([piece.arrays["residuals"].values for piece in thin])
    full = np.concatenate([piece.arrays["residuals"].values for piece in chunks])
    assert np.array_equal(few, full[[*range(0, 101, 2), 101]])
    assert np.array_equal(whole.each_step(thin)["loss"], whole.each_step(chunks)["loss"])


def test_every_step_is_there_when_chunks_are_short(store):
    e, _ = read_link("hidden=40-40&epochs=300")
    chunks = whole.pieces(store, e)
    every = whole.exact(store, e, chunks)
    fields = np.concatenate([piece.arrays["field"].values for piece in every])
    assert len(fields) == 301
    e, _ = read_link("epochs=5000")
    assert whole.exact(store, e, whole.pieces(store, e)[:1]) is None


def test_squeezing_moves_bytes_and_keeps_the_head():
    walk = np.cumsum(np.random.RandomState(1).normal(size=(50, 3, 7)), axis=0)
    packet = pack(
        {
            "a": Array(walk, "key"),
            "deep": [{"b": quantise(walk, -50.0, 50.0)}],
            "none": Array(walk[:0], "key"),
            "small": Array(np.arange(50, dtype=np.uint8).reshape(10, 5), "key"),
        }
    )
    unpacked = gzip.decompress(squeeze(packet))
    head = 4 + int.from_bytes(packet[:4], "little")
    assert len(unpacked) == len(packet)
    assert unpacked[:head] == packet[:head] and unpacked != packet


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("task", TASKS)
def test_every_setting_of_every_task_has_words(task, language):
    say = translator(language)
    e = TASKS[task].kind()
    assert title(e, say).startswith(say(task))
    assert all(
        setting_name(e, key, say) and setting_value(e, key, say) for key in e.settings if key not in ("w", "pts")
    )
    rows = setting_rows(e, say)
    assert len(dict(rows)) == len(rows), "two settings are called alike"


def test_lists_are_written_out_while_they_are_short():
    say = translator("en")
    e, _ = read_link("task=sine&curve=points&pts=0,0,1,1.5")
    assert ("Your own points", "0, 0, 1, 1.5") in setting_rows(e, say)
    e, _ = read_link("task=sine&curve=points&pts=" + ",".join(map(str, range(20))))
    assert ("Your own points", "20 numbers") in setting_rows(e, say)
    e, _ = read_link("task=descent&walkers=gd:0.1;momentum:0.01:0.8@1,2")
    assert dict(setting_rows(e, say))["Walkers"] == "gradient descent 0.1; momentum 0.01, 0.8 (1, 2)"

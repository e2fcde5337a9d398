"""What goes wrong in a lecture hall: the server restarts, the network is away, hands are hasty, links are hostile."""

import asyncio
import re
import shutil
from urllib.parse import parse_qsl, quote, urlsplit

import pytest

from pages.web.address import version
from tests.bench.visitor import Link, Seen, Visitor
from tests.browser.conftest import ROOT, Stage, open_stage, serving
from tests.coroutines import finished

HOSTILE = (
    "gate=<img src=x onerror=document.title='taken'>&lr=nan&seed=" + "9" * 3000 + "&hidden=\x00&epochs=1e999&opt=-0"
    "&points=１２&act=](javascript:alert(1))&l1=' OR 1=1&at=-1&lang=xx&embed_options=x&<b>=1&gate=and"
)


def settings(stage) -> dict[str, str]:
    """What the address says of the run."""
    return dict(parse_qsl(urlsplit(stage.page.url).query))


@pytest.mark.long
def test_a_restarted_server_loses_nothing_but_the_unfinished_chunk(browser):
    with serving() as own, open_stage(browser, own.url) as stage:
        stage.open("logic_gates?gate=or&epochs=5000")
        rate = stage.page.get_by_role("textbox", name="Exactly")
        rate.fill("0.0125")
        rate.press("Enter")
        stage.page.wait_for_url("**lr=0.0125**")
        stage.control("play").click()
        before = stage.until("s.step > 20 && s.buffered[0][1] > s.step + 600")
        own.stop()
        stage.until(f"s.step >= {before['step']} + 400")  # what is buffered goes on
        stage.until("!s.online", timeout=20_000)
        assert stage.control("badge").is_visible()
        own.start()
        after = stage.until(f"s.online && s.buffered[0][1] > {before['buffered'][0][1]} + 800", timeout=60_000)
        assert after["run"] == before["run"] and len(after["buffered"]) == 1
        assert after["playing"] or after["step"] == after["last"]
        assert settings(stage) == {"gate": "or", "epochs": "5000", "lr": "0.0125"}
        assert rate.input_value() == "0.0125"


def test_a_network_that_is_away_stops_nothing_that_is_buffered(stage):
    stage.open("logic_gates?seed=41&epochs=2000")
    stage.control("play").click()
    stage.until("s.playing && s.step > 10 && s.buffered[0][1] >= 200")
    stage.page.context.set_offline(True)
    step = stage.state["step"]
    stage.until(f"s.playing && s.step > {step} + 40")
    stage.page.context.set_offline(False)
    held = stage.state["buffered"][0][1]
    after = stage.until(f"s.buffered[0][1] > {held}", timeout=20_000)
    assert len(after["buffered"]) == 1, "no gap"


@pytest.mark.long
def test_on_a_slow_line_it_plays_without_a_gap(browser, server):
    """One megabit a second, as a full lecture hall leaves for each."""
    with open_stage(browser, server.url) as stage:
        stage.open("logic_gates?seed=43")
        network = stage.page.context.new_cdp_session(stage.page)
        slow = {"offline": False, "latency": 60, "downloadThroughput": 125_000, "uploadThroughput": 125_000}
        network.send("Network.emulateNetworkConditions", slow)
        stage.page.evaluate(
            "() => { const r = document.querySelector('[data-gs=player]'); window.waits = 0;"
            " setInterval(() => { const s = r.__gs.state(); if (s.playing && s.waiting) window.waits += 1; }, 30); }"
        )
        stage.control("play").click()
        stage.until("s.step >= 240", timeout=60_000)
        assert stage.page.evaluate("window.waits") == 0


@pytest.mark.long
def test_an_old_player_goes_on_with_a_new_server(browser, tmp_path):
    """After a deployment: the page in the browser is of the version before, and so are the addresses that it knows."""
    app = tmp_path / "app"
    left_out = shutil.ignore_patterns("node_modules", ".git", "tests", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, app, ignore=left_out)
    with serving(root=app) as own, open_stage(browser, own.url) as stage:
        answers, modules = [], []
        stage.page.on("request", lambda r: re.search(r"/kept/[0-9a-f]+[.]js", r.url) and modules.append(r.url))
        stage.page.on("response", lambda r: "/tape/" in r.url and answers.append((r.status, r.headers, r.url)))
        stage.open("logic_gates?gate=or&epochs=5000")
        stage.control("play").click()
        before = stage.until("s.step > 20")
        assert "immutable" in answers[0][1]["cache-control"]
        own.stop()
        for name, comment in (("core/tape/tape.py", "#"), ("static/player/player.js", "//")):
            with (app / name).open("a") as file:
                file.write(f"{comment} another version\n")
        del answers[:]
        own.start()
        held = before["buffered"][0][1]
        after = stage.until(f"s.online && s.buffered[0][1] > {held} + 400", timeout=60_000)
        assert after["run"] == before["run"] and len(after["buffered"]) == 1 and after["playing"]
        assert {status for status, _, _ in answers} == {200}
        kept = {("v=" + version() in url): headers["cache-control"] for _, headers, url in answers}
        assert kept.get(True, "no-cache") == "no-cache" and "immutable" in kept.get(False, "immutable")
        stage.page.locator("[data-gs-panel=table] button").first.click()
        stage.until(f"s.run !== '{before['run']}' && s.buffered.length")
        stage.settle()
        assert stage.page.locator("[data-gs=player]").count() == 1
        assert len(modules) == 1, "keys and the address are listened to once"


@pytest.mark.long
def test_a_dragged_slider_does_not_pile_up_and_its_last_value_wins(stage):
    stage.open("logic_gates?seed=42")
    sent = []
    network = stage.page.context.new_cdp_session(stage.page)
    network.send("Network.enable")
    network.on("Network.webSocketFrameSent", lambda frame: sent.append(frame))
    slider = stage.page.locator("[class*=st-key-gates-rate] [data-testid=stSliderThumbValue]")
    box = slider.bounding_box()
    mouse = stage.page.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] + 4)
    mouse.down()
    for turn in range(80):
        mouse.move(box["x"] + (-60, 50)[turn % 2] + turn / 3, box["y"] + box["height"], steps=3)
    mouse.up()
    # The field beside it is filled by the server: once it says what the slider says, the last value has arrived.
    stage.page.wait_for_function(
        "() => { const thumb = document.querySelector('[class*=st-key-gates-rate] input');"
        " const slider = thumb.getAttribute('aria-valuetext');"
        " const lr = new URLSearchParams(location.search).get('lr');"
        " return slider !== '0.02' && slider === lr"
        " && slider === document.querySelector('[class*=st-key-gates-lr] input').value; }",
        timeout=5_000,
    )
    assert len(sent) < 240, "at most one message for each of the hand's moves"
    last = stage.until("!s.request && s.buffered.length && s.frames > 0")["run"]
    stage.settle()
    assert stage.state["run"] == last


def test_the_largest_network_for_the_longest_run_plays(stage):
    stage.open("logic_gates?hidden=64-64-64-64-64-64&epochs=20000", timeout=60_000)
    assert stage.state["last"] == 20_000
    stage.control("play").click()
    stage.until("s.step > 0", timeout=30_000)


@pytest.mark.long
def test_two_tabs_keep_their_own_runs(stage):
    stage.open("logic_gates?gate=and")
    other = Stage(stage.page.context.new_page(), stage.url).open("logic_gates?gate=or&lang=ja")
    mine = stage.state["run"]
    assert other.state["run"] != mine
    other.page.locator("[data-gs-panel=table] button").first.click()
    other.page.wait_for_url("**gate=true**")
    assert stage.state["run"] == mine and settings(stage) == {"gate": "and"}
    stage.control("forward").click()
    stage.until("s.step === 1")
    assert other.state["step"] == 0 and not other.errors


def test_back_and_forward_through_settings_and_pages(stage):
    stage.open("logic_gates?gate=or")
    first = stage.state["run"]
    stage.page.locator("[data-gs-panel=table] button").first.click()
    stage.page.wait_for_url("**gate=true**")
    second = stage.until(f"s.run !== '{first}'")["run"]
    stage.page.go_back()
    stage.until(f"s.run === '{first}'")
    stage.page.go_forward()
    stage.until(f"s.run === '{second}'")
    assert {key: text for key, text in settings(stage).items() if key != "at"} == {"gate": "true"}


def test_a_hostile_link_is_named_and_plays(stage):
    stage.page.on("dialog", lambda dialog: stage.errors.append(dialog.message))
    stage.open(f"logic_gates?{quote(HOSTILE, safe='=&')}")
    assert stage.page.get_by_test_id("stException").count() == 0
    stage.page.get_by_text("More remarks on this link").click()
    for said in ("gate=?img src=x", "lr=nan", "seed=999", "epochs=1e999", "gate=and"):
        stage.page.get_by_test_id("stAlert").filter(has_text=said).wait_for()
    assert "taken" not in stage.page.title() and stage.page.locator("img[src=x]").count() == 0
    stage.control("play").click()
    stage.until("s.step > 4")


def test_visitors_with_different_links_never_get_each_others_run(server):
    """Two dozen sessions at once, each with its own link, coming and going."""
    seen = Seen()
    links = [Link(page, f"seed={n}") for n in range(8) for page in ("logic_gates", "sine_regression")]
    links += [Link("descent", f"x0={n}") for n in range(8)]

    async def everybody():
        base = server.url.rstrip("/")
        await asyncio.gather(*(Visitor(base, link, seen).visit(4.0) for link in links))

    finished(everybody())
    assert seen.failures == []
    assert len(seen.first_picture) == len(links) and seen.chunks > len(links)

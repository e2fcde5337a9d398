"""On a host that starts the script in a way of its own there are no tape addresses: the tape comes with its scene."""

import sys
import urllib.request
from contextlib import closing

import pytest

from core.tasks.registry import TASKS
from tests.browser.conftest import Server, open_stage

_PAST_DISCOVERY = """
from streamlit.web import bootstrap
options = {"server.port": %d, "server.address": "127.0.0.1", "server.headless": True, "server.fileWatcherType": "none"}
bootstrap.load_config_options(options)
bootstrap.run("app.py", False, [], {})
"""


class PlainServer(Server):
    """Streamlit alone: it never looks for an ASGI app in app.py."""

    def command(self) -> list[str]:
        return [sys.executable, "-c", _PAST_DISCOVERY % self.port]

    close = Server.stop


@pytest.fixture(scope="module")
def plain(browser):
    with closing(PlainServer()) as server, open_stage(browser, server.url) as stage:
        stage.asked = []
        stage.page.on("request", lambda request: "/tape/" in request.url and stage.asked.append(request.url))
        yield stage


USUAL = ["", "logic_gates?at=20"]
OTHERS = [
    pytest.param(path, marks=pytest.mark.long) for task in TASKS.values() if (path := f"{task.page}?at=20") not in USUAL
]


@pytest.mark.parametrize("path", USUAL + OTHERS)
def test_every_lab_plays_and_asks_for_nothing(plain, path):
    plain.open(path)
    end = plain.until("s.end !== null || s.buffered[0][1] === s.last")["last"]
    if path:
        assert plain.state["step"] in (20, 25)  # the tape of digits is too large to travel with every step
        plain.control("speed").select_option("16")
        plain.control("play").click()
        plain.until(f"s.step === {end} && !s.playing", timeout=30_000)
    else:
        plain.until("s.playing && s.step > 20")
    assert plain.asked == []


def test_a_setting_and_a_language_change_what_plays(plain):
    plain.open("logic_gates?epochs=240")
    run = plain.state["run"]
    plain.page.locator("[data-gs-panel=table] button").nth(3).click()
    plain.until(f"s.run !== '{run}' && s.buffered[0][1] === 240")
    plain.page.get_by_role("button", name="日本語").click()
    plain.page.wait_for_function("() => /[ぁ-ん]/.test(document.querySelector('[data-gs=caption]').innerText)")
    assert "gate=or" in plain.page.url and plain.asked == []


@pytest.mark.long
def test_a_newer_version_replaces_the_modules_that_the_browser_kept(plain):
    plain.open("logic_gates")
    plain.page.evaluate("localStorage.setItem('gradient-stage:/', 'an older one')")
    asked = []
    plain.page.on("request", lambda request: "/shared/dom.js" in request.url and asked.append(request.resource_type))
    plain.page.reload()
    plain.ready()
    assert asked[0] == "fetch", "asked for anew before it is used"
    assert plain.page.evaluate("localStorage.getItem('gradient-stage:/')") != "an older one"


def test_there_really_are_no_addresses(plain):
    with urllib.request.urlopen(f"{plain.url}tape/gates/0") as answer:
        assert "html" in answer.headers["content-type"]


def test_the_microscope_says_that_nobody_explains(plain):
    plain.open("logic_gates?at=20&sel=w2.3.1")
    plain.page.locator("[data-gs=micro-trouble]", has_text="no server").wait_for()
    assert not plain.control("inside").is_visible()
    plain.page.locator("[data-gs-panel=micro] [data-gs=close]").click()
    plain.page.locator("[data-gs-panel=micro]").wait_for(state="hidden")
    assert plain.asked == []

"""Sharing exactly this, and the app in another page."""

import json
import re
import threading
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pages.figures.qr import qr_code
from tests.browser.conftest import open_stage
from tests.browser.downloads import open_list, take


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def share(stage):
    stage.page.locator(".st-key-share button:visible").first.click()
    stage.page.locator(".gs-qr svg").wait_for()


def test_a_shared_link_opens_exactly_this(browser, stage):
    stage.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    stage.open("logic_gates?seed=9&at=50").until("s.step === 50")
    stage.page.get_by_role("button", name="日本語").click()  # a language chosen by hand goes along
    stage.page.wait_for_url("**lang=ja**")
    stage.page.locator("[data-gs-toggle=loss_log]").click()
    stage.control("play").click()
    stage.until("s.step > 60")
    share(stage)
    code = stage.page.locator(".gs-qr").bounding_box()
    assert code["height"] >= 0.6 * 720 and code["y"] + code["height"] <= 720
    stage.control("copy").click()
    stage.page.get_by_text("コピーしました").wait_for()
    link = stage.page.evaluate("() => navigator.clipboard.readText()")
    assert stage.page.locator(".gs-qr path").last.get_attribute("d") in qr_code(link).svg
    with open_stage(browser, "") as other:
        other.open(link)
        at = int(re.search(r"\bat=(\d+)", link).group(1))
        other.until(f"s.playing && s.step >= {at} && {at} > 60")
        assert other.page.locator("[data-gs-toggle=loss_log]").get_attribute("aria-pressed") == "true"
        assert other.page.get_by_text("真理値表").is_visible()
        assert "seed=9" in other.page.url and "play=1" not in other.page.url


@pytest.mark.long
def test_a_file_taken_and_a_link_asked_for_in_the_middle_of_a_run_are_of_that_moment(stage, tmp_path):
    stage.open("logic_gates?epochs=4000")
    stage.control("play").click()
    before = stage.until("s.step > 40")["step"]
    open_list(stage, "Download")
    stage.page.get_by_text("Settings, weights and biases at step").wait_for()
    taken = json.loads(take(stage, "json", tmp_path).read_text())
    assert before <= taken["step"] <= stage.state["step"]
    stage.page.keyboard.press("Escape")
    stage.page.get_by_role("dialog").wait_for(state="hidden")
    later = stage.until("s.step > 200")["step"]
    stage.page.locator(".st-key-share button:visible").first.evaluate("(button) => button.click()")  # no hand, no key
    stage.page.get_by_role("dialog").get_by_text("Link", exact=True).click()
    stage.page.locator(".gs-qr svg").wait_for()
    link = stage.page.locator(".gs-share textarea").input_value()
    assert int(re.search(r"\bat=(\d+)", link).group(1)) >= later


def test_switches_and_lecture_mode_stay_in_the_address_when_a_setting_changes(stage):
    stage.open("logic_gates?view=loss_log")
    assert stage.page.locator("[data-gs-toggle=loss_log]").get_attribute("aria-pressed") == "true"
    stage.page.locator("[class*=st-key-gates-seed] [data-testid=stNumberInputStepUp]").click()
    stage.page.wait_for_url("**seed=8**view=loss_log**")
    stage.page.locator("[data-gs-toggle=loss_log]").click()
    stage.page.wait_for_function("() => !location.search.includes('view')")


@pytest.mark.long
def test_the_embedded_stage_plays_in_a_page_of_another_site(stage, tmp_path):
    stage.open("logic_gates?at=20").until("s.step === 20")
    stage.control("play").click()
    share(stage)
    stage.page.get_by_role("radio", name="Embed").or_(stage.page.get_by_role("button", name="Embed")).first.click()
    html = stage.page.locator(".gs-share-embed textarea").input_value()
    assert "embed=true" in unescape(html)
    (tmp_path / "course.html").write_text(f"<h1>Week 3</h1>{html}", encoding="utf-8")
    course = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=course.serve_forever, daemon=True).start()
    try:
        stage.page.goto(f"http://localhost:{course.server_port}/course.html")
        frame = stage.page.frame_locator("iframe")
        frame.locator("[data-gs-readout=step] output").filter(has_text=re.compile(r"^[3-9]\d|\d{3}")).wait_for()
        assert frame.locator("[data-gs=play]").is_visible()
        out = frame.locator(".gs-open").get_attribute("href")
        assert "/logic_gates?" in out and "lang=" not in out and "embed" not in out and "hide" not in out
        for absent in (".st-key-pages", "[data-testid=stSidebar]"):
            assert not frame.locator(absent).is_visible(), absent
    finally:
        course.shutdown()
        course.server_close()


def test_parts_left_out_of_an_embedded_page(stage):
    stage.open("logic_gates?embed=true&hide=transport,caption,more&play=1").until("s.playing && s.step > 2")
    for name in ("transport", "caption"):
        assert not stage.control(name).is_visible()
    assert stage.page.locator("[data-gs-panel=field]").is_visible()
    assert not stage.page.locator("[data-gs-panel=paths]").is_visible()
    assert stage.page.locator(".st-key-pages").is_visible()

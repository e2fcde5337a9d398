"""What a student takes home: the page that plays without a server, and files beside it."""

import json
import re
from contextlib import contextmanager

import pytest

from tests.browser.conftest import Stage, open_stage
from tests.browser.downloads import open_list, save_picture, take

LOCAL = ("file:", "data:", "blob:")


@contextmanager
def at_home(browser, file, **options):
    """The file in a browser that is not connected to anything; nothing may be asked for or complained about."""
    context = browser.new_context(offline=True, **{"viewport": {"width": 1280, "height": 720}} | options)
    page, noticed = context.new_page(), []
    page.on("request", lambda request: request.url.startswith(LOCAL) or noticed.append(request.url))
    page.on("console", lambda message: noticed.append(message.text))
    home = Stage(page, file.as_uri())
    home.page.goto(home.url)
    yield home.ready()
    assert (noticed, home.errors) == ([], [])
    context.close()


@pytest.fixture(scope="module")
def gates(browser, server, tmp_path_factory):
    """(page, history, parameters) of an XOR run, taken at step 57, and what its truth table said there."""
    folder = tmp_path_factory.mktemp("gates")
    with open_stage(browser, server.url) as stage:
        stage.open("logic_gates?at=57&epochs=300")
        stage.until("s.step === 57 && s.ready && !s.stale")
        open_list(stage, "Download")
        files = [take(stage, suffix, folder) for suffix in ("html", "csv", "json")]
        return files, stage.page.locator("[data-gs-panel=table] tbody").inner_text()


def test_files_are_named_after_the_run_and_know_where_they_come_from(gates, server):
    (page, history, parameters), _ = gates
    assert re.fullmatch(r"gradient-stage-gates-[a-z]+-[0-9a-f]{6}\.html", page.name)
    assert {page.stem} == {history.stem, parameters.stem}
    link = f"{server.url}logic_gates?epochs=300&lang=en&at=57"
    said = json.loads(parameters.read_text())
    assert (said["link"], said["step"]) == (link, 57)
    lines = history.read_text().splitlines()
    assert len(lines) == 302 and lines[1].endswith(f'"{link}"')
    assert float(lines[58].split(",")[1]) == said["loss"]
    assert link.replace("&", "&amp;") in page.read_text()


def test_the_page_plays_without_a_server(browser, gates):
    (page, _, _), table = gates
    with at_home(browser, page) as home:
        state = home.until("s.step === 57 && s.ready && !s.stale")
        assert (state["request"], state["last"]) == (None, 300)
        assert home.page.locator("[data-gs-panel=table] tbody").inner_text() == table
        assert not home.control("inside").is_visible() and home.page.locator("[data-gs-panel=micro]").count() == 0
        home.control("play").click()
        home.until("s.playing && s.step > 70")
        home.page.keyboard.press("Space")
        step = home.until("!s.playing")["step"]
        home.control("forward").click()
        home.until(f"s.step === {step} + 1 && !s.waiting")
        home.page.keyboard.press("End")
        home.until("s.step === 300 && !s.stale")
        assert home.page.locator(".gs-late").count() == 0
        home.page.locator("[data-gs-toggle=loss_log]").click()
        home.page.wait_for_function(
            "() => document.querySelector('[data-gs-panel=loss] .gs-plot').layout.yaxis.type === 'log'"
        )
        assert (
            home.page.locator("[data-gs-panel=table] a")
            .first.get_attribute("href")
            .endswith("gate=nand&epochs=300&lang=en")
        )
        assert home.page.evaluate("document.documentElement.scrollWidth") == 1280


def test_the_page_has_both_themes(browser, gates):
    (page, _, _), _ = gates
    with at_home(browser, page, color_scheme="dark") as home:
        player = home.page.locator("[data-gs=player]")
        assert player.get_attribute("data-theme") == "dark"
        home.page.locator("#theme").click()
        assert player.get_attribute("data-theme") == "light"
        assert home.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_a_saved_picture_names_its_link(browser, gates, server, tmp_path):
    (page, _, _), _ = gates
    with at_home(browser, page) as home:
        home.until("s.ready")
        panel = home.page.locator("[data-gs-panel=field]")
        for form, start in (("svg", b"<svg"), ("png", b"\x89PNG")):
            saved = save_picture(panel, form)
            assert saved.suggested_filename == f"field-57.{form}"
            file = tmp_path / saved.suggested_filename
            saved.save_as(file)
            assert file.read_bytes().startswith(start)
        svg = (tmp_path / "field-57.svg").read_text()
        link = f"{server.url}logic_gates?epochs=300&amp;lang=en&amp;at=57"
        assert f"<desc>{link}</desc>" in svg
        assert "".join(re.findall(r"<tspan[^>]*>([^<]*)</tspan>", svg)).endswith(link)


@pytest.mark.long
def test_a_long_run_steps_from_keyframe_to_keyframe(browser, server, tmp_path):
    with open_stage(browser, server.url) as stage:
        stage.open("sine_regression?lang=ja&epochs=1003")
        open_list(stage, "ダウンロード")
        page = take(stage, "html", tmp_path)
    with at_home(browser, page, viewport={"width": 390, "height": 844}) as home:
        home.until("s.ready")
        words = home.page.locator("#about").inner_text()
        assert "ステップごとに収めています" in words and "学習率" in words
        home.page.keyboard.press("End")
        home.until("s.step === 1003")
        home.page.keyboard.press("ArrowLeft")
        home.until("s.step === 1000")
        home.page.keyboard.press("ArrowLeft")
        home.until("s.step === 995")
        home.page.keyboard.press("Home")
        home.page.keyboard.press("ArrowRight")
        home.until("s.step === 5 && !s.stale")
        home.page.evaluate(
            "() => { const e = document.querySelector('[data-gs=seek]'); e.value = 13;"
            " e.dispatchEvent(new Event('input', {bubbles: true})); }"
        )
        home.until("s.step === 15")
        assert home.page.locator(".gs-late").count() == 0

"""Several runs on one clock, shared and taken home: the link, the pictures and the page have all of them."""

import csv
import json
import re

import pytest

from tests.browser.conftest import open_stage
from tests.browser.downloads import open_list, save_picture, take
from tests.browser.test_offline import at_home

QUERY = "lr=0.1&epochs=100&vs=epochs%3D60%7Copt%3Dgd%26lr%3D1%26batch%3D2%26epochs%3D100&clock=samples"
LINK = (
    "lr=0.1&epochs=100&vs=epochs%3D60%7Cbatch%3D2%26opt%3Dgd%26lr%3D1%26epochs%3D100&clock=samples"  # as it is written
)
SETTLED = "s.step === 57 && s.ready && !s.stale"


def runs_table(stage):
    """Its lines; where it stands below the fold its numbers follow once it is in sight."""
    table = stage.page.locator("[data-gs-panel=runs]")
    table.scroll_into_view_if_needed()
    stage.page.wait_for_timeout(300)
    stage.until("!s.stale")
    return table.inner_text().splitlines()


def layers_drawn(stage):
    """How often the fields of the three runs have been drawn."""
    return [stage.state["draws"][panel]["layers"] for panel in ("field", "field1", "field2")]


@pytest.fixture(scope="module")
def taken(browser, server, tmp_path_factory):
    """(page, history, parameters, script) of three runs at step 57, and what their table and the dialog's link said."""
    folder = tmp_path_factory.mktemp("runs")
    with open_stage(browser, server.url) as stage:
        stage.open(f"logic_gates?{QUERY}&at=57")
        stage.until(SETTLED)
        table = runs_table(stage)
        stage.page.locator(".st-key-share button").first.click()
        link = stage.page.locator(".gs-share-text").input_value()
        stage.page.keyboard.press("Escape")
        open_list(stage, "Download")
        files = [take(stage, suffix, folder) for suffix in ("html", "csv", "json", "py")]
    return files, table, link


@pytest.mark.long
def test_the_links_of_dialog_and_files_are_those_of_all_runs(taken, server):
    (page, history, parameters, script), _, link = taken
    assert link == f"{server.url}logic_gates?{LINK}&at=57"
    exact = f"{server.url}logic_gates?{LINK}&lang=en&at=57"
    assert re.fullmatch(r"gradient-stage-gates-xor-3-runs-[0-9a-f]{6}", page.stem)
    assert {page.stem} == {history.stem, parameters.stem, script.stem}
    assert exact.replace("&", "&amp;") in page.read_text() and f"# {exact}" in script.read_text()
    said = json.loads(parameters.read_text())
    assert said["link"] == exact
    assert [(run["run"], run["step"]) for run in said["runs"]] == [("A", 57), ("B", 114), ("C", 57)]
    rows = list(csv.DictReader(history.read_text().splitlines()))
    assert rows[0]["link"] == exact
    (there,) = [row for row in rows if row["samples"] == "228"]
    assert [float(there[f"{run['run']}_loss"]) for run in said["runs"]] == [run["loss"] for run in said["runs"]]


def test_the_page_plays_all_runs_on_one_clock_without_a_server(browser, taken):
    (page, *_), table, _ = taken
    with at_home(browser, page) as home:
        state = home.until(SETTLED)
        assert (state["request"], state["last"]) == (None, 100)
        assert [line for line in runs_table(home) if line.startswith(("step", "loss"))] == [
            line for line in table if line.startswith(("step", "loss"))
        ]
        fields = home.page.locator("[data-gs-panel^=field]")
        assert fields.count() == 3 and not home.control("keep").is_visible()
        home.page.evaluate("scrollTo(0, 0)")
        home.control("play").click()
        home.until("s.playing && s.step > 65")
        drawn = layers_drawn(home)
        home.until("s.step > 75")
        assert all(now > before for now, before in zip(layers_drawn(home), drawn, strict=True)), "every field moves"
        home.page.keyboard.press("Space")
        home.page.keyboard.press("End")
        home.until("s.step === 100 && !s.stale")
        (steps,) = [line for line in runs_table(home) if line.startswith("step")]
        assert steps.split() == ["step", "60", "200", "100"]
        assert "is ahead" in home.page.locator(".gs-caption").inner_text()
        assert "vs=" in home.page.locator("[data-gs-panel=runs] a").first.get_attribute("href")
        assert home.page.evaluate("document.documentElement.scrollWidth") == 1280


@pytest.mark.long
def test_a_saved_picture_of_the_page_names_the_link_of_all_runs(browser, taken, server, tmp_path):
    (page, *_), *_ = taken
    with at_home(browser, page) as home:
        home.until(SETTLED)
        saved = save_picture(home.page.locator("[data-gs-panel=loss]"))
        file = tmp_path / saved.suggested_filename
        saved.save_as(file)
        link = f"{server.url}logic_gates?{LINK}&lang=en&at=57"
        assert f"<desc>{link.replace('&', '&amp;')}</desc>" in file.read_text()


@pytest.mark.long
def test_a_picture_saved_in_the_app_and_the_embedded_page_have_all_runs(browser, server, tmp_path):
    with open_stage(browser, server.url) as stage:
        stage.open(f"logic_gates?{QUERY}&at=57")
        stage.until(SETTLED)
        saved = save_picture(stage.page.locator("[data-gs-panel=field1]"))
        file = tmp_path / saved.suggested_filename
        saved.save_as(file)
        assert f"<desc>{server.url}logic_gates?{LINK}&at=57</desc>".replace("&", "&amp;") in file.read_text()
        stage.page.locator(".st-key-share button").first.click()
        stage.page.get_by_role("dialog").get_by_text("Embed").click()
        stage.page.locator(".gs-share-embed").wait_for()
        html = stage.page.locator(".gs-share-text").input_value()
    address = re.search(r'src="([^"]*)"', html)[1].replace("&amp;", "&")
    assert LINK in address and "embed=true" in address
    with open_stage(browser, server.url) as inside:
        inside.page.goto(address)
        inside.until(SETTLED)
        assert inside.page.locator("[data-gs-panel^=field]").count() == 3

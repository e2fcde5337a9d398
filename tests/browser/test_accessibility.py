"""Every page as a screen reader and a keyboard meet it; axe-core's rules decide what is serious."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from pages.ui.shell import PAGES

GRAVE = ("serious", "critical")
PATHS = [name.removeprefix("pages/").removesuffix(".py").replace("app", "") for name, _ in PAGES]


def findings(page):
    """The serious and critical findings, a line each."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{found['id']}: {found['help']}: {node['html'][:200]}"
        for found in violations
        if found["impact"] in GRAVE
        for node in found["nodes"]
    ]


def arrive(stage, path):
    """The page, until everything on it has been drawn."""
    stage.page.goto(stage.url + path)
    stage.page.locator("[data-gs=player], [data-testid=stPlotlyChart], .nb").first.wait_for()
    if stage.page.locator("[data-gs=player]").count():
        stage.ready().until("!s.stale")
    stage.settle()


@pytest.mark.parametrize("path", PATHS)
def test_axe_has_no_serious_finding_in_light_and_dark(stage, path):
    arrive(stage, path)
    assert findings(stage.page) == []
    stage.page.emulate_media(color_scheme="dark")
    stage.page.wait_for_function("() => getComputedStyle(document.querySelector('.stApp')).colorScheme === 'dark'")
    assert findings(stage.page) == []


def test_axe_sees_a_fault(stage):
    arrive(stage, "logic_gates")
    stage.page.evaluate("document.querySelector('[data-gs=play]').removeAttribute('aria-label')")
    stage.page.evaluate("document.querySelector('[data-gs=play]').removeAttribute('title')")
    assert any("button-name" in line for line in findings(stage.page))


def test_the_tab_key_reaches_every_control_in_turn(stage):
    arrive(stage, "logic_gates")
    reached = set()
    for _ in range(70):
        stage.page.keyboard.press("Tab")
        reached.add(stage.page.evaluate("document.activeElement.dataset.gs ?? document.activeElement.ariaLabel"))
    wanted = {"start", "back", "play", "forward", "end", "seek", "speed", "loop", "save-png", "Gate", "Seed"}
    assert wanted <= reached


def test_a_picture_tells_its_numbers_at_rest(stage):
    stage.open("logic_gates?at=100")
    stage.until("s.step === 100 && !s.stale")
    told = stage.page.locator("[data-gs-panel=loss] .gs-plot")
    at_100 = told.get_attribute("aria-label")
    loss = stage.page.locator("[data-gs-readout=loss] .gs-value").inner_text()
    assert "→" in at_100 and loss[:5] in at_100
    stage.control("end").click()
    stage.until("s.step === 500 && !s.stale")
    stage.page.wait_for_function(
        "(before) => document.querySelector('[data-gs-panel=loss] .gs-plot').ariaLabel !== before", arg=at_100
    )

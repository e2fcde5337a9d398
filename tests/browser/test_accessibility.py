"""Every page as a screen reader and a keyboard meet it; axe-core's rules decide what is serious."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from pages.ui.shell import ADDRESSES

GRAVE = ("serious", "critical")
PATHS = list(ADDRESSES.values())


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
    stage.page.locator(
        "[data-gs=player], [data-testid=stPlotlyChart], .nb, .thumb canvas, .st-key-sweep-questions a, table.plan"
    ).first.wait_for()
    if stage.page.locator("[data-gs=player]").count():
        stage.ready().until("!s.stale")
    stage.settle()


def darken(stage):
    stage.page.emulate_media(color_scheme="dark")
    stage.page.wait_for_function(
        "() => getComputedStyle(document.querySelector('.stApp')).colorScheme === 'dark'"
        " && [...document.querySelectorAll('[data-gs=player]')].every((player) => player.dataset.theme === 'dark')"
    )
    # Streamlit tells its server of the theme and runs the page again; meanwhile everything fades, the slower the paler.
    stage.page.wait_for_function("""() => {
      const busy = document.querySelector('[data-stale=true], [data-testid=stStatusWidget]');
      window.calmSince = busy ? null : window.calmSince ?? performance.now();
      return window.calmSince !== null && performance.now() - window.calmSince > 700;
    }""")


USUAL = ("", "logic_gates")
SEEN = [path if path in USUAL else pytest.param(path, marks=pytest.mark.long) for path in PATHS]


@pytest.mark.parametrize("path", SEEN)
def test_axe_has_no_serious_finding_in_light_and_dark(stage, path):
    arrive(stage, path)
    assert findings(stage.page) == []
    darken(stage)
    assert findings(stage.page) == []


@pytest.mark.long
@pytest.mark.parametrize(
    "path",
    [
        "logic_gates?gate=xor&hidden=0&lesson=xor-one-line",
        "logic_gates?gate=xor&hidden=0&lesson=xor-one-line&lecture=1",
        f"descent?walkers={';'.join(['gd:0.1', 'momentum:0.1', 'adam:0.1', 'rmsprop:0.1'] * 2)}&view=relief",
    ],
)
def test_nor_where_more_is_on_screen(stage, path):
    test_axe_has_no_serious_finding_in_light_and_dark(stage, path)


@pytest.mark.long
def test_the_share_dialog_by_keyboard_and_by_axe(stage):
    arrive(stage, "sine_regression")
    darken(stage)
    page = stage.page
    page.locator(".st-key-share button:visible").first.focus()
    page.keyboard.press("Enter")
    page.locator(".gs-qr svg").wait_for()
    tab_to(page, "Link")
    for shown in (".gs-share-link", ".gs-share-embed", ".st-key-out-json button"):
        page.locator(shown).wait_for()
        stage.settle()
        assert findings(page) == []
        box = page.get_by_role("dialog").bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 720, shown
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")


def test_a_lesson_by_keyboard(stage):
    """From the gallery into a lesson, what to watch there, and on to the next one."""
    arrive(stage, "lessons")
    page = stage.page
    tab_to(page, "AND with one neuron")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"lesson=and\b"))
    stage.ready().until("!s.stale")
    tab_to(page, "What to watch")
    page.keyboard.press("Enter")
    page.get_by_text("The line turns until").wait_for()
    page.keyboard.press("Escape")
    page.get_by_text("The line turns until").wait_for(state="hidden")
    tab_to(page, "Next:")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"lesson=or\b"))


def tab_to(page, words, most=60):
    """Presses Tab until what has the focus says these words."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.locator("a:focus, button:focus").filter(has_text=words).count():
            return
    pytest.fail(f"the Tab key does not reach {words!r}")


@pytest.mark.long
def test_the_relief_tells_where_its_walkers_stand(stage):
    arrive(stage, "descent?walkers=gd:0.1;adam:0.1&view=relief")
    box = stage.page.locator("[data-gs-panel=relief] .gs-turn")
    at_start = box.get_attribute("aria-label")
    assert at_start.count("f = 25") == 2
    stage.control("end").click()
    stage.until("s.step === 100 && !s.stale")
    stage.page.wait_for_function(
        "(before) => document.querySelector('[data-gs-panel=relief] .gs-turn').ariaLabel !== before", arg=at_start
    )


def test_axe_sees_a_fault(stage):
    arrive(stage, "logic_gates")
    stage.page.evaluate("document.querySelector('[data-gs=play]').removeAttribute('aria-label')")
    stage.page.evaluate("document.querySelector('[data-gs=play]').removeAttribute('title')")
    assert any("button-name" in line for line in findings(stage.page))


@pytest.mark.long
def test_the_tab_key_reaches_every_control_in_turn(stage):
    arrive(stage, "logic_gates")
    reached = set()
    for _ in range(90):
        stage.page.keyboard.press("Tab")
        reached.add(stage.page.evaluate("document.activeElement.dataset.gs ?? document.activeElement.ariaLabel"))
    wanted = {"start", "back", "play", "forward", "end", "seek", "from", "speed", "loop", "menu", "Gate", "Seed"}
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

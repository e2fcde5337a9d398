"""The network as the stage: every node a tile of what it computes, numbers of the tape, and one selection for all."""

import numpy as np
import pytest

from core.engine.naming import Node, Parameter, name_of
from core.tasks.linear.model import NETWORK
from core.tasks.registry import read_link
from pages.figures.network import draw, part_names
from tests.browser.conftest import Stage, open_stage
from tests.browser.downloads import save_picture
from tests.browser.test_accessibility import findings

PANEL = "[data-gs-panel=network]"
_TABLE = """() => {
  const cells = [...document.querySelectorAll('[data-gs-panel=numbers] td')].map((cell) => cell.innerText.trim());
  return Object.fromEntries(cells.flatMap((cell, k) => (k % 2 ? [] : [[cell, cells[k + 1]]])));
}"""
# How much bluer than orange the panel's canvas is at a pixel of the window.
_BLUE = """([panel, x, y]) => {
  const canvas = document.querySelector(`[data-gs-panel=${panel}] canvas`);
  const { left, top, width } = canvas.getBoundingClientRect();
  const ratio = canvas.width / width;
  const [r, , b] = canvas.getContext('2d').getImageData((x - left) * ratio, (y - top) * ratio, 1, 1).data;
  return b - r;
}"""

# The lines that are not pale among the weights' paths.
_STANDS_OUT = """() => {
  const { data } = document.querySelector('[data-gs-panel=paths] .js-plotly-plot');
  return data.filter((trace) => !trace.opacity).map((trace) => trace.name);
}"""


def ready(stage: Stage, path: str) -> Stage:
    stage.open(path).until("s.ready && !s.stale")
    stage.page.locator(PANEL).scroll_into_view_if_needed()
    stage.page.wait_for_function(f"() => document.querySelector('{PANEL}').__gs?.place('y')")
    return stage


def place(stage: Stage, name: str) -> list[float]:
    """The pixel of the window where a part of the network is drawn."""
    return stage.page.evaluate(f"(name) => document.querySelector('{PANEL}').__gs.place(name)", name)


def blue(stage: Stage, panel: str, x: float, y: float) -> float:
    return stage.page.evaluate(_BLUE, [panel, x, y])


def point_at(stage: Stage, name: str) -> str:
    """Puts the mouse on a part, and returns what the tip says of it."""
    stage.page.mouse.move(*place(stage, name))
    tip = stage.page.locator(f"{PANEL} .gs-tip")
    tip.wait_for()
    return tip.inner_text()


def selected(stage: Stage) -> str | None:
    return stage.page.evaluate("() => new URL(location.href).searchParams.get('sel')")


def wait_selected(stage: Stage, name: str | None) -> None:
    stage.page.wait_for_function("(name) => new URL(location.href).searchParams.get('sel') === name", arg=name)


def number(text: str) -> float:
    return float(text.replace("−", "-"))


def test_every_tile_shows_what_its_unit_computes(stage):
    ready(stage, "logic_gates?at=60")
    tile = 14  # pixels from the middle of a tile that are still within it
    assert blue(stage, "network", *np.add(place(stage, "x0"), [tile, 0])) > 60
    assert blue(stage, "network", *np.add(place(stage, "x0"), [-tile, 0])) < -60
    assert blue(stage, "network", *np.add(place(stage, "x1"), [0, -tile])) > 60
    numbers = stage.page.evaluate(_TABLE)
    for unit in "₁₂₃₄":
        bias = number(numbers[f"b(h{unit})"])
        z = bias + 0.5 * (number(numbers[f"x₀→h{unit}"]) + number(numbers[f"x₁→h{unit}"]))
        if abs(np.tanh(z)) > 0.3:
            name = f"h1.{'₁₂₃₄'.index(unit) + 1}"
            assert np.sign(blue(stage, "network", *place(stage, name))) == np.sign(z), name


@pytest.mark.long
def test_the_tip_says_the_tapes_numbers_by_the_tables_names(stage):
    ready(stage, "logic_gates?at=60")
    table, network = stage.page.evaluate(_TABLE), read_link("")[0].network
    for unit in range(4):
        label, said = point_at(stage, name_of(Node(1, unit), network)).split("\n")
        name, value = said.split(" = ")
        assert name == f"b({label})" and number(value) == pytest.approx(number(table[name]), rel=1e-5)
    for parameter in (Parameter(2, 0, 3), Parameter(2, 0, 0), Parameter(1, 2), Parameter(2, 0)):
        name, value = point_at(stage, name_of(parameter, network)).split(" = ")
        assert number(value) == pytest.approx(number(table[name]), rel=1e-5)
    stage.page.keyboard.press("ArrowRight")
    stage.until("s.step === 61 && !s.stale")
    value = stage.page.locator(f"{PANEL} .gs-tip").inner_text().split(" = ")[1]
    stage.page.locator("[data-gs-panel=numbers]").scroll_into_view_if_needed()  # what is out of sight is left as it was
    stage.page.wait_for_function(f"([name, old]) => ({_TABLE})()[name] !== old", arg=[name, table[name]])
    assert number(value) == pytest.approx(number(stage.page.evaluate(_TABLE)[name]), rel=1e-5)


def test_pointing_at_a_unit_shows_it_large_and_a_click_keeps_it(stage):
    ready(stage, "logic_gates?at=200")
    field, page = stage.page.locator("[data-gs-panel=field]"), stage.page
    own = blue(stage, "field", *stage.place("field", 1.3, 1.3))
    assert own < -60  # XOR is false there
    point_at(stage, "h1.3")
    page.wait_for_function("() => document.querySelector('[data-gs-panel=field] .gs-plot').ariaLabel.includes('h₃:')")
    unit = blue(stage, "network", *np.add(place(stage, "h1.3"), [12, -12]))
    assert np.sign(blue(stage, "field", *stage.place("field", 1.3, 1.3))) == np.sign(unit)
    page.mouse.move(640, 700)
    page.wait_for_function("() => !document.querySelector('[data-gs-panel=field] .gs-plot').ariaLabel.includes('h₃:')")
    page.mouse.click(*place(stage, "h1.3"))
    wait_selected(stage, "h1.3")
    page.mouse.move(640, 700)
    stage.until("!s.stale")
    assert "h₃:" in field.locator(".gs-plot").get_attribute("aria-label")
    beside = stage.page.locator("[data-gs-panel=network] .gs-box").bounding_box()
    page.mouse.click(beside["x"] + beside["width"] - 4, beside["y"] + beside["height"] - 4)
    wait_selected(stage, None)


@pytest.mark.long
def test_a_link_opens_with_its_selection_in_the_table_the_paths_and_the_network(stage):
    ready(stage, "logic_gates?at=200&sel=w2.3.1")
    cell = stage.page.locator("[data-gs-panel=numbers] [data-gs-part='w2.3.1']").first
    assert "gs-selected" in cell.get_attribute("class") and cell.inner_text() == "h₃→y"
    assert stage.page.evaluate(_STANDS_OUT) == ["h₃→y"]
    stage.page.locator("[data-gs-panel=numbers]").get_by_role("button", name="b(h₂)").click()
    wait_selected(stage, "b1.2")
    stage.page.wait_for_function(f"() => ({_STANDS_OUT})().join() === 'b(h₂)'")


@pytest.mark.long
def test_a_selection_that_the_network_has_not_is_none(stage):
    ready(stage, "logic_gates?at=20&sel=h1.9")
    assert stage.page.locator(".gs-selected").count() == 0


def test_a_point_of_the_field_goes_through_the_network(stage):
    ready(stage, "logic_gates?at=200")
    before = stage.page.locator(f"{PANEL} canvas").evaluate("(canvas) => canvas.toDataURL()")
    stage.page.mouse.move(*stage.place("field", 0.25, 0.75))
    stage.page.wait_for_function(
        f"(before) => document.querySelector('{PANEL} canvas').toDataURL() !== before", arg=before
    )


def test_on_a_phone_taps_select_and_send_through(browser, server):
    options = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with open_stage(browser, server.url, **options) as stage:
        ready(stage, "logic_gates?at=200")
        stage.page.locator("[data-gs-panel=field]").scroll_into_view_if_needed()
        stage.page.touchscreen.tap(*stage.place("field", 0.25, 0.75))
        stage.page.locator(PANEL).scroll_into_view_if_needed()
        stage.page.touchscreen.tap(*place(stage, "h1.2"))
        wait_selected(stage, "h1.2")
        tip = stage.page.locator(f"{PANEL} .gs-tip")
        tip.wait_for()
        value = number(tip.inner_text().split("\n")[0].split(" = ")[1])
        stage.page.locator("[data-gs-panel=numbers]").scroll_into_view_if_needed()
        numbers = stage.page.evaluate(_TABLE)
        z = number(numbers["b(h₂)"]) + 0.25 * number(numbers["x₀→h₂"]) + 0.75 * number(numbers["x₁→h₂"])
        assert value == pytest.approx(np.tanh(z), abs=0.05)  # a finger hits to a pixel
        stage.page.locator(PANEL).scroll_into_view_if_needed()
        box = stage.page.locator(f"{PANEL} .gs-box").bounding_box()
        stage.page.touchscreen.tap(box["x"] + box["width"] - 4, box["y"] + 4)
        wait_selected(stage, None)
        field, network = (stage.page.locator(f"[data-gs-panel={name}]").bounding_box() for name in ("field", "network"))
        loss = stage.page.locator("[data-gs-panel=loss]").bounding_box()
        assert field["y"] < network["y"] < loss["y"]


def walk(stage, *keys) -> str:
    """Presses keys, and returns what was said of the part that they led to."""
    for key in keys:
        stage.page.keyboard.press(key)
    return stage.page.evaluate(f"() => document.querySelector('{PANEL}').__gs.said()")


def test_by_keyboard_through_the_network(stage):
    ready(stage, "logic_gates?at=100")
    page = stage.page
    page.locator(".gs-network").focus()
    page.keyboard.press("Shift+Tab")  # a focus that came by keyboard
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").split()[-1] == "gs-network"
    assert walk(stage, "ArrowRight").startswith("x₀")
    assert walk(stage, "ArrowRight").startswith("h₂, b(h₂) = ")
    said = walk(stage, "w")
    assert said.startswith("x₀→h₂ = ") and said.endswith(("positive", "negative"))
    assert walk(stage, "ArrowDown").startswith("x₁→h₂ = ")
    assert walk(stage, "Enter").endswith("selected") and selected(stage) == "w1.1.2"
    assert walk(stage, "ArrowDown").startswith("b(h₂) = ")
    assert stage.state["step"] == 100  # arrow keys were the network's own
    for _ in range(3):
        page.keyboard.press("Escape")
    wait_selected(stage, None)
    assert findings(page) == []


@pytest.mark.long
def test_escape_in_lecture_mode_leaves_the_selection_first(stage):
    ready(stage, "logic_gates?at=100&lecture=1")
    page = stage.page
    page.mouse.click(*place(stage, "h1.2"))
    wait_selected(stage, "h1.2")
    page.keyboard.press("ArrowRight")  # after a click arrows are the stage's
    stage.until("s.step === 101")
    page.keyboard.press("Escape")
    wait_selected(stage, None)
    assert page.evaluate("document.documentElement.dataset.lecture") == "on"
    page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.dataset.lecture") == "off"


@pytest.mark.long
def test_the_units_lines_stand_in_the_field_and_in_the_link(stage):
    ready(stage, "logic_gates?at=200")
    page = stage.page
    before = page.locator("[data-gs-panel=field] canvas").evaluate("(canvas) => canvas.toDataURL()")
    page.get_by_role("button", name="lines", exact=True).click()
    page.wait_for_function("() => new URL(location.href).searchParams.get('view') === 'unit_lines'")
    page.wait_for_function(
        "(before) => document.querySelector('[data-gs-panel=field] canvas').toDataURL() !== before", arg=before
    )
    ready(stage, "logic_gates?hidden=0&gate=and")
    assert page.get_by_role("button", name="lines", exact=True).count() == 0


@pytest.mark.long
def test_a_unit_of_the_sine_page_takes_the_curves_place_and_its_axis(stage):
    ready(stage, "sine_regression?at=300")
    seen = """() => {
      const { data, _fullLayout } = document.querySelector('[data-gs-panel=fit] .js-plotly-plot');
      return { names: data.filter((trace) => trace.visible !== false).map((trace) => trace.name),
               y: data.at(-1).y.slice(), range: _fullLayout.yaxis.range };
    }"""
    fit = stage.page.evaluate(seen)
    point_at(stage, "h1.3")
    stage.page.wait_for_function(f"() => ({seen})().names.join() === 'h₃'")
    unit = stage.page.evaluate(seen)
    assert all(0 <= value <= 1 for value in unit["y"]) and unit["range"] == pytest.approx([-0.06, 1.06])
    stage.page.mouse.move(640, 700)
    stage.page.wait_for_function(f"(names) => ({seen})().names.join() === names", arg=",".join(fit["names"]))
    assert stage.page.evaluate(seen)["y"] == fit["y"]


DEEP = pytest.param("logic_gates?data=spiral&hidden=8-8", marks=pytest.mark.long)


@pytest.mark.parametrize("path", ["logic_gates", DEEP, "sine_regression"])
def test_main_picture_network_and_loss_are_in_sight_at_once(stage, path):
    stage.open(path).until("s.ready && !s.stale")
    main = "fit" if "sine" in path else "field"
    bottom = stage.control("transport").bounding_box()["y"]
    for name in (main, "network", "loss"):
        box = stage.page.locator(f"[data-gs-panel={name}]").bounding_box()
        assert box["y"] > 0 and box["y"] + box["height"] <= bottom, name


@pytest.mark.long
def test_the_picture_is_saved_with_its_tiles(stage):
    ready(stage, "logic_gates?at=200&view=unit_lines")
    svg = save_picture(stage.page.locator(PANEL)).path().read_text(encoding="utf-8")
    assert svg.count("<image") == 7 and "logic_gates" in svg and ">h₂<" in svg


@pytest.mark.long
def test_the_words_are_japanese_there(browser, server):
    with open_stage(browser, server.url, locale="ja-JP") as stage:
        ready(stage, "logic_gates?at=60")
        assert "バイアス" in stage.page.locator(".gs-network").get_attribute("aria-label")
        assert stage.page.get_by_role("button", name="線", exact=True).count() == 1


@pytest.mark.long
def test_a_network_too_large_for_tiles_shows_circles_and_numbers(stage):
    assert not part_names(read_link("hidden=30-30")[0].network)
    ready(stage, "logic_gates?hidden=30-30&at=20")
    assert " = " in point_at(stage, "h1.1")
    stage.page.mouse.click(*place(stage, "h1.1"))
    assert selected(stage) is None


@pytest.mark.long
def test_the_linear_models_network_is_named_as_on_its_board(stage):
    stage.open("linear_model").until("s.ready && !s.stale")
    drawing = draw(NETWORK)
    stage.page.locator(PANEL).scroll_into_view_if_needed()

    def tip_at(x, y):
        stage.page.mouse.move(*stage.place("network", x, y))
        tip = stage.page.locator(f"{PANEL} .gs-tip")
        tip.wait_for()
        return tip.inner_text().split(" = ")[0]

    assert [tip_at(x, y) for x, y, *_ in drawing.nodes] == ["x₀", "x₁", "x₂", "b₀", "b₁"]
    weights = [tip_at((x0 + 2 * x1) / 3, (y0 + 2 * y1) / 3) for x0, y0, x1, y1, *_ in drawing.edges]
    assert sorted(weights) == ["w₀₀", "w₀₁", "w₀₂", "w₁₀", "w₁₁", "w₁₂"]

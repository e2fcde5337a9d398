"""The network's picture says what it shows: a unit's number is its bias, by the name that every table gives it."""

import pytest

from core.tasks.linear.model import NETWORK
from core.tasks.registry import read_link
from pages.figures.network import draw
from tests.browser.conftest import open_stage

_TABLE = """() => {
  const cells = [...document.querySelectorAll('[data-gs-panel=numbers] td')].map((cell) => cell.innerText.trim());
  return Object.fromEntries(cells.flatMap((cell, k) => (k % 2 ? [] : [[cell, cells[k + 1]]])));
}"""


def tip_at(stage, x, y) -> str:
    stage.page.mouse.move(*stage.place("network", x, y))
    tip = stage.page.locator("[data-gs-panel=network] .gs-tip")
    tip.wait_for()
    return tip.inner_text()


@pytest.fixture
def network_of(browser, server):
    def network(path):
        stage.open(path)
        stage.until("s.ready && !s.stale")
        stage.page.locator("[data-gs-panel=network]").scroll_into_view_if_needed()
        return stage

    with open_stage(browser, server.url) as stage:
        yield network


def test_a_units_number_is_its_bias_and_says_so(network_of):
    stage, drawing = network_of("logic_gates?at=60"), draw(read_link("")[0].network)
    table = stage.page.evaluate(_TABLE)
    for x, y, place, label, name in drawing.nodes:
        tip = tip_at(stage, x, y)
        if place is None:
            assert tip == label
            continue
        said, value = tip.split(" = ")
        assert said == name == f"b({label})"
        assert float(value.replace("−", "-")) == pytest.approx(float(table[name].replace("−", "-")), rel=1e-5)
    for x0, y0, x1, y1, *_ in drawing.edges[:4]:
        said, value = tip_at(stage, (x0 + 2 * x1) / 3, (y0 + 2 * y1) / 3).split(" = ")
        assert float(value.replace("−", "-")) == pytest.approx(float(table[said].replace("−", "-")), rel=1e-5)


def test_the_linear_models_network_is_named_as_on_its_board(network_of):
    stage, drawing = network_of("linear_model"), draw(NETWORK)
    assert [tip_at(stage, x, y).split(" = ")[0] for x, y, *_ in drawing.nodes] == ["x₀", "x₁", "x₂", "b₀", "b₁"]
    weights = [tip_at(stage, (x0 + 2 * x1) / 3, (y0 + 2 * y1) / 3) for x0, y0, x1, y1, *_ in drawing.edges]
    assert sorted(tip.split(" = ")[0] for tip in weights) == ["w₀₀", "w₀₁", "w₀₂", "w₁₀", "w₁₁", "w₁₂"]

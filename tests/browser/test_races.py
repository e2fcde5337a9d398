"""What a hand does in the moment of a request is never lost: twenty times each, beside two busy processes."""

import subprocess
import sys
from contextlib import contextmanager

import pytest

from tests.browser.conftest import open_stage
from tests.browser.test_descent import _LINKED, place, ready

TIMES = 20
pytestmark = pytest.mark.long


@contextmanager
def busy(processes: int = 2):
    """The machine has something else to do."""
    started = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(processes)]
    try:
        yield
    finally:
        for process in started:
            process.kill()
            process.wait()


@pytest.fixture(scope="module", autouse=True)
def load():
    with busy():
        yield


@pytest.fixture
def fresh(browser, server):
    """A browser window that knows nothing yet."""
    with open_stage(browser, server.url) as stage:
        stage.page.set_default_timeout(90_000)
        yield stage


def stays(stage, condition: str) -> None:
    """It comes to hold, and holds on when all that was under way has arrived."""
    stage.page.wait_for_function(condition)
    stage.page.wait_for_timeout(1500)
    stage.settle()
    assert stage.page.evaluate(f"({condition})()"), stage.page.url


@pytest.mark.parametrize("time", range(TIMES))
def test_a_dragged_start_stays(fresh, time):
    ready(fresh.open("descent", timeout=90_000))
    fresh.page.mouse.move(*place(fresh, -3.0, 4.0))
    fresh.page.mouse.down()
    for x, y in ((-2.0, 3.5), (-1.0, 3.0), (1.0, 2.0)):
        fresh.page.mouse.move(*place(fresh, x, y), steps=4)
    fresh.page.mouse.up()
    near = f"() => {{ const [x, y] = ({_LINKED})(); return Math.abs(x - 1) < 0.05 && Math.abs(y - 2) < 0.05; }}"
    stays(fresh, near)
    field = fresh.page.get_by_role("textbox", name="x₀").first.input_value()
    assert float(field) == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize("time", range(TIMES))
def test_a_click_in_the_truth_table_stays(fresh, time):
    fresh.open("logic_gates", timeout=90_000)
    fresh.control("play").click()
    fresh.page.locator("[data-gs-panel=table] button").nth(3).click()
    stays(
        fresh,
        "() => location.search.includes('gate=or') && document.querySelector('input[aria-label=Gate]').value === 'OR'",
    )


@pytest.mark.parametrize("time", range(TIMES))
def test_a_click_on_the_language_stays(fresh, time):
    fresh.open("logic_gates", timeout=90_000)
    fresh.page.get_by_role("button", name="日本語").click()
    stays(fresh, "() => location.search.includes('lang=ja') && document.body.innerText.includes('真理値表')")

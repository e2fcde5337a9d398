"""The first visit: what a page needs from us comes early, at once and once; later it is all there."""

from collections import Counter

import pytest

from tests.browser.conftest import open_stage, serving


@pytest.fixture(
    scope="module", params=["", pytest.param("lab/here", marks=pytest.mark.long)], ids=["at the root", "under a path"]
)
def served(request):
    with serving(request.param) as running:
        yield running


def ours(stage, requests):
    """What was asked for besides Streamlit's own files and the tape, without the address of the app."""
    paths = [url.removeprefix(stage.url) for url in requests]
    return [path for path in paths if path.startswith(("kept/", "app/"))]


@pytest.mark.parametrize("page", ["", "logic_gates?at=40", "lessons"])
def test_a_cold_page_fetches_one_script_and_nothing_twice(browser, served, page):
    with open_stage(browser, served.url) as stage:
        requests, said = [], []
        stage.page.on("request", lambda request: requests.append(request.url))
        stage.page.on("console", lambda message: said.append(message.text))
        stage.page.goto(stage.url + page)
        drawn = "[data-thumb] canvas" if page == "lessons" else "[data-gs-panel] .js-plotly-plot"
        stage.page.locator(drawn).first.wait_for()
        stage.page.wait_for_function("() => document.documentElement.dataset.gsShell")
        fetched = Counter(path.rpartition(".")[2] for path in ours(stage, requests))
        assert fetched == {"css": 1, "js": 1 if page == "lessons" else 2}, requests
        # A slow machine may use them late, which the browser says as well.
        assert [text for text in said if "preload" in text and "seconds" not in text] == []


def test_the_files_are_on_their_way_before_streamlit_has_drawn_anything(browser, served):
    with open_stage(browser, served.url) as stage:
        order = []
        stage.page.on("request", lambda request: order.append(request.url))
        stage.page.on("websocket", lambda socket: order.append(socket.url))
        stage.open()
        (connected,) = [k for k, url in enumerate(order) if url.startswith("ws") and "/_stcore/stream" in url]
        assert len(ours(stage, order[:connected])) == 3


def test_another_visit_and_another_page_ask_for_nothing_again(browser, served):
    with open_stage(browser, served.url) as stage:
        stage.open()
        stage.open("sine_regression")
        entries = "performance.getEntriesByType('resource').filter((e) => e.name.includes('/kept/'))"
        assert stage.page.evaluate(f"{entries}.map((e) => e.transferSize)") == [0, 0, 0]

"""From page to page in haste, over a slow line: the player has nothing to say to Streamlit, so nothing comes late."""

import re

import pytest
from playwright.sync_api import Page
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PLAYING = "logic_gates?gate=xor&lr=0.05&epochs=2000&lesson=adam&play=1"  # long: the player keeps fetching
PERIOD = 1300  # ms; a player that lacks a part of its run asks at least once in this time
LESSON = re.compile(r"Lesson \d+ of")
NEXT, BAR = ".st-key-lesson-next a", ".st-key-pages"
SINE = ("Experiments", "Sine regression")
ELSEWHERE = (SINE, ("Experiments", "Digits"), ("Reference", "Building blocks"), ("Experiments", "Logic gates"))


class Line:
    """The line between browser and Streamlit: what the browser says can be kept back."""

    def __init__(self, page: Page):
        self.kept: list[bytes] | None = None
        page.route_web_socket(lambda url: "_stcore/stream" in url, self._connect)

    def _connect(self, browser):
        self.server = browser.connect_to_server()
        browser.on_message(self._up)
        self.server.on_message(browser.send)

    def _up(self, message):
        if self.kept is None:
            self.server.send(message)
        else:
            self.kept.append(message)

    def keep(self) -> None:
        self.kept = []

    def let_go(self) -> list:
        """Sends what was kept; returns the reruns among it."""
        kept, self.kept = self.kept, None
        for message in kept:
            self.server.send(message)
        said = [BackMsg.FromString(message) for message in kept]
        return [each.rerun_script for each in said if each.HasField("rerun_script")]


@pytest.mark.long
def test_the_server_sends_again_what_the_browser_may_have_forgotten(stage):
    """Sent by reference, a message that the browser drops just then would cut the page off for good."""
    messages = []
    hear = lambda data: messages.append(ForwardMsg.FromString(data))  # noqa: E731
    stage.page.on("websocket", lambda socket: socket.on("framereceived", hear))
    stage.open("sine_regression?epochs=60&points=9&hidden=2")
    run = stage.state["run"]
    for curve in ("x sin x", "|x|"):
        stage.page.get_by_role("combobox", name="Curve").click()
        stage.page.get_by_role("option", name=curve, exact=True).click()
        stage.until(f"s.run !== '{run}'")
        stage.page.go_back()
        stage.until(f"s.run === '{run}'")
    assert len(messages) > 50
    assert not [message for message in messages if message.HasField("ref_hash")]


def test_streamlit_hears_nothing_of_playing_seeking_and_stepping(stage):
    said = []
    hear = lambda frame: said.append(frame)  # noqa: E731
    stage.page.on("websocket", lambda socket: socket.on("framesent", hear))
    stage.open(PLAYING)
    stage.until("s.step > 20")
    stage.settle()
    before = len(said)
    stage.control("speed").select_option("16")
    stage.until("s.step > 600")
    stage.page.keyboard.press("Home")
    stage.page.keyboard.press("End")
    stage.until("s.step === 2000 && !s.request")
    stage.page.keyboard.press("ArrowLeft")
    stage.until("s.step === 1999 && !s.request")
    stage.page.wait_for_timeout(PERIOD)
    assert said[before:] == []


@pytest.mark.long
def test_the_last_word_of_a_page_that_is_left_is_for_the_next_one(stage):
    """A request of the old page behind that for the new one would make Streamlit empty the app and go blank."""
    page, line = stage.page, Line(stage.page)
    stage.open(PLAYING)
    for leave, sign in (
        (lambda: stage.follow(*SINE), page.get_by_label("Curve")),
        (page.go_back, page.get_by_text(LESSON)),
        (page.locator(NEXT).click, page.get_by_text(LESSON)),
    ):
        line.keep()
        leave()
        page.wait_for_timeout(PERIOD)
        assert len(line.let_go()) == 1
        sign.first.wait_for()
        stage.ready().until("s.buffered.length")


@pytest.mark.long
def test_hurried_clicks_and_steps_back_never_lose_the_app(stage):
    """Each comes while the page before is still being drawn."""
    page = stage.page
    page.goto(stage.url + PLAYING)
    for _ in range(3):
        place = page.get_by_text(LESSON).inner_text()
        page.locator(NEXT).click()
        page.wait_for_function(
            "(place) => ![...document.querySelectorAll('p')].some((p) => p.innerText === place)", arg=place
        )
    page.get_by_text(LESSON).wait_for()
    for place in ELSEWHERE:
        stage.follow(*place)
    for _ in range(3):
        page.evaluate("new Promise((done) => { addEventListener('popstate', done, { once: true }); history.back(); })")
        page.locator(BAR).wait_for()
    stage.follow(*SINE)
    page.get_by_label("Curve").first.wait_for()
    stage.ready()
    assert "/sine_regression" in page.url

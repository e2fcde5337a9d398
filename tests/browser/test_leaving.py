"""Going from page to page in haste, over a slow line, and what happens if the app goes blank all the same."""

import pytest
from playwright.sync_api import Page
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PLAYING = "logic_gates?gate=xor&lr=0.05&epochs=2000&lesson=adam&play=1"  # long: the player keeps asking for more
PERIOD = 1300  # ms; a player that lacks a part of its run asks at least once in this time
AT_REST = (
    "() => document.querySelector('[data-test-script-state=notRunning]') && document.documentElement.dataset.lecture"
)
NEXT, BAR = ".st-key-lesson-next a", ".st-key-pages a"


class Line:
    """The line between browser and server: what either says can be kept back, and something else be said instead."""

    def __init__(self, page: Page):
        self.kept: list[bytes] | None = None
        self.deaf = False
        page.route_web_socket(lambda url: "_stcore/stream" in url, self._connect)

    def _connect(self, browser):
        self.browser, self.server = browser, browser.connect_to_server()
        browser.on_message(self._up)
        self.server.on_message(lambda message: self.deaf or browser.send(message))

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

    def break_app(self) -> None:
        """Says what makes Streamlit's script fail: something for a place that is not there."""
        message = ForwardMsg()
        message.metadata.delta_path.extend([0, 999])
        message.delta.new_element.text.body = "nowhere"
        self.deaf = False
        self.browser.send(message.SerializeToString())


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


def test_a_page_that_is_being_left_asks_for_nothing(stage):
    """A request of the old page behind that for the new one would make Streamlit empty the app and go blank."""
    page, line = stage.page, Line(stage.page)
    stage.open(PLAYING)
    for leave, sign in (
        (page.locator(BAR).nth(3).click, page.get_by_label("Curve")),
        (page.go_back, page.get_by_text("Lesson 11 of")),
        (page.locator(NEXT).click, page.get_by_text("Lesson 12 of")),
    ):
        line.keep()
        leave()
        page.wait_for_timeout(PERIOD)
        assert not line.let_go()[-1].fragment_id, "the last word is for the new page"
        sign.first.wait_for()
        stage.ready().until("s.buffered.length")


@pytest.mark.long
def test_hurried_clicks_and_steps_back_never_lose_the_app(stage):
    """Each comes while the page before is still being drawn."""
    page = stage.page
    page.goto(stage.url + PLAYING)
    for number in (11, 12, 13):
        page.get_by_text(f"Lesson {number} of").wait_for()
        page.locator(NEXT).click()
    page.get_by_text("Lesson 14 of").wait_for()
    for number in (3, 4, 7, 2):
        page.locator(BAR).nth(number).click()
    for _ in range(3):
        page.evaluate("new Promise((done) => { addEventListener('popstate', done, { once: true }); history.back(); })")
        page.locator(BAR).first.wait_for()
    page.locator(BAR).nth(3).click()
    page.get_by_label("Curve").first.wait_for()
    stage.ready()
    assert "/sine_regression" in page.url


@pytest.mark.parametrize("clicked", [False, True])
def test_a_blank_app_comes_back_with_the_page_that_was_asked_for(stage, clicked):
    page, line = stage.page, Line(stage.page)
    stage.open("logic_gates?gate=or&epochs=100")
    page.evaluate("window.before = true")
    if clicked:
        line.deaf = True
        page.locator(BAR).nth(4).click()
    line.break_app()
    page.wait_for_function("() => !window.before")
    stage.ready()
    assert ("/descent" if clicked else "/logic_gates?gate=or") in page.url
    assert stage.errors and all("delta path" in error for error in stage.errors)
    stage.errors.clear()


def test_a_blank_app_comes_back_playing_where_it_was(stage):
    page, line = stage.page, Line(stage.page)
    stage.open("logic_gates?gate=or&epochs=2000")
    stage.control("play").click()
    before = stage.until("s.step > 60")["step"]
    page.evaluate("window.before = true; location.hash = 'somewhere'")
    line.break_app()
    page.wait_for_function("() => !window.before")
    stage.ready()
    now = stage.state
    assert now["playing"] and now["step"] >= before
    stage.errors.clear()


def test_an_app_that_fails_each_time_is_not_loaded_for_ever(stage):
    page, line = stage.page, Line(stage.page)
    page.goto(stage.url + "notebooks")
    for _ in range(3):
        page.wait_for_function(AT_REST)
        page.evaluate("window.before = true")
        line.break_app()
        page.wait_for_function("() => !window.before")
    page.wait_for_function(AT_REST)
    line.break_app()
    page.get_by_role("alert").get_by_role("link", name="Load it again").click()
    page.locator(".st-key-lecture").wait_for()
    stage.errors.clear()

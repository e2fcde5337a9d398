"""The hand in a run: turning a weight, switching units off, freezing, and changing how it learns from here on."""

import json

import pytest
from playwright.sync_api import expect

from core.record.timeline import Timeline
from core.tape.cache import TapeStore
from core.tasks.registry import read_link
from core.wire.pieces import make_piece
from tests.browser.conftest import open_stage
from tests.browser.test_accessibility import findings

TURNED = "logic_gates?at=60&epochs=200&sel=w2.1.1"
PLACE = "(name) => document.querySelector('[data-gs-panel=network]').__gs.place(name)"
# How red, green and blue a picture is all in all: another one is hardly ever the same to the last unit.
INK = """(panel) => {
  const canvas = document.querySelector(`[data-gs-panel=${panel}] canvas`);
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return data.reduce((sum, value, i) => sum + value * (1 + (i % 7)), 0);
}"""


def loss(stage) -> str:
    return stage.page.locator("[data-gs-readout=loss] output").inner_text()


def settings(stage) -> dict:
    url = "() => JSON.stringify(Object.fromEntries(new URL(location.href).searchParams))"
    return json.loads(stage.page.evaluate(url))


def until_edits(stage, edits: str) -> None:
    """Until the page's address has these edits, and the run on stage is theirs."""
    stage.page.wait_for_function(
        "(edits) => (new URL(location.href).searchParams.get('edits') ?? '') === edits", arg=edits
    )
    stage.settle()


def until_loss(stage, other: str) -> str:
    stage.page.wait_for_function(
        "(other) => ![other, '…'].includes(document.querySelector('[data-gs-readout=loss] output').innerText)",
        arg=other,
    )
    return loss(stage)


def losses(query: str) -> dict[int, float]:
    """The losses of a run by step, as NumPy has them."""
    e, store = read_link(query)[0], TapeStore(make_piece)
    pieces = [store.chunk(e, number) for number in range(Timeline(e.total).n_chunks)]
    return {piece.first + k: loss for piece in pieces for k, loss in enumerate(piece.arrays["loss"].values.tolist())}


def opened(stage, path=TURNED):
    stage.open(path)
    stage.until("s.ready && !s.stale")
    stage.settle()
    return stage


def drag(stage, name: str, up: float) -> None:
    x, y = stage.page.evaluate(PLACE, name)
    stage.page.mouse.move(x, y)
    stage.page.mouse.down()
    stage.page.mouse.move(x, y - up / 2)
    stage.page.mouse.move(x, y - up)


def test_a_weight_is_dragged_and_the_picture_follows_before_the_server_has_answered(stage):
    opened(stage)
    before, shown, run = loss(stage), stage.page.evaluate(INK, "field"), stage.state["run"]
    waiting, holds = [], [True]
    stage.page.route("**/tape/gates/60-60**", lambda route: waiting.append(route) if holds else route.continue_())
    drag(stage, "w2.1.1", 60)
    stage.page.wait_for_function(f"(shown) => ({INK})('field') !== shown", arg=shown)
    assert (loss(stage), stage.state["run"]) == (before, run), "numbers wait for NumPy"
    assert len(waiting) == 1, "one question at a time"
    holds.clear()
    waiting.pop().continue_()
    until_loss(stage, before)
    assert stage.state["run"] == run, "still in the hand"
    stage.page.mouse.up()
    stage.until(f"s.run !== '{run}' && s.step === 60 && !s.playing")
    stage.page.wait_for_url("**edits=60**")
    assert loss(stage) != before


@pytest.mark.long
def test_what_is_typed_while_the_run_before_it_is_on_its_way_waits(stage):
    opened(stage)
    waiting, holds = [], [True]

    def keep_back(route):
        held = holds and "edits" in route.request.url
        waiting.append(route) if held else route.continue_()

    stage.page.route("**/tape/gates/0?**", keep_back)
    stage.control("value").fill("-1.25")
    with stage.page.expect_request("**/tape/gates/0?**"):
        stage.control("value").press("Enter")
    stage.control("value").fill("0.75")
    stage.control("value").press("Enter")
    holds.clear()
    for route in waiting:
        route.continue_()
    until_edits(stage, "60:w2.1.1:0.75")


@pytest.mark.long
@pytest.mark.parametrize("mode", ["", "&lecture=1"])
def test_the_field_of_a_weight_covers_nothing_of_the_network(stage, mode):
    opened(stage, TURNED + mode)
    field, picture = (stage.page.locator(place).bounding_box() for place in (".gs-handling", ".gs-network"))
    assert field["y"] + field["height"] <= picture["y"] + 1


@pytest.mark.long
def test_one_edit_too_many_is_refused_in_words_and_the_weight_is_as_it_was(stage):
    most = ";".join(f"{step}:b1.1:0" for step in range(1, 201))
    opened(stage, f"logic_gates?at=210&epochs=500&sel=w2.1.1&edits={most}")
    before = loss(stage)
    stage.control("value").fill("3")
    stage.control("value").press("Enter")
    refusal = stage.page.locator(".gs-refusal")
    refusal.wait_for()
    assert "200" in refusal.inner_text()
    assert loss(stage) == before
    assert len(settings(stage)["edits"].split(";")) == 200


def test_a_typed_weight_is_in_the_link_which_gives_the_same_losses(stage):
    opened(stage)
    before = loss(stage)
    stage.control("value").fill("-1.25")
    stage.control("value").press("Enter")
    until_edits(stage, "60:w2.1.1:-1.25")
    shown = until_loss(stage, before)
    assert stage.state["step"] == 60
    stage.page.wait_for_url("**at=60**")
    stage.control("forward").click()
    next_loss = loss(stage)
    stage.page.wait_for_url("**at=61**")
    again = stage.page.url
    exact = losses("epochs=200&edits=60:w2.1.1:-1.25")
    assert float(shown) == pytest.approx(exact[60], rel=1e-4)
    assert float(next_loss) == pytest.approx(exact[61], rel=1e-4)
    stage.page.goto(again)
    stage.ready()
    stage.until("s.step === 61")
    assert loss(stage) == next_loss


def test_training_goes_on_from_here(stage):
    opened(stage)
    stage.control("value").fill("0")
    stage.control("value").press("Enter")
    until_edits(stage, "60:w2.1.1:0")
    stage.control("speed").select_option("16")
    stage.control("play").click()
    stage.until("s.step === 200 && !s.playing")


@pytest.mark.parametrize("text", ["much", *(pytest.param(text, marks=pytest.mark.long) for text in ("", "1e9"))])
def test_what_is_no_number_is_refused_and_the_field_says_what_is_allowed(stage, text):
    opened(stage)
    run = stage.state["run"]
    field = stage.control("value")
    field.fill(text)
    field.press("Enter")
    assert field.get_attribute("aria-invalid") == "true"
    assert stage.page.locator(".gs-refusal").inner_text() == "A number from -1000000 to 1000000"
    field.focus()
    field.press("Escape")
    assert stage.page.locator(".gs-refusal").is_hidden()
    assert float(field.input_value()) == pytest.approx(2.0, abs=3)
    assert stage.state["run"] == run


@pytest.mark.long
def test_undo_and_redo_and_taking_all_back(stage):
    opened(stage, "logic_gates?at=60&epochs=200&sel=w2.1.1")
    run = stage.state["run"]
    stage.control("value").fill("1")
    stage.control("value").press("Enter")
    until_edits(stage, "60:w2.1.1:1")
    stage.control("flip").click()
    until_edits(stage, "60:w2.1.1:1;60:w2.1.1:frozen")
    stage.control("play").focus()
    stage.page.keyboard.press("Control+z")
    until_edits(stage, "60:w2.1.1:1")
    expect(stage.page.get_by_role("button", name="Redo")).to_be_enabled()  # the form comes late
    stage.page.keyboard.press("Control+Shift+z")
    until_edits(stage, "60:w2.1.1:1;60:w2.1.1:frozen")
    stage.control("forget").click()
    until_edits(stage, "")
    stage.until(f"s.run === '{run}' && s.step === 60")
    assert stage.control("forget").is_hidden()


@pytest.mark.long
def test_a_frozen_weight_stays(stage):
    opened(stage)
    stage.control("flip").click()
    until_edits(stage, "60:w2.1.1:frozen")
    stage.page.wait_for_function("() => document.querySelector('[data-gs=flip]').ariaPressed === 'true'")
    value = stage.control("value").input_value()
    stage.page.keyboard.press("End")
    stage.until("s.step === 200")
    assert stage.control("value").input_value() == value


def test_a_unit_is_switched_off_and_on_again(stage):
    opened(stage, "logic_gates?at=60&epochs=200&sel=h1.2")
    before = loss(stage)
    assert stage.control("value").is_hidden()
    stage.control("flip").click()
    until_edits(stage, "60:h1.2:off")
    until_loss(stage, before)
    stage.control("flip").click()
    until_edits(stage, "")
    assert loss(stage) == before


def test_from_here_while_it_plays_the_past_stays_and_the_run_goes_on(stage):
    opened(stage, "logic_gates?epochs=2000")
    stage.control("from").click()
    stage.settle()
    assert stage.control("from").inner_text() == "from here"
    stage.control("play").click()
    stage.until("s.step > 30")
    run = stage.state["run"]
    field = stage.page.get_by_label("Exactly")
    field.fill("0.1")
    field.press("Enter")
    state = stage.until(f"s.run !== '{run}'")
    assert state["playing"] and state["step"] > 30
    stage.page.wait_for_url("**edits=**")
    step, what, value = settings(stage)["edits"].split(":")
    assert (what, value) == ("lr", "0.1") and int(step) > 20
    assert "lr" not in settings(stage), "from the start it learned as before"
    stage.settle()
    assert field.input_value() == "0.1"
    now = stage.state["step"]
    stage.until(f"s.playing && s.step > {now}")
    stage.control("play").click()
    past, edited = losses("epochs=2000"), losses(f"epochs=2000&edits={step}:lr:0.1")
    assert [past[k] for k in range(int(step) + 1)] == [edited[k] for k in range(int(step) + 1)]
    assert float(loss(stage)) == pytest.approx(edited[stage.state["step"]], rel=1e-4)


@pytest.mark.long
def test_the_plot_of_the_loss_shows_where_the_hand_came_in(stage):
    opened(stage, "logic_gates?at=60&epochs=200&edits=30:lr:0.1;30:h1.2:off;50:w1.0.1:2")
    layout = stage.page.evaluate(
        "() => { const { shapes, annotations } = document.querySelector('[data-gs-panel=loss] .js-plotly-plot').layout;"
        " return { at: shapes.map(({ x0 }) => x0), told: annotations.map(({ hovertext }) => hovertext) }; }"
    )
    assert layout["at"] == [30, 50]
    assert layout["told"][0] == "step 30: Learning rate = 0.1<br>step 30: h₂ off"


@pytest.mark.long
def test_at_its_end_a_run_is_made_longer(stage):
    opened(stage, "logic_gates?at=100&epochs=100&sel=w2.1.1")
    stage.control("value").fill("0")
    stage.control("value").press("Enter")
    until_edits(stage, "100:w2.1.1:0")
    assert settings(stage)["epochs"] == "200"
    stage.until("s.step === 100 && s.last === 200")


@pytest.mark.long
def test_keys_turn_what_is_selected(stage):
    opened(stage)
    value = float(stage.control("value").input_value())
    stage.page.locator("[data-gs-panel=network] [tabindex='0']").focus()
    for _ in range(3):
        stage.page.keyboard.press("+")
    stage.page.wait_for_url("**edits=60**")
    assert float(stage.control("value").input_value()) > value
    assert stage.state["speed"] == 1, "the transport did not hear it"


@pytest.mark.long
def test_a_finger_turns_and_switches_and_all_can_be_reached(browser, server):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "locale": "ja-JP"}
    with open_stage(browser, server.url, **phone) as stage:
        opened(stage)
        before = loss(stage)
        stage.control("more").tap()
        until_loss(stage, before)
        stage.page.wait_for_url("**edits=60**")
        assert stage.control("flip").inner_text() == "固定"
        stage.control("flip").tap()
        stage.page.wait_for_url("**frozen**")
        boxes = [stage.control(name).bounding_box() for name in ("less", "more", "flip", "forget", "value")]
        assert all(box["height"] >= 44 and box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)


@pytest.mark.long
def test_on_the_sine_page_a_button_counts_from_here_too(stage):
    opened(stage, "sine_regression?at=100&epochs=300&sel=w1.0.1")
    before = loss(stage)
    stage.control("more").click()
    until_loss(stage, before)
    stage.page.wait_for_url("**edits=100**")
    stage.settle()
    stage.control("from").click()
    stage.settle()
    stage.page.locator("[class*=st-key-sine-seed] [data-testid=stNumberInputStepUp]").click()
    stage.page.wait_for_url("**seed=**")
    assert settings(stage)["edits"].startswith("100:w1.0.1:"), "another seed counts from the start, with the edits"


@pytest.mark.long
def test_while_nothing_is_changed_a_playing_run_leaves_the_page_alone(stage):
    opened(stage, "logic_gates?epochs=2000&edits=20:lr:0.1")
    stage.control("play").click()
    stage.until("s.step > 30")
    sent = []
    stage.page.on("websocket", lambda socket: sent.append(socket))
    stage.page.evaluate("""() => {
      const send = WebSocket.prototype.send;
      window.framesSent = 0;
      WebSocket.prototype.send = function (data) { window.framesSent += 1; return send.call(this, data); };
    }""")
    now = stage.state["step"]
    stage.until(f"s.step > {now + 60}")
    assert stage.page.evaluate("window.framesSent") == 0 and not sent


@pytest.mark.parametrize(
    "path",
    [
        "logic_gates?at=40&sel=w2.1.1&edits=20:lr:0.1",
        pytest.param("sine_regression?at=40&sel=h1.2", marks=pytest.mark.long),
    ],
)
def test_axe_has_no_serious_finding_while_something_is_selected(stage, path):
    opened(stage, path)
    assert stage.control("handling").is_visible()
    assert findings(stage.page) == []


def test_a_finger_drags_the_weight_that_is_selected_and_the_page_stays(browser, server):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with open_stage(browser, server.url, **phone) as stage:
        opened(stage)
        stage.page.locator("[data-gs-panel=network]").scroll_into_view_if_needed()
        scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
        top, value = stage.page.evaluate(scrolled), float(stage.control("value").input_value())
        x, y = stage.page.evaluate(PLACE, "w2.1.1")
        finger = stage.page.context.new_cdp_session(stage.page)
        for kind, up in (("touchStart", 0), ("touchMove", 30), ("touchMove", 60), ("touchEnd", None)):
            points = [] if up is None else [{"x": x, "y": y - up}]
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        stage.page.wait_for_url("**edits=60**")
        assert float(stage.control("value").input_value()) > value
        assert stage.page.evaluate(scrolled) == top

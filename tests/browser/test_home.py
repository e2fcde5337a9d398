"""The front door: a network that learns at once and answers every touch, and what a newcomer finds from there."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import open_stage

NETWORK = "[data-gs-panel=network]"


def press(stage, name):
    """A choice under the picture; returns the state once another run plays."""
    run = stage.state["run"]
    stage.page.locator(".st-key-home-choices").get_by_role("button", name=name, exact=True).click()
    return stage.until(f"s.run !== '{run}' && s.playing && s.step > 2")


def drag(stage, start, end):
    page = stage.page
    page.mouse.move(*stage.place("field", *start))
    page.mouse.down()
    page.mouse.move(*stage.place("field", *end), steps=6)


def lab(stage):
    """What the way to the lab says of the run that stands here."""
    link = stage.page.get_by_role("link", name="Change everything").get_attribute("href")
    return {key: text for key, (text,) in parse_qs(urlsplit(link).query).items()}


def test_it_plays_at_once_and_every_choice_gives_it_another_task(stage):
    stage.open("").until("s.playing && s.step > 10")
    for choice in ("AND", "a circle", "two spirals", "XOR with one line"):
        press(stage, choice)
    assert lab(stage) == {"hidden": "0", "epochs": "160"}
    stage.control("play").click()
    stage.page.keyboard.press("End")
    stage.until("s.step === 160 && !s.playing")
    stage.page.locator(".gs-caption").get_by_text("One straight line cannot separate XOR").wait_for()


def test_a_point_that_is_dragged_takes_the_field_with_it(stage):
    stage.open("").until("s.playing && s.step > 10")
    before = stage.state["run"]
    drag(stage, (1, 1), (0.25, 0.75))
    stage.until(f"s.run !== '{before}'")  # it is seen before it is let go
    stage.page.mouse.up()
    stage.page.wait_for_function("() => document.querySelector('.st-key-home-choices a').href.includes('pts=')")
    stage.page.wait_for_function("() => !document.querySelector('.gs-gives-way')")
    points = [[float(x) for x in point.split(",")] for point in lab(stage)["pts"].split(";")]
    assert points[:3] == [[0, 0, 0], [0, 1, 1], [1, 0, 1]]
    assert points[3] == pytest.approx([0.25, 0.75, 0], abs=0.02)


def test_a_weight_that_is_turned_is_an_edit_of_the_run(stage):
    stage.open("").until("s.playing && s.step > 10")
    run, network = stage.state["run"], stage.page.locator(f"{NETWORK} canvas").first.bounding_box()
    stage.page.locator(NETWORK).focus()
    x, y = network["x"] + 0.28 * network["width"], None
    for share in range(10, 60):  # the line from x₀ to h₁, wherever it stands
        y = network["y"] + share / 100 * network["height"]
        stage.page.mouse.move(x, y)
        if stage.page.locator(f"{NETWORK} .gs-tip").filter(has_text="→").is_visible():
            break
    stage.page.mouse.down()
    stage.page.mouse.move(x, y - 60, steps=6)
    stage.page.mouse.up()
    stage.until(f"s.run !== '{run}' && !s.playing")
    stage.page.wait_for_function("() => document.querySelector('.st-key-home-choices a').href.includes('edits=')")
    assert re.fullmatch(r"\d+:w1\.\d\.\d:.+", lab(stage)["edits"])
    stage.control("play").click()
    stage.until("s.playing")


# Where a newcomer goes, by what is read on screen: each click's words, and words that say it has been found.
PATHS = {
    "en": {
        "one line fails": (["XOR with one line"], "One straight line cannot separate XOR"),
        "two rates": (["Compare"], "Learning rate 0.5"),
        "a gradient": (["Open it up"], "gradient"),
        "own digit": (["Experiments", "Digits"], "Your digit"),
        "a lesson plan": (["Teach with it"], "15 min"),
    },
    "ja": {
        "one line fails": (["直線1本で XOR"], "直線"),
        "two rates": (["比べる"], "学習率 0.5"),
        "a gradient": (["中をのぞく"], "勾配"),
        "own digit": (["実験", "手書き数字"], "自分の数字"),
        "a lesson plan": (["授業で使う"], "15分"),
    },
}


@pytest.mark.parametrize("language", ["en", pytest.param("ja", marks=pytest.mark.long)])
def test_a_newcomer_finds_it_within_three_clicks(browser, server, language):
    locale = {"en": "en-US", "ja": "ja-JP"}[language]
    with open_stage(browser, server.url, locale=locale) as stage:
        for goal, (clicks, found) in PATHS[language].items():
            assert len(clicks) <= 3, goal
            first = stage.open("").state["run"]
            for words in clicks:
                stage.page.get_by_text(words, exact=True).locator("visible=true").first.click()
            if goal == "one line fails":  # it is said once the run has shown it
                stage.until(f"s.run !== '{first}' && s.playing")
                stage.control("play").click()
                stage.page.keyboard.press("End")
            stage.page.get_by_text(found).locator("visible=true").first.wait_for()


def test_its_first_picture_learns_before_streamlit_has_come_and_gives_way_to_the_player(browser, server):
    with open_stage(browser, server.url, color_scheme="dark", locale="ja-JP") as stage:
        page = stage.page
        page.route("**/static/js/**", lambda route: route.abort())
        page.goto(stage.url)
        assert page.locator("#gs-first").get_by_text("ニューラルネットワークが学ぶ").is_visible()
        canvas = page.locator("#gs-first canvas")
        before = canvas.evaluate("(canvas) => canvas.toDataURL()")
        page.wait_for_function(
            "(before) => document.querySelector('#gs-first canvas').toDataURL() !== before", arg=before
        )
        page.unroute("**/static/js/**")
        stage.open("").until("s.playing")
        page.wait_for_function("() => !document.getElementById('gs-first')")


def test_by_touch_a_point_is_looked_at_and_dragged(browser, server):
    with open_stage(browser, server.url, viewport={"width": 390, "height": 844}, has_touch=True) as stage:
        stage.open("").until("s.playing && s.step > 10")
        stage.page.locator("[data-gs-panel=field]").scroll_into_view_if_needed()
        x, y = stage.place("field", 1, 1)
        stage.page.touchscreen.tap(x, y)
        stage.page.locator("[data-gs-panel=field] .hovertext").wait_for()
        finger = stage.page.context.new_cdp_session(stage.page)
        move = lambda kind, x, y: finger.send(  # noqa: E731
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [] if kind == "touchEnd" else [{"x": x, "y": y}]},
        )
        move("touchStart", x, y)
        for step in range(1, 6):
            move("touchMove", x - 12 * step, y + 6 * step)
        move("touchEnd", x, y)
        stage.page.wait_for_function("() => document.querySelector('.st-key-home-choices a').href.includes('pts=')")
        assert stage.page.evaluate("scrollY") == 0

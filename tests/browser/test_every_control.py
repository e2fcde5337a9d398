"""Every control of every page, pressed in a browser while it plays."""

import random
import secrets

import pytest

from core.tasks.registry import TASKS
from tests.browser.pressing import Hand

# Short runs that play over and over: what is pressed counts here, not what is learned.
SHORT = {"gates": "epochs=60", "sine": "epochs=60&points=9&hidden=2", "descent": "steps=60"}
PAGES = [f"{task.page}?{SHORT.get(name, '')}" for name, task in TASKS.items()] + ["building_blocks"]


def open_page(stage, path: str) -> Hand:
    if "blocks" in path:
        stage.page.goto(stage.url + path)
        stage.page.locator(".st-key-reset").wait_for()
    else:
        stage.open(path)
        stage.control("loop").click()
        stage.control("speed").select_option("0.25")  # it plays; drawing as fast as it can would only take time
        stage.control("play").click()
    hand = Hand(stage, path)
    hand.check()
    stage.page.locator("[data-testid=stSidebar] input").first.wait_for()  # Streamlit fetches each kind of widget late
    stage.page.wait_for_timeout(500)
    return hand


# The sine page's form is that of the gates page, and tests/pages presses it whole; the others have few controls.
USUAL = ("gates",)
ONCE = [path if any(name in path for name in USUAL) else pytest.param(path, marks=pytest.mark.long) for path in PAGES]


@pytest.mark.parametrize("path", ONCE)
def test_each_control_once(stage, path):
    hand, done = open_page(stage, path), set()
    while fresh := [control for control in hand.controls() if (control.kind, control.name) not in done]:
        control = fresh[0]
        if control.within:  # nothing is left to press in a popover
            stage.page.keyboard.press("Escape")
        done.add((control.kind, control.name))
        choices = hand.choices(control)
        if choices:
            hand.press(control, choices[len(done) % len(choices)])
    print(f"{path}: {len(hand.pressed)} presses")
    assert hand.pressed


@pytest.mark.long
@pytest.mark.parametrize("path", PAGES)
def test_each_choice_from_each_other_with_back_and_forward(stage, path):
    hand, done = open_page(stage, path), set()
    while fresh := [c for c in hand.controls() if (c.kind, c.name) not in done and c.kind in ("select", "popover")]:
        control = fresh[0]
        if control.within:
            stage.page.keyboard.press("Escape")
        done.add((control.kind, control.name))
        if control.kind == "popover":
            hand.press(control)
            continue
        for first, second in pairs(hand.options(control)):
            hand.press(control, first)
            hand.press(control, second)
            if len(hand.pressed) % 7 < 2:
                hand.go("back")
                hand.go("forward")
    print(f"{path}: {len(hand.pressed)} presses")


def pairs(options):
    """Pressing both of each in turn leads from each option to each other."""
    return [(b, a) for k, a in enumerate(options) for b in options[k + 1 :]]


@pytest.mark.long
@pytest.mark.parametrize("path", PAGES)
def test_five_hundred_drawn_steps(stage, path):
    seed = secrets.randbelow(10**6)
    print(f"{path}: seed {seed}")
    draw, hand = random.Random(seed), open_page(stage, path)
    for _ in range(500):
        if draw.random() < 0.05:
            hand.go(draw.choice(("back", "forward")))
            continue
        control = draw.choice(hand.controls())
        if control.within:  # an open popover may lie over it
            stage.page.keyboard.press("Escape")
        choices = hand.choices(control)
        if choices:
            hand.press(control, draw.choice(choices))

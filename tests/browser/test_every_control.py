"""Every control of every page, pressed in a browser while it plays."""

import pytest

from tests.browser.pressing import Hand

# Short runs that play over and over: what is pressed counts here, not what is learned.
PAGES = (
    "logic_gates?epochs=60", "sine_regression?epochs=60&points=9", "descent?steps=60", "numerical_gradient",
    "linear_model", "building_blocks",
)  # fmt: skip


def open_page(stage, path: str) -> Hand:
    if "blocks" in path:
        stage.page.goto(stage.url + path)
        stage.page.locator(".st-key-reset").wait_for()
    else:
        stage.open(path)
        stage.control("loop").click()
        stage.control("play").click()
    hand = Hand(stage, path)
    hand.check()
    return hand


@pytest.mark.parametrize("path", PAGES)
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

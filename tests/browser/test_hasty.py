"""Two minutes of hasty hands: everything on every page is pressed, in quick turns, while it plays."""

import random
import secrets
import time
from urllib.parse import urlsplit

import pytest

from core.lessons import PAGES
from tests.browser.conftest import open_stage
from tests.browser.pressing import Hand

SECONDS = 120
PAUSE = (40, 250)  # ms between two presses
START = "logic_gates?epochs=2000&play=1"

_PRESSABLE = """() => {
  const kinds = '.st-key-pages a, [class*=st-key-to-] a, .st-key-lesson-strip a, button, .stCheckbox label,'
    + ' .stSlider [role=slider], [role=combobox], [role=option], [role=tab], .gs-player select';
  const found = [];
  for (const e of document.querySelectorAll(kinds)) {
    const { left, top, width, height } = e.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    if (!width || e.disabled || x < 0 || y < 0 || x > innerWidth || y > innerHeight) continue;
    const seen = document.elementFromPoint(x, y);
    if (seen && (e.contains(seen) || seen.contains(e))) found.push([x, y]);
  }
  return found;
}"""
_WATCH = """
window.blanks = 0;
setInterval(() => {
  const root = document.getElementById('root');
  if (root && window.began && !root.childElementCount) window.blanks += 1;
  if (root && root.childElementCount) window.began = true;
}, 20);
"""


@pytest.mark.long
def test_page_address_and_form_agree_after_two_hasty_minutes(browser, server):
    seed = secrets.randbelow(10**6)
    print(f"seed {seed}")
    draw = random.Random(seed)
    with open_stage(browser, server.url) as stage:
        page = stage.page
        page.add_init_script(_WATCH)
        stage.open(START)
        hand, presses = Hand(stage, START), 0
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            places = page.evaluate(_PRESSABLE)
            if draw.random() < 0.08 or not places:
                page.keyboard.press(draw.choice(("Escape", "Space", "ArrowRight", "Enter")))
            else:
                page.mouse.click(*draw.choice(places))
            presses += 1
            page.wait_for_timeout(draw.randrange(*PAUSE))
        print(f"{presses} presses, {len(page.context.pages)} tabs")
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        agree(stage, hand)


def agree(stage, hand) -> None:
    """The page in sight is the address's; form and run on it say what the address says; nothing was ever blank."""
    page = stage.page
    english = page.locator(".st-key-language button", has_text="English")
    if english.count():
        english.click()
    page.locator(".st-key-language button", has_text="日本語").wait_for()
    name = urlsplit(page.url).path.strip("/")
    if name in PAGES:
        arrived = Hand(stage, name)
        arrived.check()
    assert not hand.complaints, hand.complaints
    assert page.evaluate("window.blanks") == 0
    assert page.get_by_test_id("stException").count() == 0

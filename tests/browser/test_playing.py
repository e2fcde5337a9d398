"""When a lab plays by itself: when it is opened, unless something is asked first or the address says where it rests."""

import re

import pytest

from tests.browser.conftest import open_stage


def test_a_lab_plays_when_it_is_opened_and_rests_where_it_was_paused(stage):
    stage.open("logic_gates?epochs=3000", waiting=False)
    stage.until("s.playing && s.step > 3")
    stage.control("play").click()
    step = stage.until("!s.playing")["step"]
    stage.page.wait_for_url(f"**at={step}**")
    stage.page.reload()
    stage.ready().until(f"!s.playing && s.step === {step}")
    stage.page.locator("[class*=st-key-gates-seed] [data-testid=stNumberInputStepUp]").click()
    stage.page.wait_for_url("**seed=8**at=0**")
    assert not stage.state["playing"], "paused by hand, another run waits too"
    stage.follow("Experiments", "Descent")
    stage.page.wait_for_url("**/descent**")
    stage.page.wait_for_selector("[data-gs-panel=map]")
    stage.until("s.step > 1")


@pytest.mark.long
def test_a_lesson_asks_first_and_a_page_in_another_one_waits(stage):
    lesson = "gate=xor&hidden=0&opt=gd&lr=1&epochs=200&lesson=xor-one-line"
    for path in (f"logic_gates?{lesson}", "logic_gates?embed=true"):
        stage.open(path, waiting=False).until("s.ready && !s.stale && !s.playing && s.step === 0")


@pytest.mark.long
def test_nothing_plays_by_itself_for_who_wants_it_still(browser, server):
    with open_stage(browser, server.url, reduced_motion="reduce") as stage:
        stage.open(waiting=False).until("s.ready && !s.stale && !s.playing && s.step === 0")
        assert not re.search(r"\bat=", stage.page.url)

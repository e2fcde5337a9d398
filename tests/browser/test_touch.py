"""A finger on a phone: it scrolls past every picture, and takes what is to be taken."""

import pytest

from tests.browser.conftest import open_stage
from tests.browser.touch import PHONE, Finger, middle, scrolled

PICTURES = ".gs-panel:visible > :not(.gs-head):visible, [data-testid=stPlotlyChart]:visible"
PAGES = (
    "logic_gates?view=landscape&sel=h1.1", "logic_gates?view=landscape,landscape_relief&vs=hidden:2", "sine_regression",
    "digits?sel=h1.2", "descent", "numerical_gradient", "linear_model", "building_blocks",
    "sweep?epochs=20&over=hidden:2,3&over=opt:gd,adam&seeds=2",
)  # fmt: skip
# Its middle comes to the middle of the window.
CENTRE = "(picture) => picture.scrollIntoView({ block: 'center', behavior: 'instant' })"


@pytest.mark.long
@pytest.mark.parametrize("path", PAGES)
def test_a_swipe_over_any_picture_scrolls_the_page(browser, server, path):
    with open_stage(browser, server.url, **PHONE) as stage:
        page = stage.page
        page.goto(stage.url + path)
        page.locator(PICTURES).first.wait_for()
        stage.settle()
        page.wait_for_timeout(1500)
        finger, stuck = Finger(page), []
        for picture in page.locator(PICTURES).all():
            picture.evaluate(CENTRE)
            x, y = middle(picture)
            y = min(max(y, 220), 620)
            before = scrolled(page)
            finger.swipe((x, y), (x, y - 180 if before < 400 else y + 180))
            page.wait_for_timeout(100)
            if abs(scrolled(page) - before) < 60:
                stuck.append(picture.evaluate("(picture) => picture.closest('[data-gs-panel]')?.dataset.gsPanel ?? picture.className"))
        assert stuck == []

"""A phone, and a finger on it."""

from playwright.sync_api import Locator, Page

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LYING = PHONE | {"viewport": {"width": 844, "height": 390}}


class Finger:
    """Draws on the screen as a finger does: the browser decides whether it scrolls or something takes it."""

    def __init__(self, page: Page):
        self.page = page
        self.screen = page.context.new_cdp_session(page)

    def swipe(self, start: tuple[float, float], end: tuple[float, float], moves: int = 8) -> None:
        (x0, y0), (x1, y1) = start, end
        self._touch("touchStart", (x0, y0))
        for k in range(1, moves + 1):
            self._touch("touchMove", (x0 + (x1 - x0) * k / moves, y0 + (y1 - y0) * k / moves))
            self.page.wait_for_timeout(16)
        self._touch("touchEnd")

    def _touch(self, kind, *places):
        points = [{"x": x, "y": y} for x, y in places]
        self.screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def scrolled(page: Page) -> float:
    """How far the page is scrolled."""
    return page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")

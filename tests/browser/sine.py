"""What the tests of the sine page look at: the picture of the fit, and the points in the address."""

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
FIT = "document.querySelector('[data-gs-panel=fit] .js-plotly-plot')"


def drawn(stage) -> None:
    """Waits until every plot is built and up to date."""
    stage.until("s.ready && !s.stale", timeout=20_000)


def points(stage) -> str:
    return stage.page.evaluate("() => new URL(location.href).searchParams.get('pts') ?? ''")

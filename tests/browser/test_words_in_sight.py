"""What stands in words on the pictures themselves: a line under each title, names at the curves."""

import pytest

SEEN = "() => [...document.querySelectorAll('.gs-hint')].filter((line) => line.checkVisibility()).length"


def test_each_picture_says_in_a_line_what_it_shows_until_a_switch_puts_that_away(stage):
    stage.open()
    line = stage.page.locator("[data-gs-panel=field] .gs-hint")
    assert line.inner_text() == "Output: blue high, orange low; line: threshold."
    assert "Drawn for every pair" in stage.page.locator("[data-gs-panel=field] .gs-plot").get_attribute("aria-label")
    field, bar = (
        stage.page.locator(place).bounding_box() for place in ("[data-gs-panel=field] .nsewdrag", "[data-gs=transport]")
    )
    assert field["width"] > 345 and bar["y"] + bar["height"] <= 720
    address = stage.page.url
    stage.page.get_by_role("button", name="Words under the titles").click()
    stage.page.wait_for_function(f"() => ({SEEN})() === 0")
    assert stage.page.url == address
    stage.open()
    assert stage.page.evaluate(SEEN) == 0
    stage.page.keyboard.press("h")
    stage.page.wait_for_function(f"() => ({SEEN})() > 3")
    stage.page.keyboard.press("l")
    stage.page.wait_for_function(f"() => ({SEEN})() === 0")


def test_an_embedded_page_goes_without_them(stage):
    stage.open("logic_gates?embed=true")
    assert stage.page.evaluate(SEEN) == 0


# Names that lie on each other or reach out of their panel, of the panels that have any.
CLASHES = """() => [...document.querySelectorAll('.gs-panel')].filter((panel) => panel.checkVisibility()).flatMap((panel) => {
  const all = panel.getBoundingClientRect();
  const names = [...panel.querySelectorAll('.gs-names span')].map((name) => [name.textContent, name.getBoundingClientRect()]);
  const apart = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
  return names.filter(([, box], k) => box.left < all.left || box.right > all.right + 1 || box.bottom > all.bottom
    || names.some(([, other], i) => i < k && !apart(box, other))).map(([words]) => `${panel.dataset.gsPanel}: ${words}`);
})"""  # noqa: E501
NAMES = "(id) => [...document.querySelectorAll(`[data-gs-panel=${id}] .gs-names span`)].map((name) => name.textContent)"


@pytest.mark.long
def test_curves_are_called_by_their_names_where_they_are_drawn(stage):
    stage.open("sine_regression?val=25&at=300").until("s.ready && !s.stale")
    assert set(stage.page.evaluate(NAMES, "fit")) == {"training", "validation", "true curve", "network"}
    assert not stage.page.evaluate("() => document.querySelector('.js-plotly-plot g.legend')")
    run = stage.state["run"]
    stage.page.locator("[class*=st-key-sine-seed] [data-testid=stNumberInputStepUp]").click()
    stage.until(f"s.run !== '{run}' && s.ready && !s.stale")
    stage.page.wait_for_function(f"() => ({NAMES})('loss').includes('before')")
    for size in ((1280, 720), (390, 844)):
        stage.page.set_viewport_size({"width": size[0], "height": size[1]})
        stage.until("s.ready && !s.stale")
        assert stage.page.evaluate(CLASHES) == []
    stage.page.set_viewport_size({"width": 1280, "height": 720})
    stage.page.keyboard.press("l")
    stage.until("s.ready && !s.stale")
    assert stage.page.evaluate(CLASHES) == []

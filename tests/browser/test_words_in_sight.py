"""What stands in words on the pictures themselves: a line under each title, names at the curves."""

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

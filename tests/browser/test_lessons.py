"""The gallery's moving pictures, and the way through the course."""

from tests.browser.conftest import open_stage

GALLERY = "[...document.querySelectorAll('*')].find((e) => e.__gallery)?.__gallery.state()"


def gallery(stage, condition):
    """Waits for a condition on the gallery's thumbs `t`, by name, and returns them."""
    stage.page.wait_for_function(
        f"() => {{ const g = {GALLERY}; if (!g) return false; const t = g.thumbs; return {condition}; }}"
    )
    return stage.page.evaluate(f"() => {GALLERY}.thumbs")


def colours(stage, name):
    """How many different colours a thumbnail shows."""
    return stage.page.evaluate(
        "(name) => { const c = document.querySelector(`[data-thumb=${name}] canvas`);"
        " const p = new Uint32Array(c.getContext('2d').getImageData(0, 0, c.width, c.height).data.buffer);"
        " return new Set(p).size; }",
        name,
    )


def test_thumbnails_in_view_move_and_the_others_rest(stage):
    stage.page.goto(stage.url + "lessons")
    thumbs = gallery(stage, "t.and && t.and.drawn > 3 && t.and.at > 0.1")
    assert colours(stage, "and") > 50
    assert thumbs["by-hand"]["drawn"] == 0
    later = gallery(stage, f"t.and.at > {thumbs['and']['at']} + 0.1")
    assert later["and"]["drawn"] > thumbs["and"]["drawn"]
    stage.page.locator("[data-thumb=by-hand]").scroll_into_view_if_needed()
    gallery(stage, "t['by-hand'].drawn > 3")
    rest = gallery(stage, "true")["and"]["drawn"]
    gallery(stage, "t['by-hand'].drawn > 10")
    assert gallery(stage, "true")["and"]["drawn"] == rest


def test_where_motion_is_not_wanted_they_show_the_end(browser, server):
    with open_stage(browser, server.url, reduced_motion="reduce", viewport={"width": 390, "height": 844}) as stage:
        stage.page.goto(stage.url + "lessons?lang=ja")
        stage.page.locator("[data-thumb=and]").scroll_into_view_if_needed()
        thumbs = gallery(stage, "t.and && t.and.drawn > 0")
        assert thumbs["and"]["at"] == 1
        assert stage.page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_card_opens_its_lesson_and_next_leads_on(stage):
    page = stage.page
    page.goto(stage.url + "lessons")
    page.locator(".st-key-card-and a").wait_for()
    page.locator(".st-key-card-and").click(position={"x": 60, "y": 60})  # anywhere on the card
    stage.ready()
    assert "lesson=and" in page.url
    page.keyboard.press("Space")
    stage.until("s.playing && s.step > 3")
    told = page.locator("p:visible", has_text="From step 19 on")
    page.get_by_role("button", name="What it shows").click()
    page.get_by_text("this gives the answer away").wait_for()
    assert not told.count(), "nobody reads it by accident"
    page.keyboard.press("Escape")
    stage.control("end").click()
    page.get_by_role("button", name="What it shows").click()
    told.wait_for()
    page.keyboard.press("Escape")
    before = stage.state["run"]
    page.locator(".st-key-lesson-next a").click()
    stage.until(f"s.run !== '{before}'")
    page.get_by_text("Lesson 2 of").wait_for()
    page.wait_for_function("location.search.includes('lesson=or')")
    assert page.locator(".st-key-lesson-prev a").count() == 1
    page.go_back()
    stage.until(f"s.run === '{before}'")
    page.get_by_text("Lesson 1 of").wait_for()


def test_strip_picture_and_transport_fit_the_projector(stage):
    stage.open("numerical_gradient?lesson=numerical-gradient")  # the fullest page
    strip = stage.page.locator(".st-key-lesson-strip")
    strip.wait_for()
    box, transport = strip.bounding_box(), stage.control("transport").bounding_box()
    assert box["height"] < 80
    assert transport["y"] + transport["height"] <= 720
    caption = stage.control("caption").bounding_box()
    assert caption["y"] + caption["height"] <= transport["y"] + 1  # the bar does not lie over what it sticks to


def test_a_changed_setting_keeps_the_strip_and_the_stage(stage):
    stage.open("logic_gates?gate=and&hidden=0&opt=gd&lr=1&epochs=100&lesson=and")
    page = stage.page
    page.evaluate("document.querySelector('[data-gs=player]').kept = true")
    field = page.get_by_role("textbox", name="Exactly")
    field.fill("0.5")
    field.press("Enter")
    back = page.locator(".st-key-lesson-question a")
    back.wait_for()
    page.get_by_role("button", name="What it shows").click()
    page.get_by_text("and they have been changed").wait_for()
    assert not page.get_by_text("From step 19 on").count(), "its numbers are the lesson's"
    page.keyboard.press("Escape")
    assert page.evaluate("document.querySelector('[data-gs=player]').kept") is True
    back.click()
    back.wait_for(state="detached")
    page.wait_for_function("location.search.includes('lr=1&')")
    assert "lesson=and" in page.url and field.input_value() == "1"

"""What somebody has done of the course stays in the browser; a plan on paper has codes and no bar."""


def count(page, text):
    page.locator(".gs-progress-count", has_text=text).wait_for()


def test_what_is_done_is_marked_survives_a_reload_and_is_forgotten(stage):
    page = stage.page
    stage.open("logic_gates?gate=and&hidden=0&opt=gd&lr=1&epochs=100&lesson=and")
    page.get_by_role("button", name="What it shows").click()
    page.locator(".st-key-lesson-next a").click()
    page.wait_for_url("**lesson=or**")
    stage.ready().until("!s.stale")
    assert page.evaluate("localStorage['gradient-stage:lessons']") == '["and"]'
    skip = page.get_by_role("button", name="Skip")
    if skip.count():
        skip.click()
    stage.control("end").click()
    page.wait_for_function("localStorage['gradient-stage:lessons'] === '[\"and\",\"or\"]'")
    page.locator(".st-key-lesson-all a").click()
    count(page, "2 of ")
    page.reload()
    count(page, "2 of ")
    assert page.locator("[data-done]:visible").count() == 2
    page.locator(".chapters a").nth(1).click()
    page.wait_for_function("document.querySelector('#hidden-layer').getBoundingClientRect().top < innerHeight / 3")
    page.get_by_role("button", name="Go on here: 3 · XOR").click()
    page.wait_for_url("**lesson=xor-one-line**")
    page.go_back()
    page.get_by_role("button", name="Forget this").click()
    page.locator(".gs-progress-count").wait_for(state="detached")
    assert page.locator("[data-done]:visible").count() == 0
    assert page.evaluate("localStorage['gradient-stage:lessons']") is None


def test_a_plan_on_paper(stage):
    page = stage.page
    page.goto(stage.url + "teach?plan=all&lang=ja")
    page.locator("table.plan").nth(5).wait_for()
    assert page.locator(".plan-link:visible").count() == 0
    page.emulate_media(media="print", color_scheme="dark")
    page.wait_for_function("getComputedStyle(document.querySelector('.plan-link')).display === 'block'")
    assert not page.locator(".st-key-topbar").is_visible() and not page.locator(".gs-print").is_visible()
    assert page.evaluate("[...document.images].every((code) => code.complete && code.naturalWidth > 0)")
    assert page.locator("table.plan img:visible").count() == page.locator(".plan-link").count() > 40
    assert page.evaluate("getComputedStyle(document.querySelector('table.plan td')).color") == "rgb(0, 0, 0)"
    assert page.evaluate(
        "document.querySelector('.stMain').scrollHeight <= document.querySelector('.stMain').clientHeight"
    )

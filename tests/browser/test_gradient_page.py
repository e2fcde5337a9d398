"""The gradient page: h on the slider, the pictures' own controls, the settings, what fits on a screen."""

import pytest

from tests.browser.conftest import open_stage

PAGE = "numerical_gradient"


def cells(stage, panel):
    return stage.page.locator(f"[data-gs-panel={panel}] tbody td").all_inner_texts()


def caption(stage):
    return stage.page.locator("[data-gs=caption]").inner_text()


def readout(stage, name):
    return stage.page.locator(f"[data-gs-readout={name}] output").inner_text()


def traces(stage, panel):
    stage.page.locator(f"[data-gs-panel={panel}] .js-plotly-plot").wait_for()
    return stage.page.evaluate(
        f"() => document.querySelector('[data-gs-panel={panel}] .js-plotly-plot').data"
        ".map(({x, y}) => ({x: Array.from(x), y: Array.from(y ?? [])}))"
    )


def shows(stage, panel, text):
    stage.page.wait_for_function(
        f"() => document.querySelector('[data-gs-panel={panel}]').innerText.includes({text!r})", timeout=10_000
    )


@pytest.mark.long
def test_h_shrinks_from_one_arm_of_the_u_to_the_other_and_is_lost(stage):
    stage.open(PAGE)
    assert readout(stage, "h") == "0.1" and "Truncation rules" in caption(stage)
    before = traces(stage, "curve")[2]["y"]
    for step, h, words in (
        (28, "1e-08", "bottom of the U"),
        (48, "1e-13", "Rounding rules"),
        (99, "1e-49", "h is lost"),
    ):
        stage.page.evaluate(
            f"() => {{ const e = document.querySelector('[data-gs=seek]'); e.value = {step};"
            " e.dispatchEvent(new Event('input', {bubbles: true})); }"
        )
        stage.until(f"s.step === {step} && !s.stale")
        assert readout(stage, "h") == h and words in caption(stage)
    assert cells(stage, "schemes")[1] == "0"
    flat = traces(stage, "curve")[2]["y"]
    assert flat[0] == flat[1] and before[0] != before[1]
    assert set(traces(stage, "lens")[0]["y"]) == {0}


def test_play_moves_h_and_the_marks_stand_on_the_curves(stage):
    stage.open(PAGE)
    stage.page.keyboard.press("ArrowRight")
    stage.until("s.step === 1")
    stage.control("play").click()
    step = stage.until("s.step > 8")["step"]
    stage.control("play").click()
    step = stage.until("!s.playing && !s.stale")["step"]
    lines = traces(stage, "errors")
    for k in range(3):
        assert lines[5]["y"][k] == pytest.approx(lines[2 + k]["y"][step])
        assert lines[5]["x"][k] == pytest.approx(lines[2 + k]["x"][step])


@pytest.mark.long
def test_a_name_in_the_table_draws_its_secant(stage):
    stage.open(f"{PAGE}?at=4")
    stage.page.locator("[data-gs-panel=schemes] button").nth(2).click()
    stage.page.wait_for_url("**scheme=central**")
    stage.page.wait_for_function(
        "() => document.querySelector('[data-gs-panel=lens] .js-plotly-plot')?.data[3].x?.[0] === -1"
    )


@pytest.mark.long
def test_the_whole_range_is_one_press_away(stage):
    stage.open(PAGE)
    ends = "() => document.querySelector('[data-gs-panel=errors] .js-plotly-plot')?._fullLayout.xaxis.range.map(Number)"
    stage.page.wait_for_function(f"() => ({ends})()?.[1] > -21")
    stage.page.locator("[data-gs-toggle=all_h]").click()
    stage.page.wait_for_function(f"() => ({ends})()[1] < -49")
    assert "10⁻⁴⁹" in stage.page.locator("[data-gs-panel=errors] .xtick text").all_text_contents()


@pytest.mark.long
def test_the_notebooks_digits_and_the_integer_trap(stage):
    stage.open(f"{PAGE}?f=bowl0&scheme=central&at=12")
    stage.until("s.step === 12")
    shows(stage, "schemes", "6.00000000000378")
    assert cells(stage, "partials")[4] == "6.00000000000378"
    assert cells(stage, "partials")[-2:] == ["25000", "35000"]
    stage.page.get_by_text("the trap of the integer array").click()
    stage.page.get_by_role("button", name="(0, 2)").click()
    stage.page.wait_for_url("**x0=0&x1=2**")
    shows(stage, "partials", "Partial derivatives at (0, 2)")


@pytest.mark.long
def test_a_click_on_a_picture_moves_the_point(stage):
    stage.open(f"{PAGE}?f=square")
    box = stage.page.locator("[data-gs-panel=curve] .nsewdrag").bounding_box()
    stage.page.mouse.click(box["x"] + 0.75 * box["width"], box["y"] + 0.5 * box["height"])
    stage.page.wait_for_url("**x=2**")
    stage.until("s.frames > 0")
    plane = stage.page.locator("[data-gs-panel=plane] .nsewdrag")
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    stage.page.mouse.click(box["x"] + 0.25 * box["width"], box["y"] + 0.75 * box["height"])
    stage.page.wait_for_url("**x0=-3&x1=-3**")


@pytest.mark.long
def test_the_check_finds_the_broken_gradient(stage):
    stage.open(f"{PAGE}?at=16")
    shows(stage, "check", "✓ they agree")
    stage.page.get_by_test_id("stCheckbox").get_by_text("Break one gradient").click()
    stage.page.wait_for_url("**broken=1**")
    shows(stage, "check", "✗ one is wrong")
    worst = cells(stage, "check")[4]
    marked = [row for row in stage.page.locator("[data-gs-panel=checked] tr").all_inner_texts() if "▶" in row]
    assert len(marked) == 1 and f"{worst} ×2" in marked[0]


@pytest.mark.long
def test_pictures_table_and_transport_fit_one_projector_screen(stage):
    stage.open(PAGE)
    parts = [f"[data-gs-panel={name}]" for name in ("curve", "lens", "errors", "schemes")] + ["[data-gs=transport]"]
    for selector in parts:
        box = stage.page.locator(selector).bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 720, selector
        assert box["x"] + box["width"] <= 1280, selector
    table = stage.page.locator("[data-gs-panel=schemes] table").bounding_box()
    caption_box = stage.page.locator("[data-gs=caption]").bounding_box()
    assert table["y"] + table["height"] <= caption_box["y"]


@pytest.mark.long
def test_nothing_hangs_over_the_edge_of_a_phone_in_japanese(browser, server):
    with open_stage(browser, server.url, viewport={"width": 390, "height": 844}, locale="ja-JP") as stage:
        stage.open(PAGE)
        assert stage.page.evaluate("() => document.querySelector('[data-gs=player]').scrollWidth <= innerWidth")
        assert "打ち切り誤差" in caption(stage)

"""The microscope, and the way inside one update: what they show is what the address answers for the step on screen."""

import json
import re
import urllib.request
from urllib.parse import urlencode

import pytest

from tests.browser.conftest import open_stage
from tests.browser.test_accessibility import findings

PANEL = "[data-gs-panel=micro]"
WEIGHT = "logic_gates?at=60&sel=w2.3.1"
KATEX = "katex.min.js"


def told(server, step, task="gates", **more) -> dict:
    """What the server explains."""
    with urllib.request.urlopen(f"{server.url}tape/{task}/explain/{step}?{urlencode(more)}") as answer:
        return json.load(answer)


def open_microscope(stage, path=WEIGHT):
    stage.open(path)
    stage.until("s.ready && !s.stale")
    stage.page.locator(f"{PANEL} .katex-html").first.wait_for()
    return stage.page.locator(PANEL)


def wait_for_step(stage, step):
    """Until the microscope tells this step, whose numbers are not greyed."""
    stage.page.wait_for_function(
        "([panel, step]) => { const value = document.querySelector(`${panel} [data-gs=micro-value]`);"
        " return value.matches(':not(.gs-late)') && new RegExp(`\\\\b${step}\\\\b.*\\\\b${step + 1}\\\\b`)"
        ".test(value.textContent); }",
        arg=[PANEL, step],
    )


def wait_for_stage(stage, step, at):
    stage.page.wait_for_function(
        "([step, at]) => { const s = document.querySelector('[data-gs=player]').__gs.state();"
        " const told = document.querySelector('[data-gs=stage]');"
        " return s.step === step && told && told.dataset.gsStage === String(at) && !told.querySelector('.gs-late'); }",
        arg=[step, at],
    )


def formulas(panel) -> list[str]:
    """The TeX of all formulas that have been set."""
    return panel.locator("annotation[encoding='application/x-tex']").all_text_contents()


def asked_for(stage) -> list[str]:
    """The addresses that the page asks for from now on."""
    asked: list[str] = []
    stage.page.on("request", lambda request: asked.append(request.url))
    return asked


# ---- the microscope ----------------------------------------------------------------------------------


def test_a_selected_weight_is_told_as_the_address_tells_it(stage, server):
    panel, answer = open_microscope(stage), told(server, 60, sel="w2.3.1")
    assert panel.get_by_role("heading", level=3).inner_text() == "Weight h₃→y"
    value = panel.locator("[data-gs=micro-value]")
    assert [float(number) for number in re.findall(r"-?\d+\.\d+", value.inner_text())] == pytest.approx(
        [answer["old"], answer["new"]], rel=1e-7
    )
    assert value.get_attribute("title") == f"{answer['old']!r} → {answer['new']!r}"
    titles = panel.get_by_role("heading", level=4).all_inner_texts()
    assert titles == [section["title"] for section in answer["sections"]]
    shown = " ".join(formulas(panel))
    for section in answer["sections"]:
        for line in section["tex"]:
            assert all(part.strip() in shown for part in line.split(",\\quad"))
    assert panel.locator(".katex-error").count() == 0


def test_the_numpy_lines_and_what_they_print_are_there_and_stay_open(stage, server):
    panel, section = open_microscope(stage), told(server, 60, sel="w2.3.1")["sections"][-1]
    lines = panel.locator(f"[data-gs-section={section['key']}]")
    assert not lines.locator("[data-gs=code]").is_visible()
    lines.locator(".gs-lines-head").click()
    assert lines.locator("[data-gs=code]").inner_text() == section["code"]
    assert lines.locator("[data-gs=prints]").inner_text().split("\n") == section["prints"]
    stage.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lines.locator("[data-gs=copy]").click()
    lines.get_by_role("button", name="Copied").wait_for()
    assert stage.page.evaluate("navigator.clipboard.readText()") == section["code"]
    stage.control("forward").click()
    wait_for_step(stage, 61)
    assert lines.locator("[data-gs=code]").is_visible()


@pytest.mark.long
def test_another_step_is_fetched_and_a_known_one_is_not(stage, server):
    panel = open_microscope(stage)
    asked = asked_for(stage)
    stage.control("forward").click()
    wait_for_step(stage, 61)
    assert f"{told(server, 61, sel='w2.3.1')['new']!r}" in panel.locator("[data-gs=micro-value]").get_attribute("title")
    assert len([url for url in asked if "/explain/61?" in url]) == 1
    stage.control("back").click()
    wait_for_step(stage, 60)
    assert not [url for url in asked if "/explain/60?" in url]


@pytest.mark.long
def test_numbers_of_another_step_are_greyed_until_the_right_ones_come(stage):
    panel = open_microscope(stage)
    held = []
    stage.page.route("**/explain/61?*", lambda route: held.append(route))
    stage.control("forward").click()
    stage.page.locator(f"{PANEL} .gs-sections.gs-late").wait_for()
    assert "60" in panel.locator("[data-gs=micro-value].gs-late").inner_text()
    while not held:
        stage.page.wait_for_timeout(20)
    held[0].continue_()
    wait_for_step(stage, 61)


@pytest.mark.long
def test_steps_that_fly_by_are_not_asked_for(stage):
    open_microscope(stage, "logic_gates?at=10&sel=w2.3.1")
    asked = asked_for(stage)
    stage.control("speed").select_option("4")
    stage.control("play").click()
    stage.until("s.step > 100")
    stage.control("play").click()
    step = stage.until("!s.playing")["step"]
    wait_for_step(stage, step)
    explained = {url for url in asked if "/explain/" in url}
    assert len(explained) < 15 and any(f"/explain/{step}?" in url for url in explained)


@pytest.mark.long
def test_another_part_selected_while_it_plays_has_nothing_of_the_one_before(stage):
    panel = open_microscope(stage, "logic_gates?at=10&epochs=5000&sel=w2.3.1")
    stage.control("play").click()
    stage.until("s.step > 12")
    stage.page.mouse.click(
        *stage.page.evaluate("() => document.querySelector('[data-gs-panel=network]').__gs.place('h1.2')")
    )
    stage.page.locator(f"{PANEL} .gs-title", has_text="h₂").wait_for()
    assert panel.locator("[data-gs=micro-trouble]").is_visible() and not formulas(panel)
    stage.control("play").click()
    panel.locator(".katex-html").first.wait_for()
    assert panel.locator("[data-gs=micro-trouble]").is_hidden()


@pytest.mark.long
def test_a_sample_is_chosen_and_told(stage, server):
    panel, answer = open_microscope(stage), told(server, 60, sel="w2.3.1", sample=2)
    choice = panel.locator("[data-gs=sample]")
    assert choice.locator("option").all_inner_texts() == ["whole batch", *(s["name"] for s in answer["samples"])]
    with stage.page.expect_response(lambda response: "sample=2" in response.url) as response:
        choice.select_option("2")
    assert response.value.json()["sections"] == answer["sections"]
    wait_for_step(stage, 60)
    assert choice.input_value() == "2"


def test_it_opens_and_closes_with_the_selection(stage):
    panel = open_microscope(stage)
    assert "sel=w2.3.1" in stage.page.url
    panel.locator("[data-gs=close]").click()
    panel.wait_for(state="hidden")
    assert "sel=" not in stage.page.url
    open_microscope(stage).get_by_role("region").focus()
    stage.page.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    stage.open("logic_gates?sel=nothing")
    assert not stage.page.locator(PANEL).is_visible()


@pytest.mark.long
def test_a_unit_a_bias_and_an_input_are_told_too(stage):
    for part, name in (("h1.2", "Unit h₂"), ("b2.1", "Bias b(y)"), ("x0", "Input x₀"), ("y", "Output y")):
        stage.open(f"logic_gates?at=5&sel={part}")
        heading = stage.page.locator(PANEL).get_by_role("heading", level=3)
        heading.wait_for()
        assert heading.inner_text() == name
        stage.page.locator(f"{PANEL} [data-gs=micro-value]:not(.gs-late)", has_text="5").wait_for()


@pytest.mark.long
def test_the_last_step_has_no_update_and_says_so(stage):
    stage.open("logic_gates?epochs=20&at=20&sel=w2.3.1")
    value = stage.page.locator(f"{PANEL} [data-gs=micro-value]", has_text="Step 20, the last")
    value.wait_for()
    assert "→" not in value.inner_text()


@pytest.mark.long
def test_formulas_come_only_with_the_microscope(browser, server):
    with open_stage(browser, server.url) as stage:
        asked = asked_for(stage)
        stage.open("logic_gates?at=60").until("s.ready && !s.stale")
        assert not [url for url in asked if "katex" in url]
        stage.open(WEIGHT)
        stage.page.locator(f"{PANEL} .katex-html").first.wait_for()
        stage.page.wait_for_function("() => document.fonts.status === 'loaded'")
        assert len([url for url in asked if url.endswith(KATEX)]) == 1
        assert [url for url in asked if "katex" in url and url.endswith(".woff2")]


@pytest.mark.long
def test_every_font_of_the_formulas_is_there(stage):
    missing = []
    stage.page.on("response", lambda r: missing.append(r.url) if r.status == 404 and "_stcore" not in r.url else None)
    for path in (WEIGHT, "sine_regression?at=60&sel=w1.0.1", "logic_gates?rule=delta&hidden=0&at=3&sel=w1.0.1"):
        open_microscope(stage, path)
        stage.page.wait_for_function("() => document.fonts.status === 'loaded'")
    assert missing == []


def test_japanese(browser, server):
    with open_stage(browser, server.url, locale="ja-JP") as stage:
        panel = open_microscope(stage)
        answer = told(server, 60, sel="w2.3.1", lang="ja")
        assert panel.get_by_role("heading", level=3).inner_text() == "重み h₃→y"
        assert panel.get_by_role("heading", level=4).all_inner_texts() == [s["title"] for s in answer["sections"]]
        assert "バッチ全体" in panel.locator("[data-gs=sample]").inner_text()


@pytest.mark.long
def test_another_language_is_told_without_a_new_page(stage):
    panel = open_microscope(stage)
    stage.page.get_by_text("日本語", exact=True).click()
    panel.get_by_role("heading", level=3, name="重み").wait_for()
    panel.locator("[data-gs=micro-value]:not(.gs-late)", has_text="ステップ 60").wait_for()


@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        ((390, 844), "dark"),
        *(pytest.param(*each, marks=pytest.mark.long) for each in (
            ((1280, 720), "light"), ((1280, 720), "dark"), ((1920, 1080), "light"),
        )),
    ],
)  # fmt: skip
def test_it_is_whole_and_read_aloud_at_every_size(browser, server, size, scheme):
    viewport = {"width": size[0], "height": size[1]}
    with open_stage(browser, server.url, viewport=viewport, color_scheme=scheme) as stage:
        panel = open_microscope(stage)
        if stage.control("fold").is_visible():
            stage.control("fold").click()
        stage.control("inside").click()
        stage.page.locator("[data-gs=stage] .katex-html").first.wait_for()
        for name in ("close", "sample"):
            box, outer = panel.locator(f"[data-gs={name}]").bounding_box(), panel.bounding_box()
            assert outer["x"] <= box["x"] and box["x"] + box["width"] <= outer["x"] + outer["width"] + 1
        assert stage.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        stage.page.wait_for_timeout(700)  # what fades is pale
        assert findings(stage.page) == []


@pytest.mark.long
def test_where_nobody_answers_it_says_so_and_comes_when_somebody_does(stage):
    stage.page.route("**/explain/**", lambda route: route.abort())
    stage.open(WEIGHT)
    trouble = stage.page.locator(f"{PANEL} [data-gs=micro-trouble]", has_text="could not be fetched")
    trouble.wait_for()
    stage.page.unroute("**/explain/**")
    stage.page.locator(f"{PANEL} .katex-html").first.wait_for()
    trouble.wait_for(state="hidden")


# ---- inside one update -------------------------------------------------------------------------------


def test_arrows_go_through_the_stages_and_into_the_next_step_and_back(stage, server):
    stage.open("logic_gates?at=60").until("s.ready")
    stages = told(server, 60)["stages"]
    stage.control("inside").click()
    for at, passage in enumerate(stages):
        wait_for_stage(stage, 60, at)
        shown = stage.control("stage")
        assert passage["title"] in shown.inner_text() and f"{at + 1} / {len(stages)}" in shown.inner_text()
        if passage["tex"]:
            shown.locator("annotation").first.wait_for(state="attached")  # they come with a script of their own
        assert set(passage["tex"]) <= {tex.removeprefix("\\displaystyle ") for tex in formulas(shown)}
        stage.page.keyboard.press("ArrowRight")
    wait_for_stage(stage, 61, 0)
    stage.control("back").click()
    wait_for_stage(stage, 60, len(stages) - 1)
    stage.page.keyboard.press("ArrowLeft")
    wait_for_stage(stage, 60, len(stages) - 2)
    stage.page.keyboard.press("Home")
    wait_for_stage(stage, 0, 0)
    stage.page.keyboard.press("ArrowLeft")  # there is nothing before
    stage.control("forward").click()
    wait_for_stage(stage, 0, 1)


@pytest.mark.long
def test_playing_leaves_the_mode_and_beginning_it_pauses(stage):
    stage.open("logic_gates?epochs=400").until("s.ready")
    stage.control("speed").select_option("0.25")
    stage.control("play").click()
    stage.until("s.playing")
    stage.control("inside").click()
    stage.until("!s.playing")
    stage.control("stage").wait_for()
    assert stage.control("inside").get_attribute("aria-pressed") == "true"
    stage.page.keyboard.press(" ")
    stage.until("s.playing")
    stage.control("stage").wait_for(state="detached")
    assert stage.control("inside").get_attribute("aria-pressed") == "false"
    stage.control("inside").click()
    stage.control("stage").wait_for()
    stage.control("inside").click()
    stage.control("stage").wait_for(state="detached")


@pytest.mark.long
@pytest.mark.parametrize("opt", ["adam", "adamw"])
def test_all_formulas_of_an_update_are_in_sight(stage, server, opt):
    stage.open(f"logic_gates?epochs=20&at=20&opt={opt}").until("s.ready")
    last = len(told(server, 20, epochs=20, opt=opt)["stages"]) - 1
    stage.control("inside").click()
    wait_for_stage(stage, 20, 0)
    for at in range(1, last + 1):
        stage.page.keyboard.press("ArrowRight")
        wait_for_stage(stage, 20, at)
    stage.page.locator("[data-gs=stage] .katex-html").last.wait_for()
    bar = stage.page.locator(".gs-transport").bounding_box()
    ends = [formula.bounding_box() for formula in stage.page.locator("[data-gs=stage] .katex-html").all()]
    assert max(box["y"] + box["height"] for box in ends) <= bar["y"] + 4


@pytest.mark.long
def test_on_a_phone_it_comes_into_view_with_what_it_tells(browser, server):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with open_stage(browser, server.url, **phone) as stage:
        stage.open("logic_gates?at=60").until("s.ready && !s.stale")
        network = "[data-gs-panel=network]"
        stage.page.locator(network).scroll_into_view_if_needed()
        stage.page.touchscreen.tap(
            *stage.page.evaluate(f"() => document.querySelector('{network}').__gs.place('h1.2')")
        )
        stage.page.wait_for_function(
            f"() => {{ const head = document.querySelector('{PANEL} .gs-title');"
            " return head.offsetParent && head.getBoundingClientRect().bottom <= innerHeight; }"
        )


@pytest.mark.long
def test_the_end_of_the_run_is_the_end_of_the_stages(stage, server):
    stage.open("logic_gates?epochs=20&at=20").until("s.ready")
    last = len(told(server, 20, epochs=20)["stages"]) - 1
    stage.control("inside").click()
    for at in range(last + 1):
        wait_for_stage(stage, 20, at)
        stage.page.keyboard.press("ArrowRight")
    stage.page.keyboard.press("ArrowRight")
    wait_for_stage(stage, 20, last)


@pytest.mark.long
def test_a_sample_goes_through_and_arrows_are_the_stages_again(stage, server):
    stage.open("logic_gates?at=60").until("s.ready")
    stage.control("inside").click()
    wait_for_stage(stage, 60, 0)
    words = told(server, 60, sample=1)["stages"][0]["text"].partition(": ")[2]
    stage.control("stage").locator("[data-gs=sample]").select_option("1")
    stage.page.locator("[data-gs=stage] .gs-telling-words", has_text=words).wait_for()
    stage.page.evaluate("document.activeElement.blur()")
    stage.page.keyboard.press("ArrowRight")
    wait_for_stage(stage, 60, 1)


@pytest.mark.long
def test_another_run_begins_with_its_first_stage(stage):
    stage.open("logic_gates?at=60&gate=xor").until("s.ready")
    run = stage.state["run"]
    stage.control("inside").click()
    wait_for_stage(stage, 60, 0)
    stage.page.keyboard.press("ArrowRight")
    wait_for_stage(stage, 60, 1)
    stage.page.locator("[data-gs-action='gate=lt']").click()
    step = stage.until(f"s.run && s.run !== '{run}'")["step"]
    wait_for_stage(stage, step, 0)


@pytest.mark.long
def test_what_is_not_drawn_whole_has_no_such_way(stage):
    stage.open("logic_gates?hidden=64-64&epochs=20").until("s.ready")
    assert not stage.control("inside").is_visible()
    stage.open("descent").until("s.ready")
    assert not stage.control("inside").is_visible()

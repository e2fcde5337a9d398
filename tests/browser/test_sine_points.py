"""Points of one's own in a real browser: by click and finger, pasted and from a file."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import open_stage
from tests.browser.sine import FIT, PHONE, drawn, points


def place(stage, x: float, y: float) -> tuple[float, float]:
    """Where a point of the fit's axes is on the screen."""
    return tuple(
        stage.page.evaluate(
            f"""([x, y]) => {{ const gd = {FIT}, box = gd.getBoundingClientRect(), l = gd._fullLayout;
            return [box.left + l.xaxis._offset + l.xaxis.d2p(x), box.top + l.yaxis._offset + l.yaxis.d2p(y)]; }}""",
            [x, y],
        )
    )


def until_points(stage, count: int) -> None:
    stage.page.wait_for_function(
        "(n) => (new URL(location.href).searchParams.get('pts') ?? '').split(',').length === 2 * n", arg=count
    )
    stage.page.wait_for_function(f"(n) => {FIT}.data[0].x.length === n", arg=count)


def edit_points(stage) -> None:
    """A stray click adds nothing; the switch says when one is meant."""
    stage.page.locator("[data-gs-toggle=edit_points]").click()


def open_own_points(stage) -> None:
    stage.page.get_by_test_id("stSidebar").get_by_text("Your own points").click()


def test_a_click_adds_a_point_and_a_click_on_it_takes_it_away(stage):
    stage.open("sine_regression?points=6&noise=0&epochs=50")
    drawn(stage)
    at = place(stage, 0.25, 0.2)
    stage.page.mouse.click(*at)
    stage.page.wait_for_timeout(700)  # longer than it takes to tell a click from a double click
    assert points(stage) == ""
    edit_points(stage)
    stage.page.mouse.click(*at)
    until_points(stage, 7)
    x, y = map(float, points(stage).split(",")[-2:])
    assert (x, y) == pytest.approx((0.25, 0.2), abs=0.01)
    # The form comes after the stage.
    expect(stage.page.get_by_role("combobox", name="Curve")).to_have_value("your points")
    stage.settle()
    drawn(stage)
    at = place(stage, x, y)
    stage.page.mouse.click(at[0] + 4, at[1] - 4)
    until_points(stage, 6)


@pytest.mark.long
def test_a_drag_zooms_and_a_double_click_resets_and_neither_adds_anything(stage):
    stage.open("sine_regression?points=6&epochs=50")
    drawn(stage)
    edit_points(stage)
    span = f"() => {{ const [a, b] = {FIT}._fullLayout.xaxis.range; return b - a; }}"
    whole = stage.page.evaluate(span)
    (x0, y0), (x1, y1) = place(stage, 0.1, 0.9), place(stage, 0.3, 0.2)
    stage.page.mouse.move(x0, y0)
    stage.page.mouse.down()
    stage.page.mouse.move(x1, y1, steps=6)
    stage.page.mouse.up()
    stage.page.wait_for_function(f"(w) => ({span})() < 0.6 * w", arg=whole)
    stage.page.mouse.dblclick((x0 + x1) / 2, (y0 + y1) / 2)
    stage.page.wait_for_function(f"(w) => ({span})() > 0.99 * w", arg=whole)
    stage.page.wait_for_timeout(700)
    assert points(stage) == "" and "curve" not in stage.page.url


@pytest.mark.long
def test_a_finger_adds_a_point_and_takes_it_away(browser, server):
    with open_stage(browser, server.url, **PHONE) as stage:
        stage.open("sine_regression?points=6&noise=0&epochs=50")
        drawn(stage)
        edit_points(stage)
        stage.page.touchscreen.tap(*place(stage, 0.25, 0.2))
        until_points(stage, 7)
        stage.settle()
        drawn(stage)
        x, y = place(stage, *map(float, points(stage).split(",")[-2:]))
        stage.page.touchscreen.tap(x + 10, y - 10)
        until_points(stage, 6)


@pytest.mark.long
def test_points_are_pasted_and_uploaded_and_what_is_bad_changes_nothing(stage, tmp_path):
    stage.open("sine_regression?lr=0.02")
    run = stage.state["run"]
    open_own_points(stage)
    sidebar = stage.page.get_by_test_id("stSidebar")
    sidebar.get_by_label("Paste x,y").fill("0,0\n1,1\n2,0")
    sidebar.get_by_role("button", name="Use these points").click()  # without leaving the field first
    until_points(stage, 3)
    assert points(stage) == "0,0,1,1,2,0" and stage.state["run"] != run
    stage.settle()
    run = stage.state["run"]

    good, bad, large = tmp_path / "good.csv", tmp_path / "bad.csv", tmp_path / "large.csv"
    bad.write_bytes("時刻,気温\n0,1\n1,nan\n".encode())
    good.write_bytes("\ufeff時刻;気温\r\n0;1\r\n1;2\r\n2;1.5\r\n3;0\r\n".encode())
    large.write_bytes(b"1,2\n" * 13_000_000)
    upload = sidebar.locator("input[type=file]")
    upload.set_input_files(bad)
    sidebar.get_by_text("Line 3: “nan” is not a finite number.").wait_for()
    assert points(stage) == "0,0,1,1,2,0" and stage.state["run"] == run
    upload.set_input_files(large)
    sidebar.get_by_text("2.0MB or smaller").first.wait_for()
    assert points(stage) == "0,0,1,1,2,0" and stage.state["run"] == run
    stage.page.reload()
    stage.ready()
    open_own_points(stage)
    stage.page.get_by_test_id("stSidebar").locator("input[type=file]").set_input_files(good)
    until_points(stage, 4)
    assert "lr=0.02" in stage.page.url

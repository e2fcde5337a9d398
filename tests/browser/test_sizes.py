"""What must be whole at every size of the window: labels of axes, tables, the sentence, pictures in place."""

import pytest

from tests.browser.conftest import open_stage

_TICKS = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap((plot) => ['x', 'y'].map((axis) => ({
  axis: `${plot.closest('[data-gs-panel]').dataset.gsPanel} ${axis}`,
  marks: plot.querySelectorAll(`path.${axis}tick`).length,
  labels: [...plot.querySelectorAll(`.${axis}tick text`)].filter((text) => {
    const [box, all] = [text.getBoundingClientRect(), plot.getBoundingClientRect()];
    const inside = box.left >= all.left - 1 && box.right <= all.right + 1 && box.top >= all.top - 1 && box.bottom <= all.bottom + 1;
    return inside && getComputedStyle(text).opacity !== '0' && text.style.display !== 'none';
  }).map((text) => text.textContent),
})))"""  # noqa: E501


def ticks(stage, path) -> dict[str, tuple[int, list[str]]]:
    """Of every axis that is drawn: how many ticks it has, and the labels that stand whole inside their panel."""
    stage.open(path).until("s.ready && !s.stale")
    return {axis["axis"]: (axis["marks"], axis["labels"]) for axis in stage.page.evaluate(_TICKS)}


@pytest.mark.parametrize(
    ("path", "panel", "some"),
    [
        ("sine_regression?opt=gd&lr=0.2&at=60", "loss y", "e+"),
        ("descent?walkers=gd:1.03&at=100", "value y", "000"),
    ],
)
def test_every_tick_has_its_label_and_no_label_shares_a_power(stage, path, panel, some):
    axes = ticks(stage, path)
    for axis, (marks, labels) in axes.items():
        assert marks == len(labels), f"{axis}: {labels}"
        assert not [label for label in labels if "0." in label and "e" in label], f"{axis}: {labels}"
    assert any(some in label for label in axes[panel][1]), axes[panel]


def box(stage, name):
    return stage.page.locator(f"[data-gs-panel={name}], [data-gs={name}]").bounding_box()


def test_a_warning_leaves_the_sentence_and_the_network_in_sight(stage):
    stage.open("logic_gates?lr=x").until("s.ready")
    stage.page.wait_for_function(
        "() => document.querySelector('[data-gs=transport]').getBoundingClientRect().bottom < 720"
        " && document.querySelector('[data-gs=caption]').getBoundingClientRect().bottom"
        " <= document.querySelector('[data-gs=transport]').getBoundingClientRect().top"
    )
    network = box(stage, "network")
    assert network["height"] > 150 and network["y"] + network["height"] <= box(stage, "caption")["y"]


def test_a_tall_window_stretches_nothing_and_a_narrow_frame_cuts_nothing(stage):
    stage.page.set_viewport_size({"width": 1280, "height": 2400})
    stage.open().until("s.ready")
    field, loss = box(stage, "field"), box(stage, "loss")
    assert field["height"] < 1.3 * field["width"] and loss["height"] < loss["width"]
    stage.page.set_viewport_size({"width": 800, "height": 1600})
    stage.page.wait_for_function(
        "() => { const { width, height } = document.querySelector('[data-gs-panel=field]').getBoundingClientRect();"
        " return width < 500 && height < 1.3 * width; }"
    )
    stage.page.set_viewport_size({"width": 760, "height": 740})
    stage.open("logic_gates?embed=true").until("s.ready")
    table = stage.page.locator("[data-gs-panel=table] .gs-scroller")
    assert table.evaluate("(scroller) => scroller.clientWidth > 300 && scroller.scrollWidth === scroller.clientWidth")


def test_the_bar_holds_all_of_its_buttons_beside_long_words(browser, server):
    with open_stage(browser, server.url, locale="ja-JP") as stage:
        stage.open("logic_gates?at=300&data=spiral&hidden=8-8&batch=10&points=50").until("s.ready && !s.stale")
        last, bar = box(stage, "loop"), box(stage, "transport")
        assert last["x"] + last["width"] <= bar["x"] + bar["width"] + 1


@pytest.mark.long
def test_another_ground_s_axes_end_with_its_field(stage):
    stage.open("descent?surface=ellipse&view=relief").until("s.ready")
    run = stage.state["run"]
    stage.page.get_by_role("button", name="Valley", exact=True).click()
    stage.until(f"s.run !== '{run}' && !s.stale")
    ranges = "() => ['xaxis', 'yaxis'].map((axis) => document.querySelector('[data-gs-panel=map] .js-plotly-plot')._fullLayout[axis].range)"  # noqa: E501
    assert stage.page.evaluate(ranges) == [[-5, 5], [-5, 5]]


@pytest.mark.long
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (390, 844)])
def test_every_tick_of_every_page_has_its_label(browser, server, size):
    pages = (
        "logic_gates",
        "sine_regression",
        "descent?walkers=gd:0.1;adam:0.1&at=100",
        "numerical_gradient",
        "linear_model",
    )
    with open_stage(browser, server.url, viewport={"width": size[0], "height": size[1]}) as stage:
        for path in pages:
            for axis, (marks, labels) in ticks(stage, path).items():
                assert marks == len(labels), f"{path} {axis}: {labels}"

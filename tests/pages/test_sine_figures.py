"""The sine page's pictures: every binding finds its array, titles and legends say what is shown, odd data included."""

from urllib.parse import urlencode

import pytest

from core.experiment.link import from_query
from core.record.link import START
from core.tape.tape import record
from core.tasks.sine.experiment import SineExperiment
from core.tasks.sine.probes import MOST_POINTS, MOST_UNITS, drawn_points
from core.wire.panels import Curve, Plot, Set
from core.wire.scene import plain
from pages.figures.sine import sine_scene
from pages.words import WORDS, translator
from pages.words.told import captioner
from tests.core.pair.links import pair_of_link
from tests.pages.scenes import built_together, draw_figures, flaws, sent

LINKS = {
    "default": "epochs=3",
    "held out": "val=30&epochs=3",
    "one neuron": "hidden=0&epochs=3",
    "deep": "hidden=2-2-2-2-2-2&epochs=3",
    "middling": "hidden=20-20&epochs=2",
    "wide": "hidden=64-64&epochs=2",
    "mini-batches": "batch=7&epochs=3&val=10",
    "online": "rule=online&epochs=3",
    "long": "rule=online&epochs=200&val=20",
    "long, wide": "rule=online&epochs=200&hidden=20-20",
    "own points": "curve=points&pts=0,0,1,1,2,0&epochs=3",
    "two points above each other": "curve=points&pts=1,0,1,1&epochs=3",
    "equal y": "curve=points&pts=0,3,1,3&epochs=3",
    "large": "curve=points&pts=1e100,-1e100,-1e100,1e100&epochs=3&stdx=1",
    "many points": "points=10000&epochs=2&val=20",
    "other curve": "curve=xsin&low=-3&high=9&stdx=1&epochs=3",
    "diverging": "opt=gd&lr=50&epochs=240",
}


def built(link, language="en"):
    e, problems = from_query(link, kind=SineExperiment)
    assert not problems
    return e, plain(sine_scene(e, e.load(), translator(language)))


def plots(scene):
    return {panel["id"]: panel for panel in scene["panels"] if panel["kind"] == "plot"}


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_plotly_draws_every_figure_and_each_curve_has_a_height_for_every_place(link):
    e, problems = from_query(link, kind=SineExperiment)
    assert not problems
    scene, arrays = sine_scene(e, e.load(), translator("en")), sent(e)
    assert flaws(scene, arrays) == []
    draw_figures(scene)
    shown = [
        (panel, binding) for panel in scene.panels if isinstance(panel, Plot)
        for binding in panel.bindings if isinstance(binding, Set | Curve)
    ]  # fmt: skip
    assert {panel.id for panel, _ in shown} >= {"fit", "residuals"}
    for panel, binding in shown:
        if isinstance(binding, Set):
            row = arrays[binding.array].values[0][tuple(binding.index or ())]
            assert len(panel.figure["data"][binding.trace]["x"]) == len(row), panel.id


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_both_languages_have_the_same_pictures(link):
    scenes = [built(link, language)[1] for language in WORDS]
    assert [p["id"] for p in scenes[0]["panels"]] == [p["id"] for p in scenes[1]["panels"]]
    assert all(p["title"] and p["hint"] for scene in scenes for p in scene["panels"])


def test_the_fit_shows_points_truth_and_curve_and_always_holds_the_points():
    e, scene = built("noise=0.3&val=20")
    panel = plots(scene)["fit"]
    names = [trace["name"] for trace in panel["figure"]["data"]]
    assert names == ["training", "validation", "true curve", "network"]
    training, validation = panel["figure"]["data"][:2]
    assert (len(training["x"]), len(validation["x"])) == (32, 8)
    assert training["marker"]["symbol"] != validation["marker"]["symbol"]
    low, high = panel["figure"]["layout"]["yaxis"]["autorangeoptions"]["include"]
    data = e.load()
    assert low < data.y_scale.back(data.y).min() and high > data.y_scale.back(data.y).max()
    assert panel["click"] == "click"


def test_points_of_ones_own_have_no_true_curve():
    names = [trace["name"] for trace in plots(built(LINKS["own points"])[1])["fit"]["figure"]["data"]]
    assert names == ["training", "network"]


def test_of_many_points_some_are_drawn_and_the_title_says_how_many():
    e, scene = built("points=10000&epochs=2&val=20")
    panels = plots(scene)
    training, validation = panels["fit"]["figure"]["data"][:2]
    assert (len(training["x"]), len(validation["x"])) == (MOST_POINTS, MOST_POINTS)
    assert "800 of 10,000" in panels["fit"]["title"]
    assert panels["residuals"]["figure"]["data"][0]["x"] == training["x"]
    chunk, _ = record(e, START, 0)
    assert chunk.keys["residuals"].shape[1] == MOST_POINTS


@pytest.mark.parametrize("n", [1, 2, MOST_POINTS, MOST_POINTS + 1, 10_000])
def test_the_points_drawn_are_spread_from_the_first_to_the_last(n):
    drawn = drawn_points(n)
    assert (drawn[0], drawn[-1], len(drawn)) == (0, n - 1, min(n, MOST_POINTS))


def test_bars_have_a_width_however_near_two_points_are():
    bars = plots(built("curve=points&pts=0,0,1,1,1.000001,1")[1])["residuals"]["figure"]["data"][0]
    assert bars["width"] > 0.02


def test_the_loss_is_summed_or_per_point_and_ghosts_are_kept_apart():
    _, scene = built("val=20&epochs=3")
    panel = plots(scene)["loss"]
    toggle = panel["toggles"][0]
    shown = {trace for trace, (off, _) in toggle["visible"].items() if off}
    arrays = {b["array"]: b["trace"] for b in panel["bindings"] if b["type"] == "history"}
    assert {arrays["loss"], arrays["test_loss"]} <= shown
    assert {arrays["per_point"], arrays["test_per_point"]}.isdisjoint(shown)
    ghosts = [b["ghost"] for b in panel["bindings"] if "ghost" in b]
    assert len(set(ghosts)) == 2 and set(ghosts).isdisjoint(arrays.values())


def test_many_units_are_counted_in_the_title_and_a_deep_legend_names_weights_only():
    panels = plots(built("hidden=64-64&epochs=2")[1])
    assert f"{MOST_UNITS} of 64" in panels["parts"]["title"]
    assert len(panels["parts"]["figure"]["data"]) == MOST_UNITS + 2
    lines = panels["gradients"]["figure"]["data"]
    assert [line["name"] for line in lines if line.get("showlegend", True)] == ["W₁", "W₂", "W₃"]
    deep = plots(built(LINKS["deep"])[1])["gradients"]["figure"]["data"]
    assert len({(line["line"]["color"], line["line"]["dash"]) for line in deep}) == len(deep) == 14


# ---- sentences and their buttons


def captions(link, language="en"):
    e, _ = from_query(link, kind=SineExperiment)
    told, link_ = [], START
    number = 0
    while True:
        chunk, link_ = record(e, link_, number)
        told += [captioner(e, translator(language))(event) for event in chunk.events]
        number += 1
        if chunk.stop:
            return e, told


@pytest.mark.parametrize("language", WORDS)
def test_a_rate_of_a_tenth_is_told_with_its_growth_and_a_button_that_helps(language):
    _, told = captions("opt=gd&lr=0.1", language)
    last = told[-1]
    assert "180" in last.text and "49" in last.text and last.tone == "bad"
    assert [action.value for action in last.actions] == ["lr=0.01"]


@pytest.mark.parametrize(
    ("link", "words", "actions"),
    [
        ("act=relu&opt=gd&lr=0.01", "all 8 units dead", ["act=leaky_relu", "init=he"]),
        ("opt=gd&lr=0.02", "predicts the mean", ["opt=adam&lr=0.05"]),
        ("epochs=100&opt=gd&lr=0.7", "Diverged", ["lr=0.007"]),
        ("epochs=100&points=50&rule=online&lr=0.001", "done", None),
    ],
)
def test_stalls_are_named_and_every_button_changes_something(link, words, actions):
    e, told = captions(link)
    assert words in told[-1].text
    if actions is not None:
        assert [action.value for action in told[-1].actions] == actions
    for caption in told:
        for action in caption.actions:
            pairs = dict(pair.split("=") for pair in action.value.split("&"))
            assert any(e.settings[key].parse(text) != getattr(e, key) for key, text in pairs.items())


def test_the_loss_is_logarithmic_unless_a_link_says_linear():
    """Of the runs beside one another, too; an older link's loss_log asks for what is usual now."""
    alone = plots(built("epochs=3")[1])["loss"]
    together = plots(plain(built_together(pair_of_link(f"task=sine&epochs=3&{urlencode({'vs': 'epochs=2'})}"), "en")))
    for loss in (alone, together["loss"]):
        kinds = {toggle["key"]: toggle["layout"]["yaxis.type"] for toggle in loss["toggles"] if "layout" in toggle}
        assert kinds == {"loss_linear": ["log", "linear"]} and not any(toggle.get("on") for toggle in loss["toggles"])


def test_a_run_that_diverges_does_not_drown_the_gates_beside_it():
    pair = pair_of_link(f"epochs=3&{urlencode({'vs': 'lr=9&epochs=3|lr=1&epochs=3'})}")
    loss = plots(plain(built_together(pair, "en")))["loss"]
    assert loss["drowned"]["log"] == "loss_log"
    assert [loss["drowned"]["array"], *loss["drowned"]["others"]] == ["1:loss", "2:loss", "loss"]

"""What every task's pictures bind to is there: arrays that a probe records, traces, toggles, places on the stage."""

from dataclasses import replace

import pytest

from core.pair.clock import CLOCKS
from core.pair.pair import Pair
from core.tasks.registry import TASKS, read_link
from core.wire.panels import Curve, Plot
from pages.figures import parts
from pages.words import translator
from tests.pages.scenes import LINKS, SCENES, built, built_together, draw_figures, flaws, sent, sent_together

SAY = translator("en")
# Also networks whose pictures are recorded, runs of other data, with samples held out, edited, and four of them.
PAIRS = [
    ("hidden=4", "hidden=2&opt=gd"),
    (
        "data=circle&hidden=40-40&test=20&batch=10",
        "data=circle&hidden=4&test=20",
        "hidden=40-40",
        "hidden=4&edits=3:lr:0.5",
    ),
    ("task=sine&hidden=8", "task=sine&hidden=3-3&val=20", "task=sine&curve=step&high=2"),
    ("task=sine&hidden=40-40", "task=sine&hidden=40-40&seed=2"),
    ("task=digits&epochs=1", "task=digits&epochs=1&hidden=8&size=7", "task=digits&epochs=1&hidden=16"),
]


def scene_of(link):
    e, _ = read_link(link)
    return e, built(e, SAY)


@pytest.mark.parametrize("link", LINKS)
def test_plotly_draws_every_figure_and_nothing_leads_nowhere(link):
    e, scene = scene_of(link)
    assert flaws(scene, sent(e)) == []
    draw_figures(scene)


@pytest.mark.parametrize("links", PAIRS)
def test_of_runs_side_by_side_nothing_leads_nowhere_either(links):
    pair = Pair(tuple(read_link(link)[0] for link in links), CLOCKS[len(links) - 2])
    assert len(pair.runs) == len(links)
    scene = built_together(pair, "en")
    assert flaws(scene, sent_together(pair)) == []
    draw_figures(scene)


def test_every_task_has_a_scene():
    assert SCENES.keys() == TASKS.keys()


@pytest.mark.parametrize(
    ("curve", "flaw"),
    [
        (Curve(trace=9), "no trace 9"),
        (Curve(trace=0, part=8), "no unit 8 in [1, 8, 1]"),
        (Curve(trace=0), "not as many places"),
    ],
)
def test_a_curve_that_leads_nowhere_is_seen(curve, flaw):
    e, scene = scene_of("task=sine&epochs=3")
    first, *others = scene.panels
    assert isinstance(first, Plot) and first.fit
    for change, said in ({"bindings": [curve]}, flaw), ({"fit": None}, "no fit"):
        wrong = replace(scene, panels=[replace(first, **change), *others])
        assert any(said in found for found in flaws(wrong, sent(e)))


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"bindings": [parts.history(0, "los")]}, "nothing records los"),
        ({"bindings": [parts.history(0, "params")]}, "rows of shape (17,), not []"),
        ({"bindings": [parts.history(0, "params", 17)]}, "rows of shape"),
        ({"bindings": [parts.point(9, "loss")]}, "no trace 9"),
        ({"bindings": [parts.history(0, "loss", ghost=9)]}, "no trace 0 or 9"),
        ({"bindings": [parts.show(0, "customdata", "outputs")]}, "no customdata"),
        ({"click_toggle": "edit"}, "no toggle edit"),
        ({"area": "feild"}, "no place for feild at 1350 px"),
    ],
)  # fmt: skip
def test_what_leads_nowhere_is_seen(change, flaw):
    e, scene = scene_of("epochs=3")
    first, *others = scene.panels
    assert isinstance(first, Plot)
    wrong = replace(scene, panels=[replace(first, **change), *others])
    assert any(flaw in said for said in flaws(wrong, sent(e))), flaws(wrong, sent(e))

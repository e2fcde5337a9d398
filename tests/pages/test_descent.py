"""The descent page as Streamlit runs it, and its scene, without a browser."""

import json

import numpy as np
import pytest

from core.experiment.link import from_query
from core.tasks.descent.catalogue import SURFACES
from core.tasks.descent.experiment import DescentExperiment
from core.tasks.descent.record import record
from core.tasks.descent.walkers import Walker, walker
from core.wire.packet import pack, unpack
from core.wire.panels import Relief
from core.wire.scene import plain
from pages.figures.descent import contour_levels, descent_scene, sample
from pages.ui.lessons import LESSONS
from pages.words import WORDS, translator
from pages.words.told_walks import captioner
from pages.words.wrong import problem_text
from tests.pages.opening import open_page, widget


def open_descent(**query):
    return open_page("pages/descent.py", **query)


def wanted(app) -> DescentExperiment:
    return app.session_state["descent.wanted"]


def test_a_link_sets_surface_start_and_walkers():
    app = open_descent(surface="rosenbrock", x0="-1", walkers="gd:0.001;adam:0.05:0.8@1,2", steps="250")
    assert wanted(app) == DescentExperiment(
        surface="rosenbrock", x0=-1.0, steps=250,
        walkers=(Walker("gd", 0.001), walker("adam", 0.05, (1.0, 2.0), b1=0.8)),
    )  # fmt: skip
    assert widget(app, "descent-surface").value == "rosenbrock"
    assert app.query_params["walkers"] == "gd:0.001;adam:0.05:0.8@1,2"


def test_walkers_come_go_and_change():
    app = open_descent()
    app.button(key="add_walker").click().run()
    assert [w.opt for w in wanted(app).walkers] == ["gd", "momentum"]
    widget(app, "descent-opt").set_value("adam").run()
    widget(app, "descent-lr").set_value("0.3").run()
    widget(app, "descent-b1").set_value("0.5").run()
    widget(app, "descent-own").set_value(True).run()
    widget(app, "descent-own0").set_value("1.5").run()
    assert wanted(app).walkers == (Walker("gd", 0.1), walker("adam", 0.3, (1.5, 4.0), b1=0.5))
    app.button(key="remove_walker").click().run()
    assert wanted(app).walkers == (Walker("gd", 0.1),)
    assert widget(app, "descent-lr").value == "0.1"


def test_slider_sets_the_rate_and_shows_its_limit():
    app = open_descent()
    widget(app, "descent-rate").set_value(2.0).run()
    assert wanted(app).walkers == (Walker("gd", 2.0),)
    assert widget(app, "descent-lr").value == "2"
    assert "2/λmax = 1" in " ".join(str(html.proto.body) for html in app.get("html"))


def test_a_bad_rate_is_refused_and_the_last_one_stays():
    app = open_descent()
    widget(app, "descent-lr").set_value("fast").run()
    assert not app.exception
    assert "fast" in app.error[0].value and "1e-10" in app.error[0].value
    assert wanted(app).walkers == (Walker("gd", 0.1),)


def test_a_typed_function_that_is_wrong_is_pointed_at():
    app = open_descent(surface="own")
    widget(app, "descent-f").set_value("x0**2 + y").run()
    assert not app.exception
    assert "character 9" in app.error[0].value and "x0**2 + y\n        ^" in app.error[0].value
    widget(app, "descent-f").set_value("sin(x0) + x1^2").run()
    assert not app.error
    assert wanted(app).f.replace(" ", "") == "sin(x0)+x1^2"


def test_another_surface_brings_its_start():
    app = open_descent(walkers="gd:0.1@1,1")
    widget(app, "descent-surface").set_value("booth").run()
    assert (wanted(app).x0, wanted(app).x1) == SURFACES["booth"].start
    assert wanted(app).walkers == (Walker("gd", 0.1),)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_is_one_click(lesson):
    app = open_descent(surface="beale", steps="7")
    app.button(key=f"lesson_{lesson}").click().run()
    assert not app.exception
    expected, problems = from_query(LESSONS[lesson], kind=DescentExperiment)
    assert not problems
    assert wanted(app) == expected


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("surface", SURFACES)
def test_every_scene_can_be_sent_and_says_everything(surface, language):
    e, problems = from_query(f"surface={surface}&walkers=gd:0.01;momentum:0.01;adam:0.1", kind=DescentExperiment)
    assert not problems
    scene = plain(descent_scene(e, e.load(), translator(language)))
    back = unpack(pack({"scene": scene}))["scene"]
    contours = back["panels"][0]["layers"][0]["data"]
    assert contours.values.shape == (161, 161) and contours.values.dtype == np.float32
    bound = {b["array"] for panel in scene["panels"] for b in panel.get("bindings", ())}
    assert bound <= set(record(e).steps)
    names = {panel["area"] for panel in scene["panels"]}
    for layout in scene["layouts"]:
        assert names - {"relief"} <= areas_of(layout) and names <= areas_of(layout["variants"][0])


def test_without_known_minima_there_is_no_distance_to_them():
    e, _ = from_query("surface=saddle", kind=DescentExperiment)
    scene = plain(descent_scene(e, e.load(), translator("en")))
    assert "distance" not in {panel["id"] for panel in scene["panels"]}
    for layout in scene["layouts"]:
        assert "distance" not in areas_of(layout) | areas_of(layout["variants"][0])


@pytest.mark.parametrize("surface", ["rosenbrock", "bowl"])
def test_the_relief_spans_the_heights_and_is_logarithmic_where_they_are_crowded(surface):
    e, _ = from_query(f"surface={surface}", kind=DescentExperiment)
    (relief,) = (p for p in descent_scene(e, e.load(), translator("en")).panels if isinstance(p, Relief))
    contours, trails = relief.layers
    low, high = relief.range
    assert low == 0.0 and high == contours.data.values.max() and contours.data.values.shape == (81, 81)
    assert relief.toggles[0].on == (surface == "rosenbrock") and len(trails.marks[0]) == 5


def areas_of(layout) -> set[str]:
    """The areas' names; each must be a rectangle, or a browser drops the whole grid."""
    rows = [row.split() for row in layout["areas"]]
    assert len({len(row) for row in rows}) == 1
    for name in {area for row in rows for area in row}:
        places = [(i, j) for i, row in enumerate(rows) for j, area in enumerate(row) if area == name]
        tall, wide = (len({place[axis] for place in places}) for axis in (0, 1))
        first, last = places[0], places[-1]
        assert len(places) == tall * wide == (last[0] - first[0] + 1) * (last[1] - first[1] + 1), name
    return {area for row in rows for area in row}


@pytest.mark.parametrize("surface", SURFACES.values(), ids=SURFACES)
def test_contour_lines_lie_between_lowest_and_highest(surface):
    _, _, f = sample(surface, 41)
    levels = contour_levels(surface, f)
    assert levels == sorted(set(levels)) and levels[-1] < f.max()


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize(
    "query",
    [
        *LESSONS.values(),
        "walkers=gd:10&steps=2000",
        "walkers=momentum:3",
        "surface=saddle&x1=0&walkers=gd:0.1",
        "surface=monkey&x1=1",
        "surface=rastrigin&walkers=gd:0.002",
        "surface=own&f=cos(x0)*cos(x1)&x0=0&x1=0",
        "surface=own&f=cos(x0)*cos(x1)&x0=0&x1=0&grad=noisy&sigma=0.001&steps=300",
        "surface=own&f=3",
        "surface=own&f=log(x0)&x0=1&walkers=gd:5",
        "surface=rosenbrock&walkers=nesterov:1;adam:0.1",
    ],
)
def test_every_event_has_a_sentence(query, language):
    e, problems = from_query(query, kind=DescentExperiment)
    assert not problems
    caption = captioner(e, translator(language))
    for event in record(e).events:
        said = caption(event)
        assert said.text and "{" not in said.text and "None" not in said.text
        for action in said.actions:
            _, problems = from_query(action.value, kind=DescentExperiment)
            assert not any(problem.is_error for problem in problems), action
        json.dumps(plain(said))


def test_the_reason_for_diverging_has_its_numbers():
    e, _ = from_query("walkers=gd:3", kind=DescentExperiment)
    said = [captioner(e, translator("en"))(event) for event in record(e).events]
    growing = next(s.text for s in said if s.text.startswith("Diverging"))
    assert "2/λmax = 1" in growing and "1 − ηλ = -5" in growing


def test_a_rate_at_the_limit_is_neither_over_nor_under_it():
    e, _ = from_query("walkers=gd:1", kind=DescentExperiment)
    said = captioner(e, translator("en"))(record(e).events[0]).text
    assert "exactly 2/λmax = 1" in said and "1 − ηλ = -1" in said


@pytest.mark.parametrize("language", WORDS)
def test_too_much_work_is_said_with_the_steps_that_are_taken(language):
    query = f"surface=own&f={'*'.join(['x0'] * 66)}&walkers={';'.join(['adamw:0.001'] * 8)}&steps=2000"
    e, (problem,) = from_query(query, kind=DescentExperiment)
    assert str(e.steps) in problem_text(problem, e, translator(language))


def test_at_the_end_those_that_diverged_are_named():
    e, _ = from_query("walkers=gd:0.1;gd:1.1&steps=60", kind=DescentExperiment)
    end = record(e).events[-1]
    assert "2, GD 1.1" in captioner(e, translator("en"))(end).text.split("Diverging:")[1]

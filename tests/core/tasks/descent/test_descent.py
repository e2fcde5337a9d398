"""The descent task: the notebook's numbers, every surface with every optimiser, rates, fates, links, basins."""

import json
import math
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import replay
from core.engine.optimizers import OPTIMIZERS
from core.experiment.values import settle
from core.record.link import START
from core.record.timeline import Timeline
from core.tape.tape import detail
from core.tape.tape import record as chunk_of
from core.tasks.descent.basin import NONE, basin, basin_of, grid, nearest_minimum
from core.tasks.descent.catalogue import SURFACES, quadratic
from core.tasks.descent.curvature import curvature, factors, largest_rate, rate_facts, regime
from core.tasks.descent.experiment import DescentExperiment, surface_of
from core.tasks.descent.momentum_plane import best_momentum, momentum_plane, quadratic_rates, region
from core.tasks.descent.record import record
from core.tasks.descent.walk import central_differences
from core.tasks.descent.walkers import (
    LARGEST_RATE,
    MOST_WALKERS,
    SMALLEST_RATE,
    Walker,
    next_optimizer,
    parse_walkers,
    walker,
    write_walkers,
)
from core.tasks.registry import read_link, write_link

LAST_BITS = {"rtol": 1e-9, "atol": 1e-12}  # after thirty steps of a few roundings each, none of them much amplified
CASES = {
    case["id"]: case
    for case in json.loads((Path(replay.__file__).parent / "data" / "cases.json").read_text(encoding="utf-8"))
    if case["config"]["op"] == "gd2"
}


def walk(query):
    """(experiment, chunk) of a link that has nothing wrong with it."""
    e, problems = read_link(f"task=descent&{query}")
    assert problems == []
    return e, record(e)


def events(chunk, code):
    return [event for event in chunk.events if event.code == code]


@pytest.mark.parametrize("name", CASES)
def test_the_notebooks_descents(name):
    """Every number printed in notebook 002 or derived from it, with its numerical gradient."""
    config, expected, tolerance = (CASES[name][key] for key in ("config", "expected", "tolerance"))
    x0, x1 = config["x"]
    e = DescentExperiment(
        walkers=(Walker("gd", config["lr"]),), x0=x0, x1=x1, steps=config["steps"],
        grad=config.get("gradient", "numeric"),
    )  # fmt: skip
    steps = record(e).steps
    report = np.array(config.get("report", []), dtype=int)
    got = {
        "final": steps["path"][-1, 0],
        "params": steps["path"][report, 0],
        "grads": steps["gradient"][report - 1, 0],
    }
    for key, numbers in expected.items():
        np.testing.assert_allclose(got[key], numbers, rtol=tolerance["rel"], atol=tolerance["abs"])


def test_all_descents_of_the_notebook_are_there():
    assert len(CASES) == 6


@pytest.mark.parametrize("grad", ["exact", "numeric"])
def test_the_first_descent_to_all_printed_digits(grad):
    _, chunk = walk(f"walkers=gd:0.01&grad={grad}")
    assert [f"{x:.8f}" for x in chunk.steps["path"][100, 0]] == ["-0.39785867", "0.53047822"]
    np.testing.assert_allclose(chunk.steps["path"][:, 0], 0.98 ** np.arange(101)[:, None] * [-3.0, 4.0], rtol=1e-8)


def test_by_hand():
    """x ← x - 0.1 * 2x = 0.8 x; then momentum: v = -0.1 * 2x + 0.5 v."""
    _, chunk = walk("walkers=gd:0.1;momentum:0.1:0.5&x0=1&x1=-2&steps=2")
    path = chunk.steps["path"]
    np.testing.assert_allclose(path[:, 0], [[1.0, -2.0], [0.8, -1.6], [0.64, -1.28]], rtol=1e-15)
    np.testing.assert_allclose(path[:, 1], [[1.0, -2.0], [0.8, -1.6], [0.54, -1.08]], rtol=1e-15)
    np.testing.assert_allclose(chunk.steps["value"][:, 0], [5.0, 3.2, 2.048], rtol=1e-15)
    np.testing.assert_allclose(chunk.steps["gradient"][1, 0], [1.6, -3.2], rtol=1e-15)
    np.testing.assert_allclose(chunk.steps["distance"][0], [math.sqrt(5.0)] * 2, rtol=1e-15)


# --- every surface with every optimiser -----------------------------------------------------------------------------


@pytest.mark.parametrize("opt", OPTIMIZERS)
@pytest.mark.parametrize("surface", [*SURFACES, "own"])
def test_conformance(surface, opt):
    """Goes down at a small rate; shapes; no walker knows of the others; each goes as the optimiser by itself.

    NumPy may take three numbers at once and a single one by itself, with another last bit of a sine.
    """
    found = SURFACES.get(surface, SURFACES["bowl"])
    x0, x1 = found.start
    steep = max(map(abs, found.hessian(np.float64(x0), np.float64(x1))))
    lr = float(0.01 / steep) if opt in ("gd", "momentum", "nesterov") else 0.003
    one = walker(opt, lr)
    e = DescentExperiment(surface=surface, x0=x0, x1=x1, steps=30, walkers=(one, Walker("gd", 10.0), one))
    e, problems = settle(e)
    assert problems == []
    steps = record(e).steps
    assert {name: a.shape for name, a in steps.items()} == {
        "path": (31, 3, 2), "value": (31, 3), "gradient": (31, 3, 2), "distance": (31, 3)
    }  # fmt: skip
    assert steps["value"][30, 0] < steps["value"][0, 0]
    np.testing.assert_allclose(steps["path"][:, 2], steps["path"][:, 0], **LAST_BITS)
    np.testing.assert_allclose(record(replace(e, walkers=(one,))).steps["path"][:, 0], steps["path"][:, 0], **LAST_BITS)
    theta, state = np.array([x0, x1]), OPTIMIZERS[opt].init(2)
    for step in range(31):
        np.testing.assert_allclose(steps["path"][step, 0], theta, **LAST_BITS)
        g = np.array(surface_of(e).gradient(theta[:1], theta[1:])).ravel()
        np.testing.assert_allclose(steps["gradient"][step, 0], g, **LAST_BITS)
        OPTIMIZERS[opt].update(theta, g, state, step + 1, one.rates)
    if found.minima:
        assert np.isfinite(steps["distance"][:, 0]).all()
    else:
        assert np.isnan(steps["distance"][:, 0]).all()


def test_own_start():
    _, chunk = walk("walkers=gd:0.1;gd:0.1@1,-2.5")
    assert chunk.steps["path"][0].tolist() == [[-3.0, 4.0], [1.0, -2.5]]


def test_noise_is_that_of_the_seed_and_each_walkers_own():
    e, chunk = walk("grad=noisy&sigma=0.5&seed=3&walkers=gd:0.1;gd:0.1;gd:0.1&steps=50")
    for k in range(3):
        noise = np.random.RandomState(3 + k).normal(0.0, 0.5, (51, 2))
        np.testing.assert_allclose(
            chunk.steps["gradient"][:, k] - 2.0 * chunk.steps["path"][:, k], noise, rtol=0.0, atol=1e-13
        )
    longer = record(replace(e, steps=80))
    assert longer.steps["path"][:51].tolist() == chunk.steps["path"].tolist()
    quiet = record(replace(e, sigma=0.0)).steps["path"]
    np.testing.assert_allclose(quiet, record(settle(replace(e, grad="exact"))[0]).steps["path"], rtol=1e-15)


def test_numeric_gradients_with_the_h_chosen():
    e, chunk = walk("grad=numeric&h=0.5&surface=himmelblau&x0=1&x1=1&walkers=gd:0.001")
    f = surface_of(e).value
    expected = [(f(1.5, 1.0) - f(0.5, 1.0)) / 1.0, (f(1.0, 1.5) - f(1.0, 0.5)) / 1.0]
    assert chunk.steps["gradient"][0, 0].tolist() == expected
    assert np.array(central_differences(f, np.ones(1), np.ones(1), 0.5)[1:]).ravel().tolist() == expected
    lost = record(replace(e, h=1e-49))
    assert (lost.steps["gradient"] == 0.0).all()  # x + h is x


# --- rates and fates ------------------------------------------------------------------------------------------------


def test_rates_of_the_quadratic_by_hand():
    """Curvatures 1 and 20: the limit is 2/20, and at a rate of 0.09 distances shrink by 0.91 and -0.8 a step."""
    facts = rate_facts(quadratic(20.0), Walker("gd", 0.09), 1.0, 2.0)
    assert facts["lambda_min"] == pytest.approx(1.0) and facts["lambda_max"] == pytest.approx(20.0)
    assert facts["limit"] == pytest.approx(0.1)
    assert facts["factors"] == pytest.approx((0.91, -0.8))
    assert (facts["regime"], facts["local"]) == ("zigzags", False)
    c = curvature(quadratic(20.0), 0.0, 0.0)
    assert c.angle % math.pi == pytest.approx(math.radians(120.0))  # at right angles to the valley at 30°


@settings(max_examples=50, deadline=None)
@given(st.floats(1.0, 500.0), st.floats(0.01, 0.99), st.sampled_from(["gd", "momentum", "nesterov"]), st.booleans())
def test_the_limit_is_the_limit(kappa, beta, opt, above):
    """A hair below it the slowest factor is under 1, a hair above it over 1, as the iteration's matrix has it."""
    w = walker(opt, 1.0, mom=beta)
    limit = largest_rate(w, kappa)
    eta = limit * (1.0001 if above else 0.9999)
    if opt == "gd":
        assert (max(map(abs, factors(eta, curvature(quadratic(kappa), 0.0, 0.0)))) > 1.0) == above
    else:
        assert (quadratic_rates([eta], [beta], (1.0, kappa), opt)[0, 0] > 1.0) == above


def test_factors_are_what_a_step_does():
    """Along each axis of the Hessian a step of gradient descent multiplies the distance by 1 - ηλ."""
    e, chunk = walk("surface=quadratic&kappa=9&walkers=gd:0.15&x0=2&x1=1&steps=1")
    c = curvature(surface_of(e), 0.0, 0.0)
    steep = np.array([math.cos(c.angle), math.sin(c.angle)])
    flat = np.array([-steep[1], steep[0]])
    before, after = chunk.steps["path"][:, 0]
    ratios = [(after @ axis) / (before @ axis) for axis in (flat, steep)]
    assert ratios == pytest.approx(factors(0.15, c))


@pytest.mark.parametrize(
    ("lr", "expected"),
    [(1e-10, "creeps"), (0.01, "shrinks"), (0.5, "shrinks"), (0.9, "zigzags"), (1.0, "bounces"), (10.0, "grows")],
)
def test_regimes_in_the_bowl(lr, expected):
    assert regime(Walker("gd", lr), curvature(SURFACES["bowl"], -3.0, 4.0)) == expected


def test_regime_elsewhere():
    assert regime(Walker("gd", 0.1), curvature(SURFACES["saddle"], 1.0, 1.0)) == "rolls"
    assert regime(walker("adam", 0.1), curvature(SURFACES["bowl"], 1.0, 1.0)) is None
    assert regime(Walker("gd", 0.1), curvature(SURFACES["ackley"], 0.0, 0.0)) is None
    assert largest_rate(Walker("gd", 0.1), -1.0) is None
    assert largest_rate(walker("adam", 0.1), 2.0) is None


def test_four_rates_four_fates():
    _, chunk = walk("walkers=gd:0.1;gd:1;gd:10;gd:1e-10")
    fates = {event.facts["walker"]: event.code for event in chunk.events if "walker" in event.facts}
    assert fates == {0: "arrived", 1: "bounces", 2: "growing", 3: "still"}
    (bounce,), (still,), (grow,) = (events(chunk, code) for code in ("bounces", "still", "growing"))
    assert bounce.facts["factors"] == (-1.0, -1.0) and bounce.facts["limit"] == 1.0
    assert still.facts["length"] == pytest.approx(1e-9, rel=1e-6)
    assert still.facts["needs"] == pytest.approx(5e9, rel=1e-6)
    assert grow.facts["factors"] == (-19.0, -19.0) and grow.facts["lambda_max"] == 2.0
    end = chunk.events[-1]
    assert (end.code, end.at, end.facts["best"], end.facts["arrived"]) == ("finished", 100, 0, 1)
    assert end.facts["fates"] == ("arrived", "bounces", "growing", "still")


def test_the_freeze_is_told():
    """From step 10 x0 ± 1e-4 is x0, or nearly: floats there lie 1/256 apart, and the numerical gradient is 0."""
    _, chunk = walk("walkers=gd:10&grad=numeric")
    (event,) = events(chunk, "frozen")
    assert event.at == 10 and event.facts["spacing"] == 2.0**-8
    assert event.facts["true"] == pytest.approx(2.0 * math.hypot(25898374737328.363, 1295248616896.5398))
    assert (chunk.steps["path"][10:, 0] == chunk.steps["path"][10, 0]).all()


def test_a_diverging_walker_stops_and_the_others_go_on():
    e, chunk = walk("walkers=gd:10;gd:0.1;gd:9@1,1&steps=300")
    (first, other) = sorted(events(chunk, "diverged"), key=lambda event: event.facts["walker"])
    path = chunk.steps["path"]
    assert np.isfinite(path[: first.at + 1, 0]).all() and np.isnan(path[first.at + 1 :, 0]).all()
    assert np.isnan(chunk.steps["value"][first.at + 1 :, 0]).all() and np.isnan(chunk.steps["gradient"][-1, 0]).all()
    assert chunk.steps["value"][first.at, 0] > sys.float_info.max / 19.0**2  # the step after it would overflow
    assert np.isfinite(path[:, 1]).all() and len(path) == 301
    assert (chunk.stop.reason, chunk.stop.step) == ("steps", 300)
    assert first.facts["limit"] == 1.0 and first.facts["place"] == tuple(path[first.at, 0].tolist())
    assert other.at > first.at
    assert record(replace(e, walkers=e.walkers[1:2])).steps["path"][:, 0].tolist() == path[:, 1].tolist()


def test_when_all_have_diverged_the_run_ends():
    _, chunk = walk("walkers=gd:10&steps=1000")
    assert (chunk.stop.reason, chunk.last, len(chunk.steps["path"])) == ("diverged", chunk.stop.step, chunk.last + 1)
    assert chunk.events[-1].code == "diverged" and chunk.events[-1].at == chunk.last
    assert np.isfinite(chunk.steps["path"]).all()


def test_divergence_off_the_quadratic_is_explained_by_the_local_hessian():
    _, chunk = walk("surface=rosenbrock&x0=-1.2&x1=1&walkers=gd:0.01&steps=50")
    (event,) = events(chunk, "diverged")
    h00, h01, h11 = SURFACES["rosenbrock"].hessian(-1.2, 1.0)
    assert event.facts["lambda_max"] == pytest.approx(np.linalg.eigvalsh([[h00, h01], [h01, h11]])[1])
    assert event.facts["local"] and event.facts["lr"] > event.facts["limit"]


def test_a_maximum_holds_a_walker_and_noise_leads_down():
    own = "surface=own&f=cos(x0)*cos(x1)&x0=0&x1=0&walkers=gd:0.1"
    _, held = walk(own)
    (event,) = events(held, "maximum")
    assert event.facts["lambda_max"] == -1.0 and not events(held, "saddle")
    assert held.events[-1].facts["fates"] == ("maximum",)
    _, free = walk(f"{own}&grad=noisy&sigma=0.001&steps=300")
    (gone,) = events(free, "escaped")
    assert gone.facts["spot"] == "maximum" and gone.facts["waited"] > 5


def test_a_long_function_for_many_walkers_is_given_fewer_steps_and_says_so():
    query = f"surface=own&f={'*'.join(['x0'] * 66)}&walkers={';'.join(['adamw:0.001'] * 8)}&steps=2000"
    e, (problem,) = read_link(f"task=descent&{query}")
    assert (problem.code, problem.key, problem.used) == ("too_much", "steps", str(e.steps)) and 1000 < e.steps < 2000
    assert walk(f"surface=rastrigin&walkers={';'.join(['adamw:0.001'] * 8)}&steps=2000")[0].steps == 2000


def test_a_saddle_holds_plain_descent_and_noise_leads_out():
    _, held = walk("surface=saddle&x0=-1.5&x1=0&walkers=gd:0.1")
    (event,) = events(held, "saddle")
    assert (held.steps["path"][:, 0, 1] == 0.0).all()
    assert np.abs(held.steps["path"][event.at, 0]).max() < 0.08 and event.facts["lambda_min"] == -2.0
    _, free = walk("surface=saddle&x0=-1.5&x1=0&walkers=gd:0.1&grad=noisy&sigma=0.00001&steps=300")
    assert events(free, "escaped") and events(free, "falling")
    _, monkey = walk("surface=monkey&x0=1.5&x1=0&walkers=gd:0.1")
    assert events(monkey, "saddle")
    _, valley = walk("surface=rosenbrock&x0=-1.2&x1=1&walkers=gd:0.001;adam:0.1&steps=300")
    assert not events(valley, "saddle")  # slow, and curved down a little across, but no saddle


def test_arrivals_are_counted_and_local_minima_told():
    _, chunk = walk("walkers=gd:0.1;gd:0.3;gd:0.45")
    assert {event.facts["walker"]: event.facts["place"] for event in events(chunk, "arrived")} == {2: 1, 1: 2, 0: 3}
    _, stuck = walk("surface=rastrigin&x0=-3.3&x1=2.7&walkers=gd:0.001")
    (event,) = events(stuck, "local")
    assert event.facts["minimum"][:2] == pytest.approx((-2.98486, 2.98486), abs=1e-4)
    assert stuck.steps["distance"][-1, 0] == pytest.approx(math.hypot(2.98486, 2.98486), abs=1e-4)


def test_stepping_out_of_where_f_is_defined():
    _, chunk = walk("surface=own&f=log(x0)%2Bx1**2&x0=1&x1=1")
    assert chunk.events[-1].code == "undefined" and chunk.stop.reason == "diverged"
    _, at_once = walk("surface=own&f=log(x0)&x0=-1")
    assert at_once.last == 0 and at_once.steps["path"][0, 0].tolist() == [-1.0, 4.0]
    assert np.isnan(at_once.steps["value"][0, 0]) and at_once.events[-1].code == "undefined"


# --- tape and link --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", [1, 19, 100, 250, 300, 2000])
def test_chunks_and_details_join_to_the_whole(steps):
    e, whole = walk(f"walkers=gd:0.01;adam:0.01&steps={steps}")
    timeline = Timeline(e.total)
    chunks = [chunk_of(e, START, number)[0] for number in range(timeline.n_chunks)]
    for name, values in whole.steps.items():
        np.testing.assert_array_equal(np.concatenate([chunk.steps[name] for chunk in chunks]), values)
    assert [chunk.stop is not None for chunk in chunks] == [False] * (len(chunks) - 1) + [True]
    assert [event for chunk in chunks for event in chunk.events] == list(whole.events)
    part = detail(e, START, steps // 2, steps)
    np.testing.assert_array_equal(part.steps["path"], whole.steps["path"][steps // 2 :])


def test_chunks_of_a_run_that_ends_early():
    e, whole = walk("walkers=gd:10&steps=1000")
    number = Timeline(e.total).chunk_of(whole.last)
    chunk = chunk_of(e, START, number)[0]
    assert chunk.last == whole.last and chunk.stop == whole.stop


def test_default():
    e, problems = read_link("task=descent")
    assert problems == [] and write_link(e) == "task=descent"
    assert (e.surface, e.walkers, e.starts().tolist(), e.steps) == ("bowl", (Walker("gd", 0.1),), [[-3.0, 4.0]], 100)


rates = st.floats(SMALLEST_RATE, LARGEST_RATE)
places = st.none() | st.tuples(st.floats(-1000.0, 1000.0), st.floats(-1000.0, 1000.0))


@st.composite
def any_walker(draw):
    opt = draw(st.sampled_from(list(OPTIMIZERS)))
    limits = {"mom": 0.9999, "b1": 0.9999, "b2": 0.999999, "rho": 0.9999, "eps": 1.0, "wd": 10.0}
    names = draw(st.sets(st.sampled_from(OPTIMIZERS[opt].hyper))) if OPTIMIZERS[opt].hyper else ()
    given_values = {name: draw(st.floats(0.0, limits[name])) for name in sorted(names)}
    return walker(opt, draw(rates), draw(places), **given_values)


@settings(max_examples=200, deadline=None)
@given(st.lists(any_walker(), min_size=1, max_size=MOST_WALKERS).map(tuple))
def test_walkers_round_trip(walkers):
    assert parse_walkers(write_walkers(walkers)) == walkers
    e = settle(DescentExperiment(walkers=walkers))[0]
    back, problems = read_link(write_link(e))
    assert back == e and problems == []


def test_walkers_as_text():
    text = "gd:0.1;momentum:0.01;momentum:0.01:0.5;adam:0.1:0.8@-1,2.5;adamw:0.001:0.9:0.999:1e-08:0.1"
    walkers = parse_walkers(text)
    assert walkers[0] == Walker("gd", 0.1) and walkers[1] == walker("momentum", 0.01)
    assert walkers[3] == Walker("adam", 0.1, (0.8, 0.999, 1e-8), (-1.0, 2.5))
    assert walkers[4].rates == {"lr": 0.001, "b1": 0.9, "b2": 0.999, "eps": 1e-8, "wd": 0.1}
    assert write_walkers(walkers) == text
    assert write_walkers(parse_walkers("momentum:0.010:0.9")) == "momentum:0.01"


def test_every_optimiser_is_offered_in_turn_also_one_that_is_new(monkeypatch):
    def offered():
        taken = []
        while len(taken) < len(OPTIMIZERS):
            taken.append(next_optimizer(taken))
        return taken

    assert offered() == ["momentum", "adam", "rmsprop", "nesterov", "adagrad", "adamw", "gd"]
    monkeypatch.setitem(OPTIMIZERS, "new", OPTIMIZERS["gd"])
    assert sorted(offered()) == sorted(OPTIMIZERS)
    assert next_optimizer(OPTIMIZERS) == "gd", "once all walk, another of the plainest"


@pytest.mark.parametrize(
    "text",
    [
        "", ";", "gd", "gd:", "gd:0", "gd:11", "gd:1e-11", "gd:nan", "gd:inf", "gd:0.1;", "gd:0.1:0.9", "GD:0.1",
        "sgd:0.1", "momentum:0.1:1", "momentum:0.1:-0.1", "adam:0.1:0.9:0.999:1e-8:0.1", "gd:0.1@", "gd:0.1@1",
        "gd:0.1@1,2,3", "gd:0.1@1,1001", "gd:0.1@nan,1", "gd:0.1@1,2@3,4", "gd: 0.1", "gd:０.1", "gd:0.1,gd:0.2",
        ";".join(["gd:0.1"] * 9), "gd:0.1;" * 10_000, "x" * 60_000,
    ],
)  # fmt: skip
def test_bad_walkers_are_named_with_what_is_allowed(text):
    e, (problem, *rest) = read_link(f"task=descent&steps=7&walkers={quote(text)}"[:65_000])
    assert rest == [] and e.walkers == (Walker("gd", 0.1),) and e.steps == 7
    assert problem.key == "walkers" and "momentum" in problem.allowed and problem.used == "gd:0.1"


@pytest.mark.parametrize(
    ("query", "key", "allowed"),
    [
        ("surface=bowll", "surface", "rosenbrock"),
        ("surface=quadratic&kappa=0.5", "kappa", "1 to 1000"),
        ("surface=own&f=x0%2B", "f", "at character 4, where the text ends"),
        ("surface=own&f=__import__('os')", "f", "at character 1, not '__import__'"),
        ("x0=1e9", "x0", "-1000 to 1000"),
        ("grad=numeric&h=0", "h", "1e-50 to 1"),
        ("grad=noisy&sigma=-1", "sigma", "0 to 1000"),
        ("steps=2001", "steps", "1 to 2000"),
        ("steps=0", "steps", "1 to 2000"),
        ("basin=2", "basin", "off, 1"),
        ("basin=yes", "basin", "off, 1, 2"),
    ],
)
def test_bad_values_are_named_with_what_is_allowed(query, key, allowed):
    e, (problem,) = read_link(f"task=descent&{query}")
    assert problem.is_error and problem.key == key and allowed in problem.allowed
    assert getattr(e, key) == e.default(key)


@pytest.mark.parametrize("query", ["kappa=5", "f=x0", "span=2", "h=0.1", "sigma=2", "seed=1", "x0=1&walkers=gd:1@1,2"])
def test_settings_without_effect_are_named(query):
    e, problems = read_link(f"task=descent&{query}")
    key = query.split("=")[0]
    assert [(p.code, p.key) for p in problems] == [("no_effect", key)] and getattr(e, key) == e.default(key)


def test_a_link_with_everything():
    query = (
        "task=descent&surface=own&f=sin(x0)%2Bx1%5E2&span=3&basin=2&walkers=gd:0.1;adam:0.1@1,2&grad=noisy&sigma=0.5"
    )
    e, problems = read_link(f"{query}&x0=1&x1=-1&seed=4&steps=40")
    assert problems == []
    assert read_link(write_link(e)) == (e, [])
    assert record(e).steps["path"].tolist() == record.__wrapped__(read_link(write_link(e))[0]).steps["path"].tolist()


# --- basins and the momentum plane ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("surface", "opt", "lr"),
    [
        ("himmelblau", "gd", 0.01), ("himmelblau", "momentum", 0.005), ("himmelblau", "adam", 0.1),
        ("rastrigin", "gd", 0.002), ("rosenbrock", "gd", 0.002), ("beale", "rmsprop", 0.05), ("saddle", "gd", 0.1),
    ],
)  # fmt: skip
def test_the_basin_map_is_what_walking_from_each_start_gives(surface, opt, lr):
    n, steps, found, w = 9, 300, SURFACES[surface], walker(opt, lr)
    index = basin(found, opt, w.rates, n, steps)
    starts = grid(found, n)
    ends = np.full_like(starts, math.nan)
    for first in range(0, n * n, MOST_WALKERS):
        some = tuple(replace(w, start=tuple(x)) for x in starts[:, first : first + MOST_WALKERS].T.tolist())
        walked = record(DescentExperiment(surface=surface, walkers=some, steps=steps)).steps["path"]
        ends[:, first : first + len(some)] = (walked[-1] if len(walked) > steps else walked[0] * math.nan).T
    assert index.tolist() == nearest_minimum(found, ends).reshape(n, n).tolist()


def test_basins_of_himmelblau():
    """Each minimum lies in its own basin; row 0 is the lowest x1."""
    found = SURFACES["himmelblau"]
    index = basin(found, "gd", {"lr": 0.01}, 25)
    assert set(index.ravel().tolist()) == {0, 1, 2, 3}
    low0, high0, low1, high1 = found.bounds
    for k, (x0, x1, _) in enumerate(found.minima):
        i, j = round((x0 - low0) / (high0 - low0) * 24), round((x1 - low1) / (high1 - low1) * 24)
        assert index[j, i] == k


def test_basin_of_an_experiment():
    e, _ = read_link("task=descent&surface=booth&walkers=gd:0.5;gd:0.05&basin=1")
    assert (basin_of(e) == NONE).all()
    assert (basin_of(replace(e, basin="2")) == 0).all() and basin_of(e).shape == (200, 200)
    assert basin_of(replace(e, basin="off")) is None
    own = settle(replace(e, surface="own", f="x0**4 - 2*x0**2 + x1**2", basin="2", span=2.0))[0]
    index = basin_of(own)
    assert set(index[:, 0].tolist()) | set(index[:, -1].tolist()) == {0, 1}
    odd = settle(replace(own, f="log(-1 - x0**2)"))[0]
    assert (basin_of(odd) == NONE).all()


@pytest.mark.parametrize("opt", ["momentum", "nesterov"])
@pytest.mark.parametrize(("eta", "beta"), [(0.05, 0.0), (0.05, 0.5), (0.02, 0.9), (0.12, 0.7), (0.3, 0.2)])
def test_convergence_rates_are_spectral_radii(opt, eta, beta):
    """Against the eigenvalues of the matrices written out, over both axes."""
    expected = 0.0
    for curve in (1.0, 20.0):
        s = 1.0 - eta * curve
        p, q = (s + beta, beta) if opt == "momentum" else ((1.0 + beta) * s, beta * s)
        expected = max(expected, np.abs(np.linalg.eigvals([[p, -q], [1.0, 0.0]])).max())
    assert quadratic_rates([eta], [beta], (1.0, 20.0), opt)[0, 0] == pytest.approx(expected, rel=1e-7)


def test_walkers_shrink_at_the_rate_of_the_plane():
    for opt, eta, beta in (("momentum", 0.08, 0.6), ("nesterov", 0.04, 0.6), ("momentum", 0.05, 0.0)):
        _, chunk = walk(f"surface=quadratic&kappa=20&walkers={opt}:{eta}:{beta}&steps=300&x0=-4&x1=-1")
        distance = chunk.steps["distance"][:, 0]
        measured = (distance[120] / distance[20]) ** 0.01
        assert measured == pytest.approx(quadratic_rates([eta], [beta], (1.0, 20.0), opt)[0, 0], abs=0.01)


def test_the_best_momentum_is_the_planes_lowest_point():
    """κ = 9: η = (2/4)², β = (2/4)², rate 1/2; without momentum 0.8."""
    assert best_momentum(1.0, 9.0) == pytest.approx((0.25, 0.25, 0.5))
    plane = momentum_plane(1.0, 9.0, 201)
    assert plane.rate.shape == (201, 201) and plane.plain == pytest.approx((0.2, 0.0, 0.8))
    j, i = np.unravel_index(plane.rate.argmin(), plane.rate.shape)
    assert (plane.eta[i], plane.beta[j]) == pytest.approx(plane.best[:2], abs=0.01)
    assert plane.best[2] - 1e-12 <= plane.rate.min() < plane.best[2] + 0.02


def test_rates_of_another_optimiser_are_refused():
    with pytest.raises(ValueError, match="'adam' is not allowed; allowed: momentum, nesterov"):
        quadratic_rates([0.1], [0.9], (1.0,), "adam")


@pytest.mark.parametrize("high", [1.0, 4.0, 100.0])
@pytest.mark.parametrize("level", [0.3, 0.6, 0.9, 0.99, 1.0, 1.3])
def test_a_region_of_the_plane_holds_just_the_rates_up_to_its_level(level, high):
    low, most_eta, most_beta = 1.0, 4.0 / high, 0.999
    corners = np.array(region(level, low, high, most_eta, most_beta)).reshape(-1, 2)
    eta, beta = np.linspace(1e-3 * most_eta, 0.999 * most_eta, 83), np.linspace(0.001, 0.998, 71)
    rate = quadratic_rates(eta, beta, (low, high))
    x, y = np.meshgrid(eta, beta)
    sides = [
        (b[0] - a[0]) / most_eta * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) / most_eta
        for a, b in zip(corners, np.roll(corners, -1, axis=0), strict=True)
    ]
    inside = np.all(np.array(sides) >= -1e-12, axis=0) if len(sides) > 2 else np.zeros_like(rate, dtype=bool)
    clear = np.abs(rate - level) > 1e-9  # what lies on the line itself may count either way
    assert (inside == (rate <= level))[clear].all()
    assert (len(corners) > 0) == (level >= best_momentum(low, high)[2])

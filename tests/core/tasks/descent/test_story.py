"""What is said of a walk: arrived, bouncing, frozen, diverged, held by a saddle or a maximum, or out of where f is."""

import math
import sys
from dataclasses import replace

import numpy as np
import pytest

from core.tasks.descent.catalogue import SURFACES
from core.tasks.descent.record import record
from tests.core.tasks.descent.walks import events, walk


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


def test_of_several_walkers_all_are_told_of():
    """Who is ahead, from when on, and at each event who else has arrived or left."""
    _, chunk = walk("walkers=gd:0.1;gd:1;gd:1.1&steps=40")
    told = [(event.code, event.facts["walker"], event.facts["ahead"], event.facts["there"], event.facts["out"])
            for event in chunk.events[1:-1]]  # fmt: skip
    assert told == [
        ("ahead", 0, (0,), (), ()),
        ("bounces", 1, (0,), (), ()),
        ("growing", 2, (0,), (), (2,)),
        ("arrived", 0, (), (0,), (2,)),
    ]
    value = chunk.steps["value"]
    assert value[1:, 0].max() < value[1:, 1:].min() and (value[0] == value[0, 0]).all(), "ahead from the first step on"


def test_a_lead_that_swings_back_at_once_is_none():
    """Momentum flies through the valley; only what lasts some steps is told."""
    _, chunk = walk("surface=quadratic&kappa=100&x0=-4&x1=-1&walkers=gd:0.018;momentum:0.01:0.8")
    value = chunk.steps["value"]
    assert len(np.flatnonzero(np.diff(value.argmin(axis=1)))) > 1
    (ahead,) = events(chunk, "ahead")
    assert ahead.facts["walker"] == 1 and (value[ahead.at : ahead.at + 5].argmin(axis=1) == 1).all()

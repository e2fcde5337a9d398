"""Whatever is drawn: the new value is the tape's, the gradient the loss's slope, and the lines print what is shown."""

import json

import numpy as np
import pytest
from hypothesis import given, settings

from core.engine.gradients import DEFAULT_H
from core.engine.naming import name_of, parameter_at
from core.learning.training import Trainer
from tests.core.explaining.drawn import printed, updates

USUAL, MANY = 25, 500


def thetas(e, steps):
    """Parameters at each step up to so many, as a run of its own has them; fewer if it ends before."""
    trainer, found = Trainer(e), []
    with np.errstate(all="ignore"):
        while len(found) <= steps:
            stop = trainer.judge(trainer.measure())
            if stop and stop.reason == "diverged":
                return found
            found.append(trainer.theta.copy())
            if stop:
                return found
            trainer.update()
    return found


def the_new_value_is_the_tapes(drawn):
    told, seen = drawn.told, drawn.seen
    run = thetas(drawn.e, seen.step + 1)
    assert told["old"] == run[seen.step][drawn.index]
    assert told["end"] == (len(run) == seen.step + 1)
    if told["end"]:
        assert told["new"] is None and drawn.section("update") is None and drawn.section("end")
    else:
        assert told["new"] == run[seen.step + 1][drawn.index]
        assert drawn.printed_last == told["new"]
        assert all(stage["values"] == values_of(seen, run[-1]) for stage in told["stages"] if stage["kind"] == "update")


def values_of(seen, theta):
    return {name_of(parameter_at(k, seen.network), seen.network): value for k, value in enumerate(theta)}


def the_update_gives_what_a_run_without_later_edits_has(drawn):
    seen = drawn.seen
    if seen.end or drawn.index in seen.stage.frozen:
        return
    unedited = thetas(drawn.e.until(seen.step), seen.step + 1)
    if len(unedited) == seen.step + 2:  # else the update alone would have diverged
        assert float(drawn.section("update")["prints"][-1]) == unedited[-1][drawn.index]


def the_gradient_is_the_losss_slope(drawn):
    """Within 1e-6, and what a central difference cannot see.

    It errs by the loss's own rounding over h: a sum of some dozen rounded terms, 1e-16 each of their size, over 1e-5;
    and by h² times the third derivative, three times which is what it changes by where h is doubled.
    """
    seen = drawn.seen
    if seen.e.rule != "exact" or seen.crosses_kink(drawn.index, 2.0 * DEFAULT_H):
        return
    w, g = seen.theta[drawn.index], seen.gradient[drawn.index]

    def difference(h):
        return (seen.loss_at(drawn.index, w + h) - seen.loss_at(drawn.index, w - h)) / (2.0 * h)

    near, far = difference(DEFAULT_H), difference(2.0 * DEFAULT_H)
    size = max(1.0, seen.loss, *(float(np.abs(layer.z).max()) for layer in seen.passes))
    assert abs(g - near) <= 1e-6 * abs(g) + 2e-10 * size + abs(far - near)


def the_lines_print_what_is_shown(drawn):
    for section in drawn.told["sections"]:
        assert printed(section["code"]) == section["prints"], section["key"]
    if gradient := drawn.section("gradient"):
        g, seen = drawn.seen.gradient[drawn.index], drawn.seen
        most = max(float(np.abs(layer.delta).max()) for layer in seen.passes) * len(seen.rows)
        most *= max(1.0, *(float(np.abs(layer.a).max()) for layer in seen.passes), float(np.abs(seen.x).max()))
        assert float(gradient["prints"][-1]) == pytest.approx(g, rel=1e-12, abs=1e-14 * most)


def it_is_plain(drawn):
    text = json.dumps(drawn.told, allow_nan=False)
    assert "nan" not in text.replace("nand", "") or not np.isfinite(drawn.seen.gradient).all()
    for line in [line for part in ("stages", "sections") for it in drawn.told[part] for line in it["tex"]]:
        assert line.count("{") == line.count("}"), line


def everything(drawn):
    the_new_value_is_the_tapes(drawn)
    the_update_gives_what_a_run_without_later_edits_has(drawn)
    the_gradient_is_the_losss_slope(drawn)
    the_lines_print_what_is_shown(drawn)
    it_is_plain(drawn)


@settings(max_examples=USUAL, derandomize=True, deadline=None)
@given(updates())
def test_an_update_is_told_as_it_is(drawn):
    everything(drawn)


@pytest.mark.long
@settings(max_examples=MANY, deadline=None)
@given(updates())
def test_hundreds_of_updates_are_told_as_they_are(drawn):
    everything(drawn)

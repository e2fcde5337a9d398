"""The building blocks: their settings, and what they compute, by hand and by number."""

import math

import numpy as np
import pytest

from core.blocks import records
from core.blocks.settings import SECTIONS, SHAPES, UNITS, BlocksSettings
from core.engine.activations import ACTIVATIONS
from core.experiment.link import from_query, to_query
from core.experiment.values import default_of
from core.replay import all_cases, run_case

DEFAULT = default_of(BlocksSettings)
CASES = all_cases()


def read(query):
    return from_query(query, kind=BlocksSettings)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_link_carries_its_own_sections_inputs_and_comes_back_the_same(section):
    settings, problems = read(f"section={section}")
    assert not problems
    assert read(to_query(settings)) == (settings, [])


def test_another_sections_input_is_named_and_has_no_effect():
    settings, problems = read("section=losses&lr=3&delta=0")
    assert settings.lr == DEFAULT.lr and settings.delta == 0.0
    assert [(p.code, p.key, p.other) for p in problems] == [("no_effect", "lr", "section=losses")]


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("act=relu,swish", "act"), ("act=", "act"), ("z=", "z"), ("z=1,2,3,4,5,6,7", "z"), ("z=nan", "z"),
        ("section=losses&good=1.1", "good"), ("section=losses&good=-0.1", "good"), ("section=softmax&w=1,2,3", "w"),
        ("section=standard&height=170", "height"), ("section=arrays&shape=3", "shape"), ("section=nowhere", "section"),
        ("section=batch&n=0", "n"), ("section=batch&total=1e9", "total"), ("section=softmax&lr=inf", "lr"),
    ],
)  # fmt: skip
def test_a_bad_value_is_named_and_its_default_stands(query, key):
    settings, problems = read(query)
    assert [(p.code, p.key) for p in problems] == [("value", key)]
    assert problems[0].allowed
    assert getattr(settings, key) == getattr(DEFAULT, key)


def test_names_are_kept_in_the_tables_order():
    assert read("act=relu,linear")[0].act == ("linear", "relu")


@pytest.mark.parametrize(
    ("query", "key", "used"),
    [
        ("section=losses&good=0.6,0.4&bad=1&right=1", "bad", (1.0, 0.0)),
        ("section=losses&good=0.6&bad=0.1,0.9&right=0", "bad", (0.1,)),
        ("section=losses&good=0.6,0.4&bad=1,0", "right", 1),
        ("section=batch&total=5&n=6&replace=0", "n", 5),
        ("section=standard&height=150,160,170&weight=50,60", "height", (150.0, 160.0)),
        ("section=standard&height=150,160&weight=50,60,70", "weight", (50.0, 60.0)),
    ],
)
def test_what_contradicts_is_settled_and_named(query, key, used):
    settings, problems = read(query)
    assert [(p.code, p.key) for p in problems] == [("conflict", key)]
    assert getattr(settings, key) == used


def test_with_replacement_more_may_be_drawn_than_there_are():
    settings, problems = read("section=batch&total=5&n=6")
    assert not problems and settings.n == 6


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_slopes_drawn_are_those_of_the_values_drawn(name):
    facts = records.activation_facts(name, (0.0,), 3)
    z, value, slope = facts.z, facts.value, facts.slope
    assert np.isnan(slope).tolist() == np.isnan(z).tolist()
    assert np.isnan(z).sum() == len(ACTIVATIONS[name].kinks)
    for i in range(1, len(z) - 1):
        around = z[i - 1 : i + 2]
        if not np.isnan(around).any() and np.ptp(around) > 0.09:
            between = (value[i + 1] - value[i - 1]) / (z[i + 1] - z[i - 1])
            assert between == pytest.approx(slope[i], abs=2e-3)
    assert facts.through == pytest.approx(facts.steepest**3)


def test_what_is_said_of_step_sigmoid_and_relu():
    steepest = {name: records.activation_facts(name, (0.0,), 5).steepest for name in ACTIVATIONS}
    assert (steepest["step"], steepest["sigmoid"], steepest["relu"], steepest["tanh"]) == (0.0, 0.25, 1.0, 1.0)
    assert records.activation_facts("sigmoid", (), 5).through == 0.25**5
    facts = CASES["003.d.activations"]["expected"]
    assert records.peak_on_grid() == pytest.approx(facts["sigmoid_der_max_on_plot_grid"], abs=1e-14)
    assert records.activation_facts("step", (0.0, 0.5, 1.0), 1).value_at.tolist() == facts["step_at"]


def test_the_course_predictions_and_their_losses():
    good, bad = (records.prediction(y, DEFAULT.right, DEFAULT.delta) for y in (DEFAULT.good, DEFAULT.bad))
    assert good.with_delta == pytest.approx(CASES["002.ce.y1"]["expected"]["value"], abs=1e-13)
    assert good.without == pytest.approx(CASES["002.d.ce.no_delta"]["expected"]["value"], abs=1e-13)
    assert good.adds_up and not bad.adds_up and bad.total == pytest.approx(0.5)
    assert bad.with_delta > good.with_delta
    assert good.mse == pytest.approx((0.1**2 * 3 + 0.05**2 * 2 + 0.4**2) / 10)


def test_the_small_constant_keeps_the_loss_finite():
    assert records.prediction((0.0, 1.0), 0, 1e-7).with_delta == pytest.approx(-math.log(1e-7))
    impossible = records.prediction((0.0, 1.0), 0, 0.0)
    assert impossible.with_delta == impossible.without == math.inf and impossible.shift == 0.0
    assert records.prediction((1.0,), 0, 0.0).with_delta == 0.0


def test_the_softmax_net_is_the_notebooks():
    net = records.softmax_net(DEFAULT.x, DEFAULT.w, DEFAULT.t, DEFAULT.lr)
    case = CASES["002.d.simplenet.forward"]
    want = case["expected"]
    assert net.z == pytest.approx(want["z"], abs=1e-8)
    assert net.p == pytest.approx(want["softmax"], abs=1e-8)
    assert net.loss == pytest.approx(CASES["002.simplenet.loss"]["expected"]["loss"], abs=1e-8)
    assert net.after == pytest.approx(want["loss_after_step"], abs=1e-8)
    assert net.exact[1, 2] == pytest.approx(0.9 * (0.15626339 - 1.0), abs=1e-8)
    assert net.exact == pytest.approx(np.outer(net.x, net.p - net.t))
    assert net.gap < 1e-6
    assert np.interp(DEFAULT.lr, net.rates, net.losses) == pytest.approx(net.after)
    assert run_case(case)["loss_after_step"] == net.after


def test_a_draw_is_what_a_student_gets_from_numpy():
    for replace in (True, False):
        np.random.seed(7)
        want = np.random.choice(20, 12, replace=replace)
        assert records.draw(20, 12, replace, 7).indices.tolist() == want.tolist()


def test_repetitions_are_seen():
    draw = records.draw(3, 8, True, 1)
    seen = set()
    for index, again in zip(draw.indices.tolist(), draw.again.tolist(), strict=True):
        assert again == (index in seen)
        seen.add(index)
    assert draw.distinct == len(seen) <= 3
    assert draw.repeat_chance == 1.0
    assert records.draw(365, 23, True, 1).repeat_chance == pytest.approx(0.507297, abs=1e-6)  # the birthday problem
    assert records.draw(365, 23, False, 1).repeat_chance == 0.0
    assert not records.draw(20, 20, False, 1).again.any()


def test_an_epoch_with_replacement_meets_about_63_percent():
    with_replacement, without = records.coverage(60_000, np.array([0.0, 1.0, 60_000.0]))
    assert with_replacement == pytest.approx([0.0, 1 / 60_000, 1 - (1 - 1 / 60_000) ** 60_000])
    assert without == pytest.approx([0.0, 1 / 60_000, 1.0])
    assert records.coverage(1, np.array([0.0, 1.0, 5.0]))[0].tolist() == [0.0, 1.0, 1.0]


def test_standardised_people_do_not_depend_on_the_unit():
    people = {unit: records.standardised(DEFAULT.height, DEFAULT.weight, unit) for unit in UNITS}
    for data in people.values():
        assert data.after == pytest.approx(people["cm"].after)
        assert data.after.mean(axis=0) == pytest.approx([0.0, 0.0], abs=1e-12)
        assert data.after.std(axis=0) == pytest.approx([1.0, 1.0])
        assert data.condition_after == pytest.approx(people["cm"].condition_after)
    assert people["mm"].condition_before > people["cm"].condition_before > 1e5 * people["cm"].condition_after
    assert people["m"].before[0].tolist() == pytest.approx([1.52, 47.0])
    corr = np.corrcoef(DEFAULT.height, DEFAULT.weight)[0, 1]
    assert people["cm"].condition_after == pytest.approx((1 + corr) / (1 - corr))  # eigenvalues 1 + r, 1 - r, 1


def test_people_of_one_height_or_two_people_have_no_finite_condition():
    same = records.standardised((170.0, 170.0, 170.0), (50.0, 60.0, 70.0), "cm")
    assert same.condition_after == math.inf and same.after[:, 0].tolist() == [0.0, 0.0, 0.0]
    assert records.standardised((160.0, 170.0), (50.0, 60.0), "cm").condition_before == math.inf


def test_the_weighted_sums_start_with_the_notebooks_first_predictions():
    p = records.product(4, 1, 12345)
    assert p.z[:, 0] == pytest.approx(run_case(CASES["001.pred"])["pred"])
    assert [a.shape for a in (p.x, p.W, p.b, p.z)] == [(4, 2), (2, 1), (1,), (4, 1)]
    wide = records.product(6, 3, 5)
    assert wide.z[5, 2] == pytest.approx(wide.x[5, 0] * wide.W[0, 2] + wide.x[5, 1] * wide.W[1, 2] + wide.b[2])


def test_the_shape_error_is_numpys_own_and_a_column_cures_it():
    broken = records.meeting("4")
    assert broken.result is None
    assert broken.message == CASES["001.numpy"]["expected"]["broadcast_error"]
    cured = records.meeting("4x1")
    assert cured.result == pytest.approx(np.array([x * e for x, e in zip(cured.x, cured.e[:, 0], strict=True)]))
    assert {shape: records.meeting(shape).result is not None for shape in SHAPES} == {
        "4": False, "4x1": True, "1x4": False, "2": True, "1": True,
    }  # fmt: skip


def test_array_basics_are_the_codes_that_stand_beside_them():
    basics = records.array_basics()
    M = basics[0][1]
    for code, value in basics:
        assert np.array_equal(eval(code, {"M": M}), value), code

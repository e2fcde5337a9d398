"""The lessons: each is valid, and what each says it shows is true."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from core.course.files import LANGUAGES
from core.experiment.link import PAIR_KEYS, from_query, to_pairs
from core.learning.learner import Learner
from core.learning.training import Trainer, largest_stable_rate
from core.lessons import OPENING, PAGES, SWEEP, TEXT_KEYS, read_course
from core.pair.pair import pair_of
from core.record.sketch import FRAMES, SIDE, Field, Fit, Lines, Tiles, Walk
from core.sweep.reading import read_sweep
from core.sweep.report import cells
from core.sweep.training import train
from core.tasks.gates.experiment import GateExperiment
from core.tasks.gates.probes import count_right, held_out_right
from core.tasks.gradient.differences import SIZES
from core.tasks.linear.model import run as linear_run
from core.tasks.registry import TASKS
from core.tasks.sine.probes import dead_units, held_out_per_point, loss_per_point
from core.tasks.together import with_kept

FOLDER = Path(__file__).parents[2] / "lessons"
COURSE = read_course(FOLDER)
LESSONS = {lesson.name: lesson for lesson in COURSE.lessons}


def experiment(name):
    return LESSONS[name].experiment


@cache
def played(e: Learner):
    """Losses at every step, and for gates how many samples are right."""
    losses, right = [], []
    with np.errstate(all="ignore"):
        trainer = Trainer(e)
        while True:
            losses.append(trainer.measure())
            right.append(count_right(trainer) if isinstance(e, GateExperiment) else 0)
            if trainer.judge(losses[-1]):
                return np.array(losses), np.array(right), trainer
            trainer.update()


def learned_at(e):
    """The first step with all samples right, if they stay so."""
    _, right, _ = played(e)
    first = int(np.argmax(right == e.n_train))
    assert (right[first:] == e.n_train).all()
    return first


def beside(name):
    """The runs of a lesson that keeps others, in the order in which they are read."""
    pair, _ = pair_of(experiment(name), dict(LESSONS[name].beside))
    return [pair.runs[number] for number in pair.order]


def walked(name):
    return TASKS["descent"].run.record(experiment(name)).steps


def test_the_course_is_whole():
    assert COURSE.problems == ()
    assert len(COURSE.lessons) >= 16
    assert {lesson.page for lesson in COURSE.lessons} == {*PAGES, SWEEP}


@pytest.mark.parametrize("lesson", COURSE.lessons, ids=lambda lesson: lesson.name)
def test_a_lesson_speaks_both_languages_and_its_link_has_no_fault(lesson):
    assert [code for code, _ in lesson.texts] == list(LANGUAGES)
    kind = type(lesson.experiment)
    path = next(FOLDER.glob(f"[0-9][0-9][0-9]-{lesson.name}.toml"))
    link = re.search(r'^link = "\w+\?(.*)"$', path.read_text("utf-8"), re.M)[1]
    if lesson.page == SWEEP:
        assert read_sweep(link, also=("show",))[1] == []
    else:
        assert from_query(link, kind=kind, also=(*OPENING, *PAIR_KEYS))[1] == []  # not even a setting without effect
        assert with_kept(lesson.experiment, link)[1] == []
    japanese = lesson.said("ja")
    assert all(re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", getattr(japanese, key)) for key in TEXT_KEYS[1:])


@pytest.mark.parametrize("lesson", COURSE.lessons, ids=lambda lesson: lesson.name)
def test_both_languages_give_the_same_numbers(lesson):
    english, japanese = (set(re.findall(r"(?<![\w.])\d+\.\d+", lesson.said(code).shows)) for code in LANGUAGES)
    assert english == japanese


def test_and_and_or_are_learned_by_one_line():
    assert learned_at(experiment("and")) == 19
    assert learned_at(experiment("or")) == 22
    assert replace(experiment("and"), gate="or") == experiment("or")


def test_one_line_never_solves_xor():
    losses, right, trainer = played(experiment("xor-one-line"))
    assert (right <= 3).all()
    assert losses[-1] == pytest.approx(0.25, abs=1e-4)
    assert np.abs(trainer.full.outputs() - 0.5).max() < 0.01


def test_two_hidden_nodes_solve_xor():
    assert experiment("xor-hidden-layer").hidden == (2,)
    assert learned_at(experiment("xor-hidden-layer")) == 26


def test_two_nodes_cannot_close_the_border_and_three_can():
    e = experiment("too-few-nodes")
    assert played(e)[1].max() == 62
    _, right, _ = played(replace(e, hidden=(3,)))
    assert (right[63:] == 70).all() and right[62] < 70


def test_three_learning_rates():
    small, right_one, large = (experiment(f"rate-{name}") for name in ("too-small", "right", "too-large"))
    assert replace(small, lr=0.3) == right_one and replace(small, lr=0.7) == large
    assert played(small)[0][-1] == pytest.approx(0.279, abs=5e-4)
    assert (np.diff(played(small)[0]) < 0).all()
    assert learned_at(right_one) == 8
    assert played(right_one)[0][30] == pytest.approx(0.0625, abs=1e-4)
    losses, limit = played(large)[0], largest_stable_rate(large, large.load().x)
    assert limit == pytest.approx(0.628, abs=5e-4)
    assert losses[1] < losses[0] and losses[2] < losses[1] and (np.diff(losses[2:]) > 0).all()
    assert losses[60] / losses[59] == pytest.approx(1.51, abs=5e-3)
    assert losses[60] > 1e9


def test_the_delta_rule_is_ahead_of_the_exact_gradient():
    delta = experiment("delta-rule")
    exact = replace(delta, rule="exact")
    assert (learned_at(delta), learned_at(exact)) == (7, 10)
    assert played(delta)[0][-1] == pytest.approx(0.0077, abs=5e-5)
    assert played(exact)[0][-1] == pytest.approx(0.0311, abs=5e-5)


def test_the_plateau():
    e = experiment("plateau")
    losses = played(e)[0]
    assert losses[288] > 0.74 > losses[289]
    assert learned_at(e) == 399
    assert learned_at(replace(e, rule="delta")) == 31


def test_adam_needs_78_times_fewer_steps():
    adam = experiment("adam")
    steps = learned_at(adam), learned_at(replace(adam, opt="gd", epochs=2000))
    assert steps == (21, 1639)
    assert round(steps[1] / steps[0]) == 78


def test_one_step_kills_every_relu():
    trainer = Trainer(experiment("dead-relu"))
    losses, dead = [], []
    for _ in range(100):
        losses.append(trainer.measure())
        dead.append(dead_units(trainer))
        trainer.update()
    assert losses[1] / losses[0] == pytest.approx(9.0, abs=0.05)
    assert dead[1] < 8 and set(dead[2:]) == {8}
    assert np.ptp(trainer.full.outputs()) == 0.0


def test_an_all_zero_start_leaves_the_nodes_alike():
    e = experiment("all-zero-start")
    _, right, trainer = played(e)
    W, b = e.network.layers(trainer.theta)[0]
    assert np.ptp(W, axis=1).max() == 0.0 and np.ptp(b) == 0.0 and W.any()
    assert right.max() == 50
    assert learned_at(replace(e, init="xavier")) == 84


def validated(e):
    trainer, held_out, trained = Trainer(e), [], []
    for _ in range(e.total + 1):
        trainer.measure()
        held_out.append(held_out_per_point(trainer))
        trained.append(loss_per_point(trainer))
        trainer.update()
    return np.array(held_out), trained


def test_over_fitting_and_its_remedy():
    loose, firm = experiment("over-fitting"), experiment("regularisation")
    assert replace(loose, l2=0.03) == firm
    held_out, trained = validated(loose)
    assert held_out.argmin() == 447
    assert (round(held_out[447], 2), round(held_out[-1], 2), round(trained[-1], 2)) == (0.64, 1.02, 0.06)
    held_out, trained = validated(firm)
    assert (round(held_out.min(), 2), round(held_out[-1], 2), round(trained[-1], 2)) == (0.64, 0.66, 0.22)


def test_mini_batches_are_noisy_and_worth_it():
    e = experiment("mini-batches")
    losses = played(e)[0]
    whole = played(replace(e, batch=0))[0]
    assert (len(losses) - 1, (np.diff(losses) > 0).sum()) == (420, 195)
    assert (np.diff(whole) < 0).all()
    assert (round(whole[-1], 3), round(losses[-1], 3)) == (0.203, 0.024)


def test_the_spirals_are_learned():
    e = experiment("spiral")
    assert learned_at(e) == 316
    trainer = played(e)[2]
    assert (e.n_train, e.n_test, held_out_right(trainer)) == (140, 60, 56)


def test_momentum_wins_in_the_valley():
    away = walked("momentum")["distance"][100]
    assert away[0] == pytest.approx(0.64, abs=5e-3) and away[1] == pytest.approx(0.004, abs=5e-5)


def test_rates_under_at_and_over_the_limit():
    distance = walked("over-the-limit")["distance"]
    assert np.allclose(distance[1:] / distance[:-1], [0.8, 1.0, 1.2])
    assert distance[-1, 0] < 1e-3 and distance[-1, 2] > 7000


def test_who_leaves_the_saddle_when():
    beside = np.abs(walked("saddle")["path"][:, :, 1]) > 1.0
    assert beside.argmax(axis=0).tolist()[1:] == [52, 8, 20]
    assert not beside[:, 0].any()


def test_the_start_decides_where_it_ends():
    assert np.round(walked("start-decides")["value"][-1], 1).tolist() == [17.9, 0.0, 17.9, 19.9]


def test_the_numerical_gradients_u():
    steps = TASKS["gradient"].run.record(experiment("numerical-gradient")).steps
    h = np.array(SIZES)
    fine = h >= 1e-17
    forward, central = steps["error"][fine, 0], steps["error"][fine, 2]
    assert 1e-9 < h[fine][forward.argmin()] < 1e-7 and 5e-10 < forward.min() < 5e-9
    assert 1e-6 < h[fine][central.argmin()] < 1e-4 and central.min() < 1e-11
    assert (steps["value"][h < 1e-17, 0] == 0.0).all()


def test_one_update_by_hand():
    losses = linear_run(experiment("by-hand")).loss
    assert np.round(losses[:2], 2).tolist() == [113.29, 5.48]
    assert np.allclose(losses[1:] / losses[:-1], 0.0484)


@pytest.mark.parametrize("lesson", COURSE.lessons, ids=lambda lesson: lesson.name)
def test_every_lesson_has_a_sketch_that_moves(lesson):
    run = TASKS[lesson.experiment.task].sketch(lesson.experiment)
    assert isinstance(run.picture, Field | Fit | Tiles | Walk | Lines)
    frames = run.picture.paths if isinstance(run.picture, Walk) else getattr(run.picture, "frames", None)
    frames = run.picture.values if frames is None else frames
    assert not np.array_equal(frames[0], frames[-1])
    if isinstance(run.picture, Field):
        assert frames.shape == (FRAMES, SIDE, SIDE)
    assert (run.beside is None) == (lesson.experiment.task == "gradient")


def test_of_three_rates_the_largest_leads_onto_a_plateau():
    slow, quick, large = beside("three-rates")
    assert [e.lr for e in (slow, quick, large)] == [0.5, 2.0, 20.0] and slow.seed == quick.seed == large.seed
    assert (learned_at(slow), learned_at(quick)) == (104, 28)
    losses, right, _ = played(large)
    assert (losses.argmax(), losses.max()) == (10, pytest.approx(0.421, abs=5e-4))
    assert losses[25:151] == pytest.approx(0.25, abs=5e-4) and right.max() == 3
    trainer = Trainer(large)
    trainer.measure()
    for _ in range(100):
        trainer.update()
        trainer.measure()
    assert trainer.full.outputs()[3, 0] == pytest.approx(0.9998, abs=5e-5)


# A start near the border between two valleys may fall into the other one on another processor.
NEAR = 0.031


def swept(name):
    """The cells of a lesson's sweep, by their values."""
    lesson = next(lesson for lesson in COURSE.lessons if lesson.name == name)
    link = "&".join(f"{key}={text}" for key, text in [*to_pairs(lesson.experiment), *lesson.beside])
    sweep, _ = read_sweep(link)
    return {cell.cell: cell for cell in cells(sweep, train(sweep.runs(0, sweep.n_runs)))}


def test_half_of_the_starts_with_two_hidden_units_get_stuck_and_of_eight_none():
    found = swept("how-often-stuck")
    shares = {hidden: found[(hidden,)].share for hidden in ("2", "3", "4", "8")}
    assert shares == pytest.approx({"2": 0.50, "3": 0.84, "4": 0.93, "8": 1.0}, abs=NEAR)


def test_each_optimiser_forgives_other_rates():
    share = {cell: found.share for cell, found in swept("which-rate-which-optimiser").items()}
    for opt, first in (("gd", "0.2154"), ("momentum", "0.02154"), ("adagrad", "0.02154"), ("rmsprop", "0.002154")):
        rates = [rate for rate, name in share if name == opt and share[rate, name] >= 0.6]
        assert min(rates, key=float) == first, opt
    assert share["1", "adam"] <= 0.6 and share["1", "rmsprop"] <= 0.6 and share["1", "adagrad"] >= 0.8


def test_a_larger_batch_wants_a_larger_rate():
    losses = {cell: found.median_loss for cell, found in swept("larger-batch-larger-rate").items()}
    best = [min((losses[rate, batch], float(rate)) for rate, each in losses if each == batch)[1]
            for batch in ("2", "8", "32", "128")]  # fmt: skip
    assert best == pytest.approx([0.3162, 1.0, 3.162, 10.0])

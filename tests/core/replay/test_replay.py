"""The notebooks, replayed: every printed number, the runs behind them for any settings, both languages, the command."""

import json
import math
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.engine.gradients import check_gradient, numerical_gradient
from core.engine.losses import LOSSES
from core.engine.network import Backprop
from core.experiment.link import from_query
from core.learning.training import Trainer
from core.replay import LANGUAGES, NOTEBOOKS, all_cases, compare, notebook, run_case, title, value_names, words
from core.replay import notebooks as notebooks_module
from core.replay.command import main
from core.replay.links import Link, link_of
from core.replay.numeric import in_place_gradient, polynomial, sum_of_squares
from core.replay.operations import OPERATIONS, run_config
from core.replay.sine import SineNetwork, data, rounding_matters_from, start
from core.replay.sine import run as sine_run
from core.replay.sine import settings as sine_settings
from core.tasks.registry import read_link
from core.tasks.sine.experiment import SineExperiment

ROOT = Path(__file__).parents[3]
ORACLE = ROOT.parent / "shared" / "oracle" / "notebooks.json"
CASES = list(all_cases().values())
CELLS = [cell for name in NOTEBOOKS for cell in notebook(name)]
AND_START = [-3.0141711148597845, -1.2044177077471994, 4.09281912131286]
X = [(0, 0), (0, 1), (1, 0), (1, 1)]


def ids(items):
    return [item["id"] for item in items]


def got(op, /, **config):
    return run_case({"config": {"op": op, **config}})


# ---- the printed numbers


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_every_case_is_within_its_tolerance(case):
    result = compare(case)
    assert result.ok, result.values
    assert set(result.got) == set(case["expected"])


@pytest.mark.skipif(not ORACLE.exists(), reason="../shared is not here")
def test_our_copy_holds_every_case_of_the_oracle():
    for case in json.loads(ORACLE.read_text(encoding="utf-8"))["cases"]:
        ours = all_cases()[case["id"]]
        assert {key: ours[key] for key in ("notebook", "config", "expected", "tolerance")} == {
            key: case[key] for key in ("notebook", "config", "expected", "tolerance")
        }


def test_a_wrong_number_is_seen():
    case = all_cases()["001.mse"]
    wrong = compare({**case, "expected": {"mse": case["expected"]["mse"] * (1 + 1e-11)}})
    assert not wrong.ok
    assert wrong.difference == pytest.approx(9.8e-11, rel=0.01)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("pred", [0.0, 0.0, 0.0]),
        ("pred", [math.nan] * 4),
        ("tail_prefix", "0.1"),
        ("mse", "nan"),
        ("fixed_point", [1.0]),
    ],
)
def test_another_shape_kind_or_prefix_is_not_ok(key, expected):
    config = {"op": "batch", "seed": 12345, "stages": [{"epochs": 3}], "loss_count": 2}
    if key == "fixed_point":
        config = {"op": "online_map", "lr": 1.0}
    case = {"id": "", "notebook": 1, "config": config, "expected": {key: expected}, "tolerance": {"abs": 1, "rel": 0}}
    assert not compare(case).ok


def test_a_prefix_may_miss_by_the_tolerance_only():
    case = all_cases()["001.lin_and.trace.0_40"]
    for text, ok in [("5.86105371620383", True), ("5.8610537162", True), ("5.8610537163", False), ("5.87", False)]:
        assert compare({**case, "expected": {"tail_prefix": text}}).ok is ok


def test_overflow_is_none_with_a_reason():
    result = compare(all_cases()["003.d.gd.eta01"])
    assert result.got["loss"][3:] == [None] * 3
    assert "overflows" in result.reason
    assert got("online_map", lr=1.0)["fixed_point"] is None


def test_only_what_rounding_changes_is_called_chaotic():
    chaotic = {case["id"]: compare(case).chaotic_from for case in CASES if compare(case).chaotic}
    assert set(chaotic) == {
        "003.adam.2000", "003.d.adam.curve", "003.d.gd.eta0.005.band", "003.d.V0.2000", "003.d.relu.He.Adam",
    }  # fmt: skip
    assert 1650 < chaotic["003.adam.2000"] < 1800
    assert 1500 < chaotic["003.d.gd.eta0.005.band"] < 1650
    assert rounding_matters_from({"optimizer": "GD", "eta": 0.01, "epochs": 2000}) is None


CHAOTIC = ["003.adam.2000", "003.d.gd.eta0.005.band", "003.d.V0.2000", "003.d.relu.He.Adam"]


@pytest.mark.parametrize("case", CHAOTIC)
def test_what_is_claimed_of_a_chaotic_run_holds_however_its_start_is_rounded(case):
    """Each processor rounds in its own way; a start moved by a few roundings goes as far astray as on another one."""
    case = all_cases()[case]
    ((key, expected),) = case["expected"].items()
    for roundings in (-3, -2, -1, 1, 2, 3):
        loss = sine_run(**sine_settings(case["config"]), nudge=roundings * 2.0**-52).loss
        ours = {"final": loss[-1], "mean_last_200": loss[-200:].mean()}[key]
        assert ours == pytest.approx(expected, abs=case["tolerance"]["abs"], rel=0)


# ---- the runs, for any settings, against loops as plain as the notebooks'


def plain_online(state, task, lr, epochs, activation):
    """Python numbers only: errors of each epoch, each taken before its own update."""
    w0, w1, b = state
    trace = []
    for _ in range(epochs):
        errors = []
        for (x0, x1), t in zip(X, task, strict=True):
            z = w0 * x0 + w1 * x1 + b
            e = t - {"linear": z, "step": float(z >= 0.5), "sigmoid": 1 / (1 + math.exp(-z))}[activation]
            w0, w1, b = w0 + lr * e * x0, w1 + lr * e * x1, b + lr * e
            errors.append(e)
        trace.append(errors)
    return (w0, w1, b), trace


@pytest.mark.parametrize("activation", ["linear", "step", "sigmoid"])
@pytest.mark.parametrize(("task", "targets"), [("AND", (0, 0, 0, 1)), ("OR", (0, 1, 1, 1)), ("XOR", (0, 1, 1, 0))])
@pytest.mark.parametrize("lr", [0.003, 0.5, 1.0])
def test_online_is_the_plain_loop(activation, task, targets, lr):
    first, second = {"task": "AND", "lr": 0.2, "epochs": 3}, {"task": task, "lr": lr, "epochs": 25}
    second["activation"] = activation
    state, _ = plain_online((0.3, -2.0, 1.5), (0, 0, 0, 1), 0.2, 3, "linear")
    state, trace = plain_online(state, targets, lr, 25, activation)
    ours = got("online", init=[0.3, -2.0, 1.5], stages=[first, second], loss_from=4, loss_count=7)
    assert ours["state"] == pytest.approx(state, rel=1e-12, abs=1e-12)
    assert ours["loss"] == pytest.approx([e[3] ** 2 / 4 for e in trace[4:11]], rel=1e-11)
    assert ours["true_mse"] == pytest.approx([sum(v * v for v in e) / 4 for e in trace[4:11]], rel=1e-11)
    if activation == "step":
        assert ours["errors_per_epoch"] == [sum(v != 0 for v in e) for e in trace[4:11]]


@pytest.mark.parametrize("activation", ["linear", "sigmoid", "tanh"])
@pytest.mark.parametrize("gradient", ["seed", "x2", "true", "true_half"])
@pytest.mark.parametrize("task", ["AND", "OR"])
def test_batch_is_the_plain_formula(activation, gradient, task):
    x, t = np.array(X, dtype=float), np.array({"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1]}[task])
    rng = np.random.RandomState(5)
    w, b = rng.uniform(-5, 5, 2), rng.uniform(-5, 5, 1)
    losses = []
    for _ in range(40):
        z = x @ w + b
        a = {"linear": z, "sigmoid": 1 / (1 + np.exp(-z)), "tanh": np.tanh(z)}[activation]
        slope = {"linear": 1.0, "sigmoid": a * (1 - a), "tanh": 1 - a * a}[activation]
        e = (t - a) * {"seed": 1.0, "x2": 2.0, "true": 2.0 * slope, "true_half": slope}[gradient]
        losses.append(np.mean((t - a) ** 2))
        w, b = w - 0.1 * np.mean(-x * e[:, None], axis=0), b - 0.1 * np.mean(-e)
    stage = {"task": task, "activation": activation, "lr": 0.1, "epochs": 40, "gradient": gradient}
    ours = got("batch", seed=5, stages=[stage], epochs=[0, 7, 39])
    assert ours["loss"] == pytest.approx(losses, rel=1e-12)
    assert ours["loss_at"] == [ours["loss"][i] for i in (0, 7, 39)]
    assert ours["weights"] + ours["bias"] == pytest.approx([*w, *b], rel=1e-12)


def test_batch_gradient_table_worked_by_hand():
    ours = got("batch", seed=12345)
    e = [0 - p for p in ours["pred"][:3]] + [1 - ours["pred"][3]]
    table = [[-x0 * error, -x1 * error] for (x0, x1), error in zip(X, e, strict=True)]
    assert ours["minus_x_err"] == table
    assert ours["grad_w"] == pytest.approx([sum(column) / 4 for column in zip(*table, strict=True)])
    assert ours["grad_b"] == pytest.approx(-sum(e) / 4)
    assert ours["half_mse"] == pytest.approx(4.892920805930979, rel=1e-13)


@pytest.mark.parametrize("lr", [0.01, 0.3, 0.9, 1.0, 1.4, 3.0])
def test_the_map_of_one_epoch_moves_any_state_as_online_does(lr):
    ours = got("online_map", lr=lr, task="OR")
    if ours["fixed_point"]:
        state = got("online", init=ours["fixed_point"], stages=[{"task": "OR", "lr": lr, "epochs": 1}])["state"]
        assert state == pytest.approx(ours["fixed_point"], rel=1e-9)
    size = [math.hypot(*z) if isinstance(z, list) else abs(z) for z in ours["eigenvalues_sorted"]]
    assert len(size) == 3
    assert math.prod(size) == pytest.approx(abs((1 - lr) * (1 - 2 * lr) ** 2 * (1 - 3 * lr)), abs=1e-9)


@pytest.mark.parametrize(
    ("text", "x", "value", "slope"),
    [
        ("x0^2+16", 3.0, 25.0, 6.0), ("9+x1^2", 4.0, 25.0, 8.0), ("0.01*x^2+0.1*x", 5.0, 0.75, 0.2),
        ("2x^3 - x", 2.0, 14.0, 23.0), ("-x**2+1e-3", 1.0, -0.999, -2.0), ("7", 1.0, 7.0, 0.0),
    ],
)  # fmt: skip
def test_polynomials(text, x, value, slope):
    assert polynomial(text)(x) == pytest.approx(value)
    assert got("numdiff", f=text, x=x, scheme="central", h=1e-5)["value"] == pytest.approx(slope, abs=1e-8)
    assert got("numdiff", f=text, x=x, scheme="forward", h=1e-7)["value"] == pytest.approx(slope, abs=1e-5)


@pytest.mark.parametrize(
    "text",
    ["", "x0^2+x1^2", "sin(x)", "__import__('os')", "x^x", "x^-1", "x+", "3**9**9", "x0^", "3*", "x*", "2x3x", "2^3"],
)
def test_what_is_no_polynomial_is_named(text):
    with pytest.raises(ValueError, match="polynomial"):
        polynomial(text)


def test_in_place_gradient_agrees_with_the_engine_on_floats_and_keeps_x():
    x = np.array([0.3, -7.1])
    assert in_place_gradient(sum_of_squares, x).tolist() == numerical_gradient(sum_of_squares, x, 1e-4).tolist()
    assert x.tolist() == [0.3, -7.1]


def test_gd2_reports_gradient_before_and_position_after():
    ours = got("gd2", x=[2.0, -1.0], lr=0.25, steps=3, report=[1, 3], gradient="exact")
    assert ours["grads"] == [[4.0, -2.0], [1.0, -0.5]]
    assert ours["params"] == [[1.0, -0.5], [0.25, -0.125]]
    assert ours["final"] == [0.25, -0.125]


def test_simplenet_exact_gradient_beside_the_numeric_one():
    ours = got("simplenet", W=[[0.1, -0.4], [0.7, 0.2]], x=[1.0, -2.0], t=[1, 0], lr=0.5)
    assert np.allclose(ours["grad_numeric"], ours["grad_exact"], atol=1e-6)
    assert ours["loss_after_step"] < ours["loss"]


def test_cross_entropy_with_and_without_delta():
    assert got("ce", t=[0, 1], y=[0.5, 0.5], delta=0.0)["value"] == pytest.approx(math.log(2), rel=1e-15)
    assert got("ce", t=[0, 1], y=[1.0, 0.0])["value"] == pytest.approx(-math.log(1e-7))
    assert got("ce", t=[1, 0], y=[1.0, 0.0], delta=0.0)["value"] is None  # 0 log 0


@pytest.mark.parametrize("optimizer", ["GD", "Adam"])
@pytest.mark.parametrize("activation", ["sigmoid", "sigmoid_stable", "relu"])
@pytest.mark.parametrize("init", ["N01", "He", "V0"])
def test_mlp_is_the_plain_loop(optimizer, activation, init):
    """The notebook's formulas, sample by sample sums written out, Adam with both corrections written out."""
    rng = np.random.RandomState(1234)
    x = np.linspace(0, 0.5, 40)
    y = np.sin(2 * np.pi * x) + rng.normal(scale=0.05, size=40)
    ny = (y - y.mean()) / y.std()
    rng = np.random.RandomState(1234)
    if init == "He":
        W, V, bs, b0 = rng.normal(0, np.sqrt(2), 8), rng.normal(0, 0.5, 8), np.zeros(8), 0.0
    else:
        W, V, bs, b0 = (*(rng.normal(0, 1, 8) for _ in range(3)), rng.normal(0, 1))
        V = V * (init != "V0")
    p = [W, V, bs, np.array(b0)]
    m, v = [0.0] * 4, [0.0] * 4
    losses = []
    for k in range(30):
        W, V, bs, b0 = p
        z = np.outer(x, W) + bs
        a = np.maximum(z, 0) if activation == "relu" else 1 / (1 + np.exp(-z))
        slope = (z > 0) * 1.0 if activation == "relu" else a * (1 - a)
        r = 2 * (a @ V + b0 - ny)
        losses.append(np.sum(r * r) / 4)
        g = [x @ (r[:, None] * slope) * V, r @ a, r @ slope * V, r.sum()]
        for i in range(4):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g[i], 0.999 * v[i] + 0.001 * g[i] ** 2
            fast = m[i] / (1 - 0.9 ** (k + 1)) / (np.sqrt(v[i] / (1 - 0.999 ** (k + 1))) + 1e-6)
            p[i] = p[i] - (0.003 * g[i] if optimizer == "GD" else 0.02 * fast)
    rate = 0.003 if optimizer == "GD" else 0.02
    config = {"optimizer": optimizer, "eta": rate, "epochs": 29, "activation": activation, "init": init}
    ours = got("mlp", **config, report=[0, 28])
    assert [ours["loss0"], *ours["loss"]] == pytest.approx(losses, rel=1e-9)
    assert ours["loss_at"] == [ours["loss"][0], ours["final"]]


@pytest.mark.parametrize("hidden", ["sigmoid", "relu"])
def test_the_sine_network_has_the_gradient_of_its_loss(hidden):
    d, theta = data(), start("N01")
    backprop = Backprop(SineNetwork(hidden=hidden), LOSSES["sse"], theta, 40)
    backprop(d.x, d.ny)
    f = lambda point: LOSSES["sse"].value(SineNetwork(hidden=hidden).forward(point, d.x), d.ny)  # noqa: E731
    assert check_gradient(f, backprop.gradient, theta).relative_error < 1e-7


def test_lin32_by_matrices():
    w, x, b, d = np.array([[0, 0.3, -0.8], [1, -1.2, 0.5]]), np.array([5.0, 2, 7]), np.array([1.2, 3.4]), [1, 0]
    losses = []
    for _ in range(31):
        u = w @ x + b
        losses.append(float(np.sum((u - d) ** 2)))
        w, b = w - 0.002 * np.outer(2 * (u - d), x), b - 0.002 * 2 * (u - d)
    ours = got("lin32", steps=30, lr=0.002, train_bias=True)
    assert ours["loss_every_10"] == pytest.approx(losses[0:30:10], rel=1e-12)
    assert [ours["loss_last_printed"], ours["final"]] == pytest.approx(losses[29:], rel=1e-12)
    assert got("lin32", steps=30, lr=0.002)["b"] == [1.2, 3.4]
    assert got("lin32", steps=1, lr=0.01)["residual"] == pytest.approx([-0.56 * -4.8, -0.56 * 9.5])


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"op": "fly"}, "'fly' is unknown; allowed: reconstruct"),
        ({"op": "ce", "t": [1]}, "needs 'y'"),
        ({"op": "lsq", "taks": "AND"}, "'taks' is unknown; allowed: task"),
        ({"op": "lsq", "task": "MAYBE"}, "'MAYBE' is unknown"),
        ({"op": "online", "init": [0, 0, 0], "stages": [{"rate": 1}]}, "'rate' is unknown; allowed: task, lr"),
        ({"op": "batch", "seed": 1, "stages": [{"epochs": 2, "gradient": "half"}]}, "'half' is unknown"),
        ({"op": "batch", "seed": 1, "stages": [{"epochs": 2}], "epochs": [2]}, "epoch 2 is not in this run"),
        ({"op": "mlp", "optimizer": "SGD"}, "'SGD' is unknown; allowed: GD, Adam"),
        ({"op": "mlp", "init": "ones"}, "'ones' is unknown"),
        ({"op": "mlp", "activation": "sin"}, "'sin' is unknown"),
        ({"op": "numdiff", "f": "x", "x": 1.0, "scheme": "best"}, "'best' is unknown"),
        ({"op": "gd2", "x": [1.0, 1.0], "lr": 0.1, "steps": 2, "report": [0]}, "steps 1 to 2"),
    ],
)
def test_what_is_not_allowed_is_named(config, message):
    with pytest.raises(ValueError, match=message):
        run_config(config)


# ---- the cells


def test_every_case_has_one_cell_of_its_own_notebook():
    placed = [(case, int(cell.notebook)) for cell in CELLS for case in cell.cases]
    assert sorted(placed) == sorted((case["id"], case["notebook"]) for case in CASES)


def test_both_languages_are_complete():
    texts = [title(name) for name in NOTEBOOKS]
    texts += [text for cell in CELLS for text in (cell.title, cell.does, *cell.notes)]
    texts += [*words().values(), *value_names().values()]
    for text in texts:
        assert tuple(text) == LANGUAGES
        assert all(part.strip() for part in text.values())
    prose = [text for cell in CELLS for text in (cell.does, *cell.notes)]
    for text in prose:
        assert any("ぁ" <= letter <= "ん" for letter in text["ja"])
        assert text["ja"].endswith("。") and text["en"].endswith((".", ".)"))
        assert not any("ぁ" <= letter <= "ん" for letter in text["en"].replace("正気化", ""))
    assert {key for case in CASES for key in case["expected"]} <= set(value_names())


def test_cells_are_numbered_and_named_apart():
    for name in NOTEBOOKS:
        cells = notebook(name)
        assert cells == notebook(int(name))
        assert [cell.number for cell in cells] == list(range(1, len(cells) + 1))
        assert len({cell.name for cell in cells}) == len(cells)
    with pytest.raises(ValueError, match="notebook 5 is unknown; allowed: 000"):
        notebook(5)


def test_every_claim_of_the_notes_that_is_no_case():
    or_start = all_cases()["000.or.final"]["config"]
    assert run_config(or_start)["argmin_printed"] == 61
    assert min(run_config(or_start)["loss"]) == pytest.approx(4e-8, rel=0.01)
    for task, last in (("AND", [0.0296, 0.0792, 0.1508]), ("OR", [0.0178, 0.1498, 0.2333])):
        for rule, loss in zip(("seed", "true", "true_half"), last, strict=True):
            stage = {"task": task, "activation": "sigmoid", "epochs": 5000, "gradient": rule}
            assert round(got("batch", seed=12345, stages=[stage])["loss"][-1], 4) == loss
    assert got("mlp")["grad_norm_W_V_bs_b0_start"] == pytest.approx([11.7, 91, 46.7, 58.7], abs=0.1)
    assert got("mlp", eta=0.012, epochs=2000)["final"] == pytest.approx(10.8, abs=0.05)
    assert None in got("mlp", eta=0.03, epochs=2000)["loss"]
    stable = got("mlp", eta=0.1, epochs=200, activation="sigmoid_stable")["loss"]
    assert stable.index(None) == 180
    assert stable[100] / stable[99] == pytest.approx(49, rel=1e-6)
    tenth = got("gd2", x=[-3.0, 4.0], lr=10.0, steps=12)
    assert tenth["grads"][10] == [0.0, 0.0]
    assert tenth["grads"][9] != [0.0, 0.0]


# ---- the links


def gates_links():
    shown = {link_of(case["config"]).query: case for case in CASES if link_of(case["config"]).page == "logic_gates"}
    return [(query, case) for query, case in shown.items() if case["config"]["op"] in ("online", "batch")]


@pytest.mark.parametrize(("query", "case"), gates_links(), ids=[case["id"] for _, case in gates_links()])
def test_the_page_stands_where_the_notebook_ended(query, case):
    """The link's experiment, trained by the engine up to its step, has the parameters of our replay."""
    experiment, problems = read_link(query, also=("at",))
    assert problems == []
    step = int(query.rpartition("at=")[2])
    assert step <= experiment.total
    trainer = Trainer(experiment)
    for _ in range(step):
        trainer.measure()
        trainer.update()
    ours = run_config(case["config"])
    state = ours["state"] if "state" in ours else [*ours["weights"], *ours["bias"]]
    assert trainer.theta.tolist() == pytest.approx(list(state), rel=1e-11, abs=1e-11)


SETTLED = [case for case in CASES if case["config"]["op"] == "mlp" and not compare(case).chaotic]


@pytest.mark.parametrize("case", SETTLED, ids=ids(SETTLED))
def test_the_sine_page_has_the_loss_of_the_notebook(case):
    """Where rounding stays small, and up to where the notebook's own sigmoid overflows."""
    query = compare(case).link.query
    experiment, problems = from_query(query, kind=SineExperiment, also=("at",))
    assert problems == []
    ours, trainer = run_config(case["config"]), Trainer(experiment)
    losses = [ours["loss0"], *sine_run(**sine_settings(case["config"])).loss]
    last = case["config"]["report"][-1] + 1 if "report" in case["config"] else len(losses) - 1
    for loss in losses[: last + 1]:
        if not math.isfinite(loss):
            break
        assert trainer.measure() == pytest.approx(loss, rel=1e-8)
        trainer.update()
    assert int(query.rpartition("at=")[2]) <= experiment.total


def test_a_trace_opens_where_its_window_starts():
    at = {key: compare(all_cases()[key]).link.query.rpartition("at=")[2] for key in all_cases() if ".trace." in key}
    assert at["000.and.lr1.trace.0_9"] == "8"  # one epoch before it, and one sample a step
    assert at["000.and.lr001.trace.640_672"] == str(4 * 641)
    assert at["001.lin_and.trace.1132_1169"] == "1133"
    assert at["001.sig_and.trace.417_455"] == "417"
    assert at["003.gd.trace.0_5"] == "1"


def test_what_a_page_does_not_allow_has_no_page():
    stage = {"task": "AND", "lr": 1e6, "epochs": 1}
    assert link_of({"op": "online", "init": [0, 0, 0], "stages": [stage]}) == Link()
    assert link_of({"op": "mlp", "eta": 1e6, "epochs": 5}) == Link()


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: f"{cell.notebook}.{cell.name}")
def test_every_cell_can_be_seen_somewhere(cell):
    pages = {"logic_gates", "sine_regression", "numerical_gradient", "building_blocks", "linear_model", "descent"}
    assert cell.link.page in pages
    if cell.link.page == "logic_gates":
        assert read_link(cell.link.query, also=("at",))[1] == []


# ---- the command


def command(*arguments):
    line = [sys.executable, "-W", "error", "-m", "core.replay", *arguments]
    return subprocess.run(line, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False)


def test_the_command_prints_every_case_as_json():
    done = command("--json")
    assert (done.returncode, done.stderr) == (0, "")
    rows = json.loads(done.stdout, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert sorted(row["id"] for row in rows) == sorted(all_cases())
    keys = {"id", "notebook", "cell", "expected", "got", "difference", "tolerance", "ok", "chaotic", "link", "reason"}
    for row in rows:
        assert keys <= set(row)
        assert row["ok"]
        assert row["expected"] == all_cases()[row["id"]]["expected"]
        assert set(row["link"]) == {"page", "query"}
    assert {row["notebook"] for row in rows} == {0, 1, 2, 3, 4}


def test_the_command_tells_the_notebooks_in_words():
    done = command("004", "003", "--lang", "ja")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.index("003  ") < done.stdout.index("004  ")
    assert "000  " not in done.stdout
    assert "丸め誤差" in done.stdout
    assert "/sine_regression?points=40" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["005"], "notebook '005' is unknown; allowed: 000, 001, 002, 003, 004"),
        (["000", "sine"], "notebook 'sine' is unknown"),
        (["--lang", "fr"], "'fr' is not allowed; allowed: en, ja"),
        (["--lang"], "allowed: en, ja"),
        (["--verbose"], "option '--verbose' is unknown"),
        (["--config", "{"], "usage"),
        (["--config", "[]"], "JSON object"),
        (["--config", '{"op": "ce", "t": [1]}'], "needs 'y'"),
        (["--config", '{"op": "online", "init": 3}'], "usage"),
    ],
)
def test_a_bad_argument_is_one_clear_line(arguments, message, capsys):
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert message in err


def test_an_unknown_notebook_ends_the_command_with_2():
    done = command("042", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_any_config_can_be_asked_for(capsys):
    assert main(["--config", '{"op": "mlp", "eta": 0.01, "epochs": 100, "report": [50, 99]}']) == 0
    ours = json.loads(capsys.readouterr().out)
    assert ours["loss_at"] == [ours["loss"][50], ours["loss"][99]]


@pytest.mark.parametrize("arguments", [["004"], ["004", "--json"], ["004", "--lang", "ja"]])
def test_a_number_outside_its_tolerance_ends_the_command_with_1(arguments, monkeypatch, capsys):
    broken = {key: {**case, "expected": {**case["expected"]}} for key, case in all_cases().items()}
    broken["004.loss0"]["expected"]["loss0"] = 113.3
    monkeypatch.setattr(notebooks_module, "all_cases", lambda: broken)
    assert main(arguments) == 1
    out = capsys.readouterr().out
    assert ("OUTSIDE" in out) or ('"ok": false' in out) or ("超えています" in out)


def test_every_operation_is_used():
    assert {case["config"]["op"] for case in CASES} == set(OPERATIONS)


def test_results_are_values():
    case = all_cases()["003.loss0"]
    assert compare(case) == compare(case)
    assert replace(compare(case), id="x").id == "x"

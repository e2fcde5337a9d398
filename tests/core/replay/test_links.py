"""The link of a notebook's cell opens a page that stands where the notebook stood."""

import math

import numpy as np
import pytest

from core.experiment.link import from_query
from core.learning.training import Trainer
from core.replay import all_cases, compare
from core.replay.links import PAGES, Link, link_of
from core.replay.operations import run_config
from core.replay.sine import run as sine_run
from core.replay.sine import settings as sine_settings
from core.tasks.registry import read_link
from core.tasks.sine.experiment import SineExperiment
from tests.core.replay.cases import CASES, CELLS, ids


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
    assert cell.link.page in PAGES.values()
    if cell.link.page == "logic_gates":
        assert read_link(cell.link.query, also=("at",))[1] == []


def test_the_digits_page_draws_the_batches_of_numpys_own_choice():
    case = all_cases()["002.d.minibatch.3000"]
    e, problems = read_link(f"task=digits&{compare(case).link.query}")
    assert problems == [] and (e.draw, e.batch) == ("replacement", 10)
    np.random.seed(e.seed)
    trainer = Trainer(e)
    for expected in case["expected"]["indices"]:
        assert trainer.next_rows().tolist() == expected == np.random.choice(e.n_train, 10).tolist()
        trainer.measure()
        trainer.update()

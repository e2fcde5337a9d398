"""Parts of a sweep at their addresses: the numbers of its runs, summed up as they come, refused clearly."""

import pytest

from core.sweep.reading import read_sweep
from core.sweep.report import as_csv, as_json, cells
from core.sweep.training import train
from core.wire.packet import unpack
from core.wire.shared import store
from pages.web.address import version
from pages.web.swept import kept
from tests.pages.asking import ask

QUERY = "epochs=60&over=lr:0.01,0.1&over=hidden:2,3&seeds=3"


def told(part, query=QUERY):
    answer = ask(f"/tape/gates/sweep/{part}", query)
    assert answer.status == 200, answer
    return unpack(answer.body)


def test_a_part_has_the_numbers_of_its_runs():
    sweep, _ = read_sweep(QUERY)
    outcomes = train(sweep.runs(0, sweep.n_runs))
    found = told(0)
    assert sweep.n_parts == 1 and len(found["runs"]) == 12
    assert [run["loss"] for run in found["runs"]] == pytest.approx([outcome.loss for outcome in outcomes])
    assert [run["seed"] for run in found["runs"]] == [7] * 4 + [8] * 4 + [9] * 4
    assert [run["link"] for run in found["runs"][:2]] == ["hidden=2&lr=0.01&epochs=60", "hidden=3&lr=0.01&epochs=60"]
    assert [cell["median_loss"] for cell in found["cells"]] == [cell.median_loss for cell in cells(sweep, outcomes)]
    assert sum(run["points"] for run in found["runs"]) == len(found["curves"]["losses"].values)
    assert found["bands"]["losses"].values.shape[0] == 4


def test_a_cell_opens_as_its_median_run_beside_the_best_and_the_worst():
    found = told(0)
    runs = sorted((run for run in found["runs"] if run["cell"] == 1), key=lambda run: run["loss"])
    pinned = found["cells"][1]["pinned"]
    stage, _, beside = pinned.partition("&vs=")
    seeds = [run["seed"] for run in runs]
    assert stage == f"hidden=3&lr=0.01&seed={seeds[1]}&epochs=60".replace("&seed=7", "")
    assert all(f"seed%3D{seed}" in beside for seed in (seeds[0], seeds[2]) if seed != 7)


def test_parts_come_seed_by_seed_and_tell_of_all_runs_so_far():
    query = "data=spiral&points=200&hidden=8-8&epochs=50&batch=10&over=lr:0.01,0.1&seeds=3"
    sweep, _ = read_sweep(query)
    assert sweep.n_parts > 1
    first, last = told(0, query), told(sweep.n_parts - 1, query)
    assert sum(cell["n"] for cell in first["cells"]) == len(sweep.part(0))
    assert sum(cell["n"] for cell in last["cells"]) == sweep.n_runs


def test_a_part_is_trained_once_and_may_be_kept():
    told(0)
    sweep, _ = read_sweep(QUERY)
    assert kept.get(sweep, 0)
    answer = ask("/tape/gates/sweep/0", f"{QUERY}&v={version()}")
    assert "immutable" in answer.headers["cache-control"]
    assert ask("/tape/gates/sweep/0", QUERY, if_none_match=answer.headers["etag"]).status == 304


@pytest.mark.parametrize(("kind", "written"), [("csv", as_csv), ("json", as_json)])
def test_all_runs_are_there_as_the_command_prints_them(kind, written):
    sweep, _ = read_sweep(QUERY)
    outcomes = train(sweep.runs(0, sweep.n_runs))
    answer = ask(f"/tape/gates/sweep/runs.{kind}", f"{QUERY}&v={version()}")
    assert (answer.status, answer.body.decode()) == (200, written(sweep, outcomes))
    assert kind in answer.headers["content-type"] and "immutable" in answer.headers["cache-control"]


def test_it_speaks_both_languages():
    english, japanese = told(0)["sentences"], told(0, f"{QUERY}&lang=ja")["sentences"]
    assert english["loss"]["text"].startswith("Lowest final loss: ") and "損失" in japanese["loss"]["text"]


def test_whoever_has_gone_is_not_trained_for():
    query = "epochs=61&over=lr:0.01,0.1&seeds=2"
    assert ask("/tape/gates/sweep/0", query, gone=True).status == 499
    sweep, _ = read_sweep(query)
    assert kept.get(sweep, 0) is None


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("", "one or two"), ("over=", "lr=0.001..1:10"), ("over=lr:", "no values"), ("over=lr:nan", "nan"),
        ("over=lr:1..inf:3", "inf"), ("over=lr:1..0.1:3", "range"), ("over=lr:0.1,0.1", "more than once"),
        ("over=seed:1,2", "seed"), ("over=nothing:1", "nothing"), ("over=lr:0.1,0.2&seeds=1000000000", "2,000,000,000"),
        ("over=lr:0.1,0.2&seeds=0", "seeds=0"), ("over=lr:0.1,0.2&seeds=1e9", "1e9"), ("over=mom:0.1,0.2", "mom"),
        ("over=lr:0.1..1:1000000000", "1,000,000,000"), ("over=lr:0.1,1&over=lr:1,2", "more than once"),
        ("over=opt:gd,sgd", "sgd"), ("over=lr:0.1,0.2&lr=abc", "abc"), ("over=lr:0.1,0.2&lang=xx", "xx"),
        ("over=" + "9" * 70_000, "65536"), ("over=rule:perceptron,exact", "rule=perceptron"),
    ],
)  # fmt: skip
def test_what_is_no_sweep_is_refused_and_nothing_is_trained(query, named):
    trained = store().trained
    answer = ask("/tape/gates/sweep/0", query)
    text = answer.body.decode()
    assert answer.status == 400 and named in text and len(text) < 2000, (answer.status, text)
    assert store().trained == trained


@pytest.mark.parametrize(
    "path",
    [
        "gates/sweep/7",
        "gates/sweep/x",
        "gates/sweep/-1",
        "gates/sweep/runs.exe",
        "gates/sweep/.csv",
        "descent/sweep/0",
        "none/sweep/0",
    ],
)
def test_there_is_no_such_part(path):
    answer = ask(f"/tape/{path}", QUERY)
    assert answer.status in (400, 404) and len(answer.body.decode().splitlines()) == 1

"""Sweeps in links: what they say, what is refused, and how large they may be."""

import time

import pytest

from core.experiment.link import ADDRESS_KEYS
from core.experiment.values import LARGEST_SEED
from core.sweep.axes import Axis
from core.sweep.reading import DEFAULT_SEEDS, read_sweep, to_query
from core.sweep.sweep import MOST_BYTES, MOST_RUNS
from core.tasks.registry import read_link
from tests.core.sweep.runs import refused, sweep


def test_the_issues_example():
    found = sweep("gate=xor&hidden=4&over=lr:0.001..1:10&over=opt:gd,adam&seeds=10")
    assert [axis.key for axis in found.axes] == ["lr", "opt"]
    assert (found.n_cells, found.n_runs, found.seeds) == (20, 200, 10)
    assert found.base == read_link("gate=xor&hidden=4")[0]


def test_runs_come_seed_by_seed_and_each_is_what_its_link_gives():
    found = sweep("gate=and&seed=5&epochs=20&over=hidden:0,3&over=opt:gd,adam&seeds=3")
    runs = found.runs(0, found.n_runs)
    assert [e.seed for e in runs] == [5] * 4 + [6] * 4 + [7] * 4
    assert [found.cell(i) for i in range(4)] == [("0", "gd"), ("0", "adam"), ("3", "gd"), ("3", "adam")]
    for i, e in enumerate(runs):
        hidden, opt = found.cell(i)
        assert e == read_link(f"gate=and&seed={5 + i // 4}&epochs=20&hidden={hidden}&opt={opt}")[0]
    assert found.runs(3, 7) == runs[3:7]


@pytest.mark.parametrize(
    "query",
    [
        "over=lr:0.001..1:10", "over=lr:0.001..1:10&over=opt:gd,adam&seeds=3&hidden=2&gate=and",
        "task=sine&over=hidden:2,4,4-2&points=20", "task=digits&over=batch:10..40:4&epochs=1&seeds=2&seed=3",
        "over=lr:0.5,0.1,0.2&edits=3:lr:0.1",
    ],
)  # fmt: skip
def test_a_link_gives_the_sweep_again(query):
    found = sweep(query)
    assert sweep(to_query(found)) == found
    assert hash(sweep(to_query(found))) == hash(found)


def test_sweeps_that_train_alike_are_equal():
    """What the varied setting was before says nothing, nor what has no effect in any cell."""
    plain = sweep("over=lr:0.1,0.2")
    assert sweep("lr=0.3&over=lr:1e-1,0.2&gate=xor&seeds=10") == plain
    found, problems = read_sweep("mom=0.3&over=lr:0.1,0.2")
    assert found == plain and [problem.code for problem in problems] == ["no_effect"]


def test_a_setting_counts_where_a_cell_reads_it():
    found = sweep("mom=0.3&over=opt:adam,momentum&seeds=1")
    assert [e.mom for e in found.runs(0, 2)] == [0.9, 0.3]


def test_seeds_have_a_default():
    assert sweep("over=lr:0.1").seeds == DEFAULT_SEEDS


def test_other_keys_of_an_address_are_passed_over():
    found, problems = read_sweep("?over=lr:0.1&lang=ja&embed=true", also=ADDRESS_KEYS)
    assert found is not None and problems == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("gate=xor", "0 settings are to be varied; allowed: one or two"),
        ("over=lr:0.1&over=opt:gd&over=mom:0.1", "3 settings are to be varied"),
        ("over=lr:0.1&over=lr:0.2", "lr is given more than once"),
        ("over=lr:", "lr has no values"),
        ("over=", "names no setting"),
        ("over=lr:nan", "lr=nan is not allowed"),
        ("over=lr:0.1&seeds=0", "seeds=0 is not allowed; allowed: a whole number from 1 on"),
        ("over=lr:0.1&seeds=nan", "seeds=nan"),
        ("over=lr:0.1&seeds=-1", "seeds=-1"),
        ("over=lr:0.1&seeds=", "seeds="),
        ("over=lr:0.1&seeds=1e3", "seeds=1e3"),
        ("over=lr:0.1&seeds=2&seeds=3", "seeds is given more than once"),
        ("over=lr:0.1&gate=maybe", "gate=maybe is not allowed"),
        ("over=lr:0.1&speling=1", "this key is unknown"),
        ("over=mom:0.1,0.5", "mom has no effect"),
        ("over=hidden:0,2&rule=perceptron", "with hidden=2: hidden=2 does not go with rule=perceptron"),
        ("over=hidden:0,2&over=rule:exact,perceptron", "with hidden=2, rule=perceptron:"),
        ("over=out:tanh,relu&loss=bce", "with out=tanh: out=tanh does not go with loss=bce"),
        ("over=hidden:2,4&init=given&w=1,2,3,4,5,6,7,8,9", "with hidden=4: w=9 numbers is not allowed"),
        ("over=hidden:2,4&edits=3:h1.4:off", "with hidden=2: edits=3:h1.4:off is left out"),
        ("over=epochs:100,20000&data=clouds&points=2500&test=0&batch=10", "with epochs=100: epochs=100 is too much"),
        ("task=descent&over=lr:0.1", "allowed: gates, sine, digits"),
        ("task=nothing&over=lr:0.1", "allowed: gates, sine, digits"),
        ("task=sine&task=gates&over=lr:0.1", "task is given more than once"),
        (f"over=lr:0.1&seed={LARGEST_SEED}&seeds=2", f"2 seeds from seed={LARGEST_SEED} on"),
        ("&" * 70_000, "the link is too long"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(query, said):
    assert said in refused(query)


def test_everything_that_is_wrong_is_named():
    lines = refused("gate=maybe&over=lr:nan&over=opt:bogus&seeds=x").splitlines()
    assert len(lines) == 4


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("over=lr:0.001..1:10&seeds=1000000000", f"10,000,000,000 runs are too many; at most {MOST_RUNS:,}"),
        ("over=lr:0.001..1:100&over=mom:0..0.9:100&seeds=2&opt=momentum", "20,000 runs are too many"),
        ("over=lr:0.1,0.2&seeds=999999999999999999", "1,999,999,999,999,999,998 runs"),
        ("over=lr:0.001..1:100&seeds=90", f"28,800,000 bytes; at most {MOST_BYTES:,}"),
        ("over=lr:0.001..1:50&seeds=100&epochs=20000&hidden=16", "units of work"),
        ("task=digits&over=lr:0.001..1:50&seeds=20", "units of work (updates × samples × parameters); at most 150,000"),
        ("over=lr:0.1,0.2&edits=3:lr:0.1&epochs=20000&seeds=100", "units of work"),
        ("over=points:1..100:100&data=clouds&epochs=20000&seeds=1&test=0", "units of work"),
    ],
)
def test_too_much_is_refused_at_once_with_its_size_and_the_bound(query, said):
    start = time.process_time()
    assert said in refused(query)
    assert time.process_time() - start < 2.0


def test_an_axis_stands_for_itself():
    assert sweep("over=lr:0.1,0.2").axes == (Axis("lr", ("0.1", "0.2")),)


@pytest.mark.parametrize(
    "query",
    [
        "over=lr:0.001..1:10&over=opt:gd,adam", "over=hidden:2,3,4,8&seeds=50", "over=epochs:1..500:9&seeds=1",
        "task=digits&over=lr:0.001..0.1:4&seeds=3", "over=lr:0.1&seeds=1",
        "over=batch:1,2,4&over=lr:0.01..1:7&seeds=30&epochs=2000",
    ],
)  # fmt: skip
def test_parts_are_all_runs_in_their_order(query):
    found = sweep(query)
    parts = [found.part(number) for number in range(found.n_parts)]
    assert [i for part in parts for i in part] == [*range(found.n_runs)]


def test_parts_are_whole_seeds_where_these_are_short():
    found = sweep("over=lr:0.001..1:20&over=opt:gd,adam,momentum&seeds=100&epochs=1000")
    assert found.n_parts > 3
    assert all(len(found.part(number)) % found.n_cells == 0 for number in range(found.n_parts))


def test_parts_of_many_cells_are_few():
    found = sweep("over=lr:0.001..1:100&over=mom:0..0.9:70&seeds=1&opt=momentum")
    assert 1 < found.n_parts < 30


def test_long_runs_have_parts_of_their_own():
    found = sweep("task=digits&epochs=3&over=lr:0.001..0.1:4&seeds=3")
    assert found.n_parts > found.seeds

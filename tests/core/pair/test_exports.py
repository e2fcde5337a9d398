"""The histories of several runs in one table, and their parameters, say what their tapes say."""

import csv
import io
import json

import numpy as np
import pytest

from core.handout.exports import columns, parameters
from core.pair.clock import made
from core.pair.exports import pair_csv, pair_json
from core.tape.cache import TapeStore
from tests.core.pair.links import LINKS, pair_of_link
from tests.core.tapes import whole_tape

LINK = "https://example.org/logic_gates?lr=0.1&vs=lr%3D0.2"


def histories(pair):
    found = []
    for e in pair.runs:
        chunks = whole_tape(e)[0]
        found.append({name: np.concatenate([chunk.steps[name] for chunk in chunks]) for name in chunks[0].steps})
    return found


def table(pair, steps):
    return list(csv.DictReader(io.StringIO(pair_csv(pair, steps, LINK))))


@pytest.mark.parametrize("link", LINKS)
def test_every_step_of_every_run_stands_at_its_moment(link):
    pair = pair_of_link(link)
    steps = histories(pair)
    lines = table(pair, steps)
    moments = [float(line[pair.clock]) for line in lines]
    assert moments == sorted(set(moments)) and lines[0]["link"] == LINK and not lines[-1]["link"]
    for k in pair.order:
        letter, last = pair.letter(k), len(steps[k]["loss"]) - 1
        shown = [line for line in lines if line[f"{letter}_step"]]
        assert shown == lines[: len(shown)], "empty where the run has ended, and only there"
        own = [int(line[f"{letter}_step"]) for line in shown]
        assert sorted(set(own)) == list(range(last + 1)) and own == sorted(own)
        assert own == [made(pair.spans[k], moment, last) for moment in moments[: len(shown)]]
        for head, *texts in columns(pair.runs[k], steps[k]):
            assert [line[f"{letter}_{head}"] for line in shown] == [texts[step] for step in own]


def test_a_line_has_the_settings_of_no_other_run():
    pair = pair_of_link("epochs=4&vs=epochs%3D2%26hidden%3D2")
    lines = table(pair, histories(pair))
    assert [line["A_step"] for line in lines] == ["0", "1", "2", "", ""] and "A_W1_0_2" not in lines[0]
    assert [line["B_step"] for line in lines] == ["0", "1", "2", "3", "4"] and "B_W1_0_2" in lines[0]


def test_parameters_of_all_runs_stand_at_their_own_steps():
    pair = pair_of_link(LINKS[1])
    store, lasts = TapeStore(lambda chunk: chunk), [len(run["loss"]) - 1 for run in histories(pair)]
    said = []
    for k, e in enumerate(pair.runs):
        trainer = store.trainer(e, pair.own_step(k, 5, lasts[k]))
        said.append(parameters(e, trainer.theta, trainer.step, trainer.measure(), None))
    told = json.loads(pair_json(pair, said, LINK))
    assert (told["link"], told["task"], told["clock"]) == (LINK, "gates", "samples")
    assert [(run["run"], run["step"]) for run in told["runs"]] == [("A", 10), ("B", 5), ("C", 5)]
    assert [run["settings"]["opt"] for run in told["runs"]] == ["gd", "adam", "adam"]
    assert [len(run["layers"]) for run in told["runs"]] == [2, 1, 2]

"""Links of runs on one clock keep their meaning: which runs they are, by what they go, and the losses of each."""

import json
from pathlib import Path

import pytest

from core.command import report_together
from core.pair.pair import Pair
from core.tasks.together import read_runs, write_pair

PROMISED = json.loads((Path(__file__).parent / "promised_pairs.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("link", PROMISED)
def test_promised_pair(link):
    """Never edit an entry: only add."""
    promise = PROMISED[link]
    pair, problems = read_runs(link)
    assert problems == [] and isinstance(pair, Pair)
    assert (pair.clock, pair.total) == (promise["clock"], promise["total"])
    assert read_runs(write_pair(pair)) == (pair, [])
    for told, wanted in zip(report_together(pair)["runs"], promise["runs"], strict=True):
        assert (told["run"], told["link"]) == (wanted["run"], wanted["link"])
        assert (told["stop"]["reason"], told["stop"]["step"]) == (wanted["stop"], wanted["at"])
        for step, loss in wanted["loss"].items():
            assert told["loss"][int(step)] == pytest.approx(loss, rel=1e-9), f"run {told['run']}, step {step}"

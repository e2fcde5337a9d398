"""What is told of an edited run: a hand's jump is not the rate's, and settings are those that count at the step."""

import pytest

from core.tasks.registry import read_link
from tests.core.tapes import whole_tape


def events(link):
    e, problems = read_link(link)
    assert not problems
    return [event for chunk in whole_tape(e)[0] for event in chunk.events]


def test_a_weight_that_is_set_is_no_overshooting():
    told = events("task=sine&epochs=400&edits=300:w2.1.1:40")
    plain = events("task=sine&epochs=400")
    assert [event.code for event in told if event.at in (300, 301)] == []
    assert [(e.at, e.code) for e in told if e.at < 300] == [(e.at, e.code) for e in plain if e.at < 300]


@pytest.mark.parametrize("task", ["gate=xor&init=zeros", "gate=xor&init=zeros&data=clouds&test=0&points=1&batch=2"])
def test_no_progress_counts_from_the_edit_and_in_epochs_of_its_batches(task):
    plain = [event.at for event in events(f"{task}&epochs=200") if event.code == "stuck"]
    edited = [event.at for event in events(f"{task}&epochs=200&edits=20:lr:0.01") if event.code == "stuck"]
    assert plain and edited[0] == plain[0] + 20


def test_the_rate_that_is_named_at_the_end_is_the_one_that_counts():
    for task in ("gate=and", "task=sine"):
        assert events(f"{task}&epochs=60&edits=20:lr:0.004;40:lr:0.003")[-1].facts["lr"] == 0.003

"""Who is ahead of runs on one clock."""

import numpy as np

from core.pair.pair import pair_of
from core.pair.verdict import Finished, story
from core.record.stop import Stop
from core.tasks.gates.experiment import GateExperiment

N = 20


def told(*runs, vs="lr=0.1", clock="update", **settings):
    stage = GateExperiment(epochs=N, **settings)
    pair, _ = pair_of(stage, {"vs": "|".join(f"epochs={N}&{one}" for one in vs.split("|")), "clock": clock})
    return story(pair, runs)


def run(loss, right_from=None, held_out=None, reason="epochs"):
    loss = np.asarray(loss, dtype=float)
    right = np.where(np.arange(len(loss)) >= (N + 1 if right_from is None else right_from), 4, 2)
    return Finished(loss, right, held_out, Stop(reason, len(loss) - 1))


def falling(rate):
    return 0.5 * rate ** np.arange(N + 1)


def test_who_learns_first_is_ahead_with_the_numbers_of_both():
    events = told(run(falling(0.9), 12, 0.3), run(falling(0.8), 5, 0.4))
    last = events[-1]
    assert (last.at, last.code) == (N, "verdict")
    assert last.facts["ahead"] == 1 and last.facts["learned"] == [12.0, 5.0]
    assert last.facts["held_out"] == [0.3, 0.4]


def test_what_is_said_holds_from_its_step_on():
    events = told(run(falling(0.9), 12), run(falling(0.8), 5))
    standing = {event.at: event.facts for event in events if event.code == "standing"}
    assert standing[5]["learned"] == {1: 5.0} and standing[12]["learned"] == {0: 12.0, 1: 5.0}
    leads = [at for at, facts in standing.items() if facts["leader"] == 1]
    assert min(leads) <= 2 and all(facts["leader"] in (None, 1) for facts in standing.values())


def test_a_loss_that_is_lower_for_a_moment_is_no_lead():
    dip = falling(0.9)
    dip[10] = 1e-6
    assert all(event.facts.get("leader") is None for event in told(run(dip), run(falling(0.9))))


def test_of_runs_that_never_learn_the_lower_loss_is_ahead_and_equal_ones_are_level():
    assert told(run(falling(0.8)), run(falling(0.9)))[-1].facts["ahead"] == 0
    assert told(run(falling(0.9)), run(falling(0.9)))[-1].facts["ahead"] is None


def test_a_run_that_diverges_is_gone_and_not_ahead():
    events = told(run(falling(0.9)), run([0.5, 0.1, 0.01], reason="diverged"))
    assert events[-1].facts["gone"] == [1] and events[-1].facts["ahead"] == 0
    assert any(event.at == 2 and event.facts["gone"] == [1] for event in events if event.code == "standing")


def test_losses_of_different_kinds_are_not_compared():
    events = told(run(falling(0.8)), run(falling(0.9)), vs="loss=bce")
    assert events[-1].facts["ahead"] is None and not events[-1].facts["comparable"]
    assert all(event.facts.get("leader") is None for event in events)


def test_by_epochs_a_run_of_small_batches_has_learned_at_its_epoch():
    settings = {"data": "clouds", "points": 25, "test": 0}
    vs = "data=clouds&points=25&test=0&batch=10"
    ten = np.concatenate([falling(0.9), np.zeros(180)])  # ten updates in an epoch
    right = np.where(np.arange(201) >= 30, 100, 0)
    small = Finished(ten + 1e-3, right, None, Stop("epochs", 200))
    events = told(run(falling(0.9)), small, vs=vs, clock="epoch", **settings)
    assert events[-1].facts["learned"] == [None, 3.0]

"""What the buttons under a sine run's sentences change."""

from core.experiment.link import from_query
from core.record.event import Event
from core.tasks.sine.experiment import SineExperiment
from core.tasks.sine.remedies import remedies


def values(link, code, **facts):
    """What the buttons of an event change."""
    e, problems = from_query(link, kind=SineExperiment)
    assert not problems
    return [action.value for action in remedies(e, Event(0, code, facts))]


def test_twice_the_epochs_is_offered_only_as_far_as_it_is_allowed():
    assert values("epochs=700", "finished", mood="fitting") == ["epochs=1400"]
    assert values("epochs=20000", "finished", mood="fitting") == []
    assert values("points=50&batch=1&epochs=1500", "finished", mood="settled") == ["epochs=2000"]  # 100,000 updates
    assert values("points=50&batch=1&epochs=2000", "finished", mood="settled") == []


def test_dead_units_that_he_did_not_save_get_another_seed():
    assert values("act=relu", "dead") == ["act=leaky_relu", "init=he"]
    assert values("act=relu&init=he", "dead") == ["act=leaky_relu", "seed=1235"]
    assert values("act=sigmoid", "dead") == ["seed=1235"]


def test_rates_are_written_as_short_as_they_are():
    assert values("lr=0.7", "growing", over=1e3, steepest=4.0) == ["lr=0.07"]
    assert values("lr=1e-10", "growing", over=1e3, steepest=4.0) == []


def test_a_jump_that_may_heal_by_itself_has_no_button():
    assert values("lr=0.7", "overshoot", growth=2.0, jumped_at=3) == []

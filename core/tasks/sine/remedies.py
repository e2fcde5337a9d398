"""What may help a sine run."""

from core.learning.remedies import by_hand, leaves, longer, mood, other_start, slower, too_large
from core.record.event import Action, Event
from core.tasks.sine.experiment import SineExperiment


def remedies(e: SineExperiment, event: Event) -> list[Action]:
    """The likeliest first; none where nothing is wrong."""
    return by_hand(e, event.at, _remedies(e.at(event.at), event))


def _remedies(e, event):
    now = mood(event)
    if leaves(event):
        return slower(e, too_large(e, event))
    if now == "dead":
        return _revived(e)
    if now == "mean":
        return [Action("adam", "opt=adam&lr=0.05")] if e.opt != "adam" else []
    return longer(e) if event.code == "finished" else []


def _revived(e):
    if e.act != "relu":
        return other_start(e)
    he = [Action("he", "init=he")] if e.init != "he" else other_start(e)
    return [Action("leaky", "act=leaky_relu"), *he]

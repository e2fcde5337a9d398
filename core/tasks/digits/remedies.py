"""What may help a digits run."""

from core.data.digits.subset import CLASSES
from core.learning.remedies import by_hand, faster, leaves, longer, mood, other_start, slower, too_large
from core.record.event import Action, Event
from core.tasks.digits.experiment import DigitExperiment

ENOUGH = 16  # hidden units tell ten digits apart well
DECAY = 0.003  # of the weights, where there was none
TOO_LARGE = 10.0  # times too large is a rate whose loss goes up and down and gets nowhere


def remedies(e: DigitExperiment, event: Event) -> list[Action]:
    """The likeliest first; none where nothing is wrong."""
    return by_hand(e, event.at, _remedies(e.at(event.at), event))


def _remedies(e, event):
    now = mood(event)
    if leaves(event):
        return slower(e, too_large(e, event))
    if now in ("stuck", "dead", "lost"):
        return _moving(e, event.facts, now)
    if now == "over_fitted":
        return _simpler(e, event.facts)
    if event.code == "finished" and now == "slipped":
        return slower(e, TOO_LARGE)
    if event.code != "finished" or now == "learned":
        return []
    return _wider(e) + longer(e)


def few(e: DigitExperiment) -> bool:
    """Whether a hidden layer has fewer units than there are digits."""
    return bool(e.hidden) and min(e.hidden) < CLASSES


def _moving(e, facts, now):
    if e.init == "zeros":
        return other_start(e)
    if facts.get("calm"):
        return faster(e, facts) + _wider(e)
    leaky = [Action("leaky", "act=leaky_relu")] if now == "dead" else []
    return (_wider(e) if now == "stuck" else []) + slower(e, TOO_LARGE) + leaky


def _wider(e):
    if not few(e):
        return []
    wide = tuple(max(units, ENOUGH) for units in e.hidden)
    added = sum(wide) - sum(e.hidden)
    return [Action("hidden", f"hidden={e.settings['hidden'].write(wide)}", {"n": added})]


def _simpler(e, facts):
    """Right labels, dearer weights, or an end where the test loss was lowest."""
    actions = [Action("labels", "wrong=0")] if e.wrong else []
    actions.append(Action("decay", f"l2={e.l2 * 3.0 or DECAY:.12g}"))
    best = max(1, -(-facts["lowest"] // e.updates_per_epoch))
    return actions + ([Action("fewer", f"epochs={best}", {"n": best})] if best < e.epochs else [])

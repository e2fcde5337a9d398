"""What may help a gates run."""

from core.learning.remedies import by_hand, faster, leaves, longer, mood, other_start, rate, slower, too_large
from core.record.event import Action, Event
from core.tasks.gates.experiment import GateExperiment


def remedies(e: GateExperiment, event: Event) -> list[Action]:
    """The likeliest first; none where nothing is wrong."""
    return by_hand(e, event.at, _remedies(e.at(event.at), event))


def _remedies(e, event):
    now = mood(event)
    if leaves(event):
        return slower(e, too_large(e, event)) + _going_on(e, event.facts)
    if now == "inseparable":
        return [Action("hidden", "hidden=2" + ("&rule=exact" if e.rule == "perceptron" else ""), {"n": 2})]
    if now == "stuck":
        return other_start(e) + faster(e, event.facts)
    return longer(e) if event.code == "finished" and now != "learned" else []


def _going_on(e, facts):
    """The same neuron, from where it stands, at a hundredth of the rate; not from farther than a link can say."""
    if "theta" not in facts or e.lr < 0.01 or max(map(abs, facts["theta"])) > e.settings["w"].bounds[1]:
        return []
    w = ",".join(f"{value:.12g}" for value in facts["theta"])
    return [Action("go_on", f"init=given&w={w}&{rate(e.lr / 100.0)}&epochs=1000&edits=")]

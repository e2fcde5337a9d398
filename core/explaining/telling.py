"""The microscope of one part: its sections, in the order in which an update is worked out."""

from core.engine.naming import Parameter
from core.explaining import blaming, by_hand, descending, passing, updating
from core.explaining.chosen import Chosen
from core.explaining.section import Section
from core.record.say import Say


def sections(it: Chosen, say: Say) -> list[Section]:
    """All that there is to tell of a parameter or of a node; where the run ends, all but the update."""
    if isinstance(it.part, Parameter):
        return [*_passed(it, say), *_moved(it, say)]
    passed = _passed(it, say) if it.part.layer else [passing.sample(it, say)]
    return [*passed, *by_hand.hand(it, say)]


def _passed(it, say):
    """Forward to the loss and back to δ, as every unit does it."""
    return [passing.sample(it, say), passing.forward(it, say), passing.loss(it, say), blaming.deltas(it, say)]


def _moved(it, say):
    """The gradient, and what becomes of the parameter."""
    found = [descending.gradient(it, say), descending.check(it, say), *updating.penalty(it, say)]
    if it.seen.end:
        return [*found, Section("end", say("ex_end"), (), note=say("ex_end_note", step=it.seen.step))]
    return [*found, updating.update(it, say), *by_hand.hand(it, say)]

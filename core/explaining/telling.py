"""The microscope of one part: its sections, in the order in which an update is worked out."""

from core.engine.naming import Parameter
from core.explaining import updating
from core.explaining.chosen import Chosen
from core.explaining.section import Section
from core.record.say import Say


def sections(it: Chosen, say: Say) -> list[Section]:
    """All that there is to tell of a parameter, or of a node."""
    if not isinstance(it.part, Parameter):
        return []
    return [*updating.penalty(it, say), updating.update(it, say)]

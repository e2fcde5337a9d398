"""The buttons under a sentence."""

from core.record.event import Event
from core.record.say import Say
from core.wire.scene import Action


def buttons(event: Event, say: Say) -> list[Action]:
    """The actions of an event with their labels."""
    return [Action(label=say(f"do_{action.name}", **action.facts), value=action.value) for action in event.actions]

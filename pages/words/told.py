"""Sentences with numbers in them: what is happening in a run, and the buttons that help."""

from collections.abc import Callable

from core.experiment.experiment import Experiment
from core.record.event import Event
from core.record.say import Say
from core.wire.scene import Sentence
from pages.words import first_known, topic_of
from pages.words.buttons import buttons
from pages.words.numbers import readable, short


def captioner(e: Experiment, say: Say) -> Callable[[Event], Sentence]:
    """A function that puts one event of this experiment's run into words, with the buttons that help.

    A task's words may bring a `captioner` of their own, where sentences are put together, or `named(facts, say)`: the
    facts that are names of words, said.
    """
    topic = topic_of(e.task)
    if hasattr(topic, "captioner"):
        return topic.captioner(e, say)
    named = getattr(topic, "named", lambda _facts, _say: {})

    def caption(event: Event) -> Sentence:
        numbers = {name: _number(name, value) for name, value in event.facts.items()}
        facts = numbers | named(numbers, say)
        return Sentence(at=event.at, text=say(_key(e, event), **facts), tone=event.tone, actions=buttons(event, say))

    return caption


def _key(e, event):
    """The sentence: each task has its own, but for what is said of any run that stops early."""
    code = event.code
    if code == "finished":
        return first_known(f"say_{e.task}_finished_{event.facts['mood']}", f"say_{e.task}_finished")
    if code == "diverged":
        ending = "limit" if "limit" in event.facts else "growth" if "growth" in event.facts else ""
        return first_known(f"say_diverged_{ending}", "say_diverged")
    return f"say_{e.task}_{code}"


def _number(name, value):
    if name == "lr":
        return readable(value)
    if isinstance(value, tuple):
        return f"({', '.join(f'{v:.4g}' for v in value)})"
    if name in ("before", "after"):
        return f"{value:.6g}"
    return short(value)

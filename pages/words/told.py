"""Sentences with numbers in them: what is happening in a run, and the buttons that help."""

from collections.abc import Callable

from core.learning.learner import Learner
from core.record.event import Event
from core.record.say import Say
from core.wire.scene import Sentence
from pages.words.numbers import readable, short
from pages.words.told_walks import buttons, walk_captioner

_END_MOODS = ("learned", "stuck", "inseparable", "growing", "mean", "dead", "bouncing")


def captioner(e: Learner, say: Say) -> Callable[[Event], Sentence]:
    """A function that puts one event of this experiment's run into words, with the buttons that help."""
    if e.task == "descent":
        return walk_captioner(e, say)

    def caption(event: Event) -> Sentence:
        facts = {name: _number(name, value) for name, value in event.facts.items()}
        if e.task == "gates":
            facts["gate"] = say(f"gate_{e.gate}")
            facts["score"] = say("score_share" if "low" in facts else "score_count", **facts)
        return Sentence(at=event.at, text=say(_key(e, event), **facts), tone=event.tone, actions=buttons(event, say))

    return caption


def _key(e, event):
    """The sentence: each task has its own, but for what is said of any run that stops early."""
    code = event.code
    if code == "finished":
        mood = event.facts["mood"]
        code = f"finished_{mood}" if mood in _END_MOODS else "finished"
    elif code == "diverged":
        ending = "limit" if "limit" in event.facts else "growth" if "growth" in event.facts else ""
        return f"say_diverged_{ending}".rstrip("_")
    return f"say_{code}" if e.task == "gates" else f"say_{e.task}_{code}"


def _number(name, value):
    if name == "lr":
        return readable(value)
    if isinstance(value, tuple):
        return f"({', '.join(f'{v:.4g}' for v in value)})"
    if name in ("before", "after"):
        return f"{value:.6g}"
    return short(value)

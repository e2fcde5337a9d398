"""Sentences with numbers in them: what is happening in a run, and what was wrong with a value."""

from collections.abc import Callable
from typing import Any

from core.experiment.setting import Setting
from core.experiment.values import Problem
from core.learning.learner import Learner
from core.readable import readable
from core.record.event import Event
from pages.ui.walk_words import buttons, walk_captioner
from pages.words import Say

_END_MOODS = ("learned", "stuck", "inseparable", "growing", "mean", "dead", "bouncing")


def captioner(e: Learner, say: Say) -> Callable[[Event], dict[str, Any]]:
    """A function that puts one event of this experiment's run into words, with the buttons that help."""
    if e.task == "descent":
        return walk_captioner(e, say)

    def caption(event: Event) -> dict[str, Any]:
        facts = {name: _number(name, value) for name, value in event.facts.items()}
        if e.task == "gates":
            facts["gate"] = say(f"gate_{e.gate}")
            facts["score"] = say("score_share" if "low" in facts else "score_count", **facts)
        return {
            "at": event.at,
            "text": say(_key(e, event), **facts),
            "tone": event.tone,
            "actions": buttons(event, say),
        }

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
    return f"{value:.4g}" if isinstance(value, float) else value


def allowed(setting: Setting, say: Say) -> str:
    """What a setting may be, in words."""
    if setting.low is None:
        return setting.allowed
    return say(f"range_{setting.kind}", low=readable(setting.low), high=readable(setting.high), n=setting.count)


def problem_text(problem: Problem, e: Learner, say: Say) -> str:
    """One sentence that names the key, the value and what is allowed."""
    if problem.code == "link":
        return say("bad_link", allowed=say("range_link"))
    permitted = problem.allowed
    if problem.code == "value":
        permitted = permitted_by(problem, e, say)
    what = "too_much_steps" if (problem.code, problem.key) == ("too_much", "steps") else f"bad_{problem.code}"
    return say(
        what, key=plain(problem.key), value=plain(problem.value), allowed=permitted,
        used=problem.used, other=problem.other,
    )  # fmt: skip


def permitted_by(problem: Problem, e: Learner, say: Say) -> str:
    """What is allowed; for lists of the wrong length, how many numbers are wanted."""
    if problem.key == "w" and problem.used.startswith("init="):
        return say("range_w", n=e.network.n_params)
    if problem.key == "pts" and problem.used.startswith("curve="):
        return say("range_pts")
    return allowed(e.settings[problem.key], say)


def plain(text: str, most: int = 40) -> str:
    """Short, and without what Markdown would read as more than letters."""
    clean = "".join(c if c.isprintable() and c not in "`[]<>$\\" else "?" for c in text)
    return clean if len(clean) <= most else clean[: most - 1] + "…"

"""Sentences with numbers in them: what is happening in a run, and what was wrong with a value."""

from collections.abc import Callable
from typing import Any

from core.experiment import SETTINGS, Experiment, Problem
from core.settings import number_text
from core.story import Event
from pages.i18n import Say

_TONES = {"learned": "good", "target": "good", "diverged": "bad", "growing": "bad"}


def captioner(e: Experiment, say: Say) -> Callable[[Event], dict[str, Any]]:
    """A function that puts one event of this experiment's run into words, with the buttons that help."""

    def caption(event: Event) -> dict[str, Any]:
        key = _key(event)
        facts = {name: _number(name, value) for name, value in event.facts.items()}
        facts["gate"] = say(f"gate_{e.gate}")
        return {
            "at": event.at,
            "text": say(f"say_{key}", **facts),
            "tone": _tone(event),
            "actions": [{"label": say(f"do_{name}"), "value": value} for name, value in _actions(e, event)],
        }

    return caption


def _key(event):
    if event.code == "finished":
        mood = event.facts["mood"]
        return f"finished_{mood}" if mood in ("learned", "stuck", "inseparable", "growing") else "finished"
    if event.code == "diverged":
        return (
            "diverged_limit" if "limit" in event.facts else "diverged_growth" if "growth" in event.facts else "diverged"
        )
    return event.code


def _number(name, value):
    if name == "lr":
        return number_text(value)
    return f"{value:.4g}" if isinstance(value, float) else value


def _tone(event):
    mood = event.facts.get("mood", "")
    if event.code in ("finished", "plateau"):
        return {"learned": "good", "growing": "bad"}.get(mood, "warn")
    return _TONES.get(event.code, "warn" if event.code in ("inseparable", "stuck", "lost") else "info")


def _actions(e, event):
    """(name, link fragment) of the buttons that may help, the likeliest first; none where nothing is wrong."""
    mood = event.facts.get("mood", event.code)
    slower = ("rate", f"lr={number_text(max(e.lr / 10.0, SETTINGS['lr'].low))}")
    if event.code in ("diverged", "growing") or mood == "growing":
        return [slower]
    if mood == "inseparable":
        return [("hidden", "hidden=2" + ("&rule=exact" if e.rule == "perceptron" else ""))]
    if mood == "stuck":
        return [("seed", f"seed={(e.seed + 1) % 2**32}"), ("faster", f"lr={number_text(min(e.lr * 3.0, 100.0))}")]
    if event.code == "finished" and mood != "learned":
        return [("more", f"epochs={min(2 * e.epochs, int(SETTINGS['epochs'].high))}")]
    return []


def allowed(key: str, say: Say) -> str:
    """What a setting may be, in words."""
    setting, name = SETTINGS[key], "range_number"
    if setting.choices:
        return ", ".join(setting.choices)
    if key == "hidden":
        name = "range_layers"
    elif key == "w":
        name = "range_numbers"
    elif setting.allowed.startswith("a whole"):
        name = "range_integer"
    return say(name, low=f"{setting.low:.15g}", high=f"{setting.high:.15g}")


def problem_text(problem: Problem, e: Experiment, say: Say) -> str:
    """One sentence that names the key, the value and what is allowed."""
    if problem.code == "link":
        return say("bad_link", allowed=say("range_link"))
    permitted = problem.allowed
    if problem.code == "value":
        given_count = problem.key == "w" and problem.used.startswith("init=")
        permitted = say("range_w", n=e.network.n_params) if given_count else allowed(problem.key, say)
    return say(
        f"bad_{problem.code}", key=problem.key, value=_safe(problem.value), allowed=permitted, used=problem.used,
        other=problem.other,
    )  # fmt: skip


def _safe(text):
    """Short, and without what Markdown would read as more than letters."""
    clean = "".join(c if c.isprintable() and c not in "`[]<>$\\" else "?" for c in text)
    return clean if len(clean) <= 40 else clean[:39] + "…"

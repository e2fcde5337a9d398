"""Sentences with numbers in them: what is happening in a run, and what was wrong with a value."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from core.experiment import Learner, Problem, settle
from core.settings import Setting, number_text
from core.story import Event
from pages.i18n import Say
from pages.ui.walk_words import walk_captioner

_TONES = {
    "learned": "good", "target": "good", "sweet": "good", "right": "good", "rounding": "warn",
    "kink": "warn", "straddle": "warn", "absorbed": "warn",
    "diverged": "bad", "growing": "bad", "dead": "bad",
    "inseparable": "warn", "stuck": "warn", "lost": "warn", "overshoot": "warn", "mean": "warn",
    "swing": "warn", "exact": "good",
}  # fmt: skip
_END_MOODS = ("learned", "stuck", "inseparable", "growing", "mean", "dead")


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
            "tone": _tone(event),
            "actions": [{"label": say(f"do_{name}"), "value": value} for name, value in _actions(e, event)],
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
        return number_text(value)
    if isinstance(value, tuple):
        return f"({', '.join(f'{v:.4g}' for v in value)})"
    if name in ("before", "after"):
        return f"{value:.6g}"
    return f"{value:.4g}" if isinstance(value, float) else value


def _tone(event):
    if event.code in ("finished", "plateau"):
        return _TONES.get(event.facts.get("mood", ""), "info")
    return _TONES.get(event.code, "info")


def _actions(e, event):
    """(name, link fragment) of the buttons that may help, the likeliest first; none where nothing is wrong."""
    mood = event.facts.get("mood", event.code)
    if event.code in ("diverged", "growing", "overshoot") or mood == "growing":
        lowest = e.settings["lr"].low
        slower = [("rate", _rate(max(e.lr / 10.0, lowest)))] if e.lr > lowest else []
        return slower + _going_on(e, event.facts)
    if mood == "inseparable":
        return [("hidden", "hidden=2" + ("&rule=exact" if e.rule == "perceptron" else ""))]
    if mood == "dead":
        if e.act != "relu":
            return [_other_seed(e)]
        return [("leaky", "act=leaky_relu"), ("he", "init=he") if e.init != "he" else _other_seed(e)]
    if mood == "mean":
        return [("adam", "opt=adam&lr=0.05")] if e.opt != "adam" else []
    if mood == "stuck":
        return [_other_seed(e), ("faster", _rate(min(e.lr * 3.0, e.settings["lr"].high)))]
    if event.code == "finished" and mood != "learned":
        return _longer(e)
    return []


def _rate(value):
    """A learning rate without the last digits that a multiplication leaves."""
    return f"lr={number_text(float(f'{value:.12g}'))}"


def _longer(e):
    """Twice the epochs, or as many as are allowed."""
    epochs = settle(replace(e, epochs=min(2 * e.epochs, int(e.settings["epochs"].high))))[0].epochs
    return [("more", f"epochs={epochs}")] if epochs > e.epochs else []


def _going_on(e, facts):
    """The same neuron, from where it stands, at a hundredth of the rate."""
    if "theta" not in facts or e.lr < 0.01:
        return []
    w = ",".join(f"{value:.12g}" for value in facts["theta"])
    return [("go_on", f"init=given&w={w}&{_rate(e.lr / 100.0)}&epochs=1000")]


def _other_seed(e):
    return ("seed", f"seed={(e.seed + 1) % 2**32}")


def allowed(setting: Setting, say: Say) -> str:
    """What a setting may be, in words."""
    if setting.low is None:
        return setting.allowed
    return say(f"range_{setting.kind}", low=f"{setting.low:.15g}", high=f"{setting.high:.15g}", n=setting.count)


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

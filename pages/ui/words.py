"""Sentences with numbers in them: what is happening in a run, and what was wrong with a value."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from core.engine.optimizers import OPTIMIZERS
from core.experiment.setting import Setting, number_text
from core.experiment.values import Problem, settle
from core.learning.learner import Learner
from core.readable import readable
from core.record.event import Event
from pages.ui.walk_words import divisor, walk_captioner
from pages.words import Say

_TONES = {
    "learned": "good", "target": "good", "sweet": "good", "right": "good", "rounding": "warn",
    "kink": "warn", "straddle": "warn", "absorbed": "warn",
    "diverged": "bad", "growing": "bad", "dead": "bad",
    "inseparable": "warn", "stuck": "warn", "lost": "warn", "mean": "warn",
    "swing": "warn", "exact": "good",
}  # fmt: skip
CURVED = 3.0  # times as steep as one step has shown may the loss of a network be elsewhere, or of another batch
LARGEST_STEP = 0.3  # of a weight in one update; larger ones saturate units
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
            "tone": _tone(e, event),
            "actions": [
                {"label": say(f"do_{name}", **more), "value": value} for name, value, more in _actions(e, event)
            ],
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


def _tone(e, event):
    if event.code in ("finished", "plateau"):
        return _TONES.get(event.facts.get("mood", ""), "info")
    if event.code == "overshoot":  # of no harm where it converges faster than with a tenth of the rate
        return "warn" if e.task != "linear" or _swings(event.facts) else "info"
    return _TONES.get(event.code, "info")


def _actions(e, event):
    """(name, link fragment, numbers of the label) of the buttons that help, the likeliest first; none where nothing is
    wrong."""
    mood = event.facts.get("mood", event.code)
    if event.code in ("diverged", "growing", "swing") or mood == "growing" or _swings(event.facts):
        return _slower(e, _too_large(e, event)) + _going_on(e, event.facts)
    if mood == "inseparable":
        return [("hidden", "hidden=2" + ("&rule=exact" if e.rule == "perceptron" else ""), {})]
    if mood == "dead":
        if e.act != "relu":
            return _other_start(e)
        he = [("he", "init=he", {})] if e.init != "he" else _other_start(e)
        return [("leaky", "act=leaky_relu", {}), *he]
    if mood == "mean":
        return [("adam", "opt=adam&lr=0.05", {})] if e.opt != "adam" else []
    if mood == "stuck":
        return _other_start(e) + _faster(e, event.facts)
    if event.code == "finished" and mood != "learned":
        return _longer(e)
    return []


def _swings(facts):
    """A linear model that overshoots so far that a tenth of the rate would bring it in faster."""
    factor = facts.get("factor", 0.0)
    return factor >= -1.0 and abs(factor) > abs(0.9 + 0.1 * factor) and factor < 0.0


def _too_large(e, event):
    """How many times the rate at which the steepest way is gone down in one step, as the loss itself tells it: on a
    parabola of curvature λ a step multiplies it by (1 − ηλ)², and ηλ is wanted."""
    facts = event.facts
    if "limit" in facts:
        return 2.0 * e.lr / facts["limit"]
    if "factor" in facts:
        return 1.0 - facts["factor"]
    if "growth" in facts and event.code == "diverged":  # far out there is only the steepest way
        return 1.0 + math.sqrt(facts["growth"])
    steepest = facts.get("steepest", math.nan)
    one_parabola = not e.hidden and e.updates_per_epoch == 1
    return (1.0 if one_parabola else CURVED) * (1.0 + math.sqrt(steepest)) if steepest > 0.0 else math.inf


def _slower(e, times):
    n = divisor(times)
    return [("rate", _rate(e.lr / n), {"n": f"{n:,}"})] if n and e.lr / n >= e.settings["lr"].low else []


def _faster(e, facts):
    """Only for a run that creeps; one whose loss bounces has too large a rate already.

    So has one of an optimiser that steps by the rate itself, whatever the gradient's size, where that is large.
    """
    rate = e.lr * 3.0
    most = LARGEST_STEP if "eps" in OPTIMIZERS[e.opt].hyper else e.settings["lr"].high
    return [("faster", _rate(rate), {})] if facts.get("calm") and rate <= most else []


def _rate(value):
    """A learning rate without the last digits that a multiplication leaves."""
    return f"lr={number_text(float(f'{value:.12g}'))}"


def _longer(e):
    """Twice the epochs, or as many as are allowed."""
    epochs = settle(replace(e, epochs=min(2 * e.epochs, int(e.settings["epochs"].high))))[0].epochs
    return [("more", f"epochs={epochs}", {})] if epochs > e.epochs else []


def _going_on(e, facts):
    """The same neuron, from where it stands, at a hundredth of the rate; not from farther than a link can say."""
    if "theta" not in facts or e.lr < 0.01 or max(map(abs, facts["theta"])) > e.settings["w"].high:
        return []
    w = ",".join(f"{value:.12g}" for value in facts["theta"])
    return [("go_on", f"init=given&w={w}&{_rate(e.lr / 100.0)}&epochs=1000", {})]


def _other_start(e):
    """Other weights to begin with: another seed, where weights are drawn at all."""
    if e.init in ("zeros", "given"):
        return [("draw", "init=xavier", {})]
    return [("seed", f"seed={(e.seed + 1) % 2**32}", {})]


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

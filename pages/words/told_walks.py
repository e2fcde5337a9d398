"""Sentences about walkers: what happens to them and why, with the buttons that may help."""

import math
from collections.abc import Callable

from core.record.event import Event
from core.record.say import Say
from core.tasks.descent.experiment import DescentExperiment
from core.tasks.descent.walkers import Walker
from core.wire.scene import Sentence
from pages.words.buttons import buttons
from pages.words.numbers import readable, short

_OUT = ("growing", "diverged")


def captioner(e: DescentExperiment, say: Say) -> Callable[[Event], Sentence]:
    """A function that puts one event of the walk into words."""

    def caption(event: Event) -> Sentence:
        code = event.facts.get("fate", event.code)
        text = _sentence(e, event, code, say).replace("。 ", "。")
        return Sentence(at=event.at, text=text, tone=event.tone, actions=buttons(event, say))

    return caption


def _sentence(e, event, code, say):
    facts = {name: short(value) for name, value in event.facts.items()}
    if event.code == "start":
        return _start(e, event, say)
    if event.code == "finished":
        return _finished(e, event, code, facts, say)
    k = event.facts["walker"]
    if event.code == "ahead":
        name = say("descent_walker_k", k=k + 1, name=_name(e.walkers[k], say))
        return f"{say('say_descent_ahead', name=name)}{_others(event, say)}"
    said = say(_variant(event), **_more(event), **facts) + _why(e.walkers[k], event.facts, code, say)
    if len(e.walkers) == 1:
        return said
    return say("descent_who", k=k + 1, name=_name(e.walkers[k], say), said=said) + _others(event, say)


def _others(event, say):
    """Who else is ahead, there or out, by their numbers."""
    told = ((what, [k for k in event.facts[what] if k != event.facts["walker"]]) for what in ("ahead", "there", "out"))
    number = "descent_number"
    return "".join(
        " " + say(f"descent_all_{what}", names=" / ".join(say(number, k=k + 1) for k in walkers))
        for what, walkers in told
        if walkers
    )


def _variant(event):
    facts = event.facts
    if event.code == "still" and not facts["needs"]:
        return "say_descent_still_long"
    if event.code == "bounces" and facts["opt"] != "gd":
        return "say_descent_bounces_other"
    if event.code == "saddle" and facts["lambda_min"] == 0.0:
        return "say_descent_saddle_flat"
    if event.code == "escaped" and facts["spot"] == "maximum":
        return "say_descent_escaped_maximum"
    return f"say_descent_{event.code}"


def _more(event):
    """Numbers that a sentence wants by names of their own."""
    if "minimum" in event.facts:
        x0, x1, f = event.facts["minimum"]
        return {"x0": short(x0), "x1": short(x1), "f": short(f)}
    if "factors" in event.facts:
        return {"by": short(event.facts["factors"][1])}
    return {}


def _start(e, event, say):
    facts, w = event.facts, e.walkers[0]
    if len(e.walkers) > 1:
        return say("say_descent_start", n=len(e.walkers))
    if facts.get("limit") is None:
        return say("say_descent_start_free")
    return _why(w, facts, "start", say).strip()


def _finished(e, event, code, facts, say):
    if len(e.walkers) > 1:
        best = event.facts["best"]
        name = say("descent_walker_k", k=best + 1, name=_name(e.walkers[best], say))
        key = "say_descent_finished_many" if event.facts["known"] else "say_descent_finished_lowest"
        said = say(key, step=event.at, n=facts["n"], arrived=facts["arrived"], name=name, value=facts["value"])
        out = [say("descent_walker_k", k=k + 1, name=_name(w, say)) for k, w in _lost(e, event)]
        return f"{said} {say('say_descent_finished_out', names=' / '.join(out))}" if out else said
    known = "" if math.isfinite(event.facts["distance"]) else "_low"
    said = say(f"say_descent_finished{known}", step=event.at, value=facts["value"], distance=facts["distance"])
    if code in ("walking", "arrived", "escaped"):
        return said
    return f"{said} {say(f'say_descent_after_{code}')}{_why(e.walkers[0], event.facts['at_start'], code, say)}"


def _lost(e, event):
    """The walkers that diverged or were about to, with their numbers."""
    return [(k, w) for k, w in enumerate(e.walkers) if event.facts["fates"][k] in _OUT]


def _why(w, facts, code, say):
    """The limit of the learning rate, and for gradient descent what each step multiplies distances by."""
    if code not in ("start", *_OUT) or not facts.get("limit") or (code in _OUT and w.lr <= facts["limit"]):
        return ""
    over = "at" if math.isclose(w.lr, facts["limit"]) else "over" if w.lr > facts["limit"] else "under"
    here = "_here" if facts["local"] else ""
    numbers = {
        "lr": readable(w.lr), "formula": say(f"descent_formula_{w.opt}"), "limit": short(facts["limit"]),
        "lambda_max": short(facts["lambda_max"]),
    }  # fmt: skip
    said = " " + say(f"descent_why_{over}{here}", **numbers)
    if w.opt != "gd" or facts["local"]:
        return said
    factors = " / ".join(dict.fromkeys(map(_factor, facts["factors"])))
    return f"{said} {say('descent_why_factors', by=factors)}"


def _name(w: Walker, say: Say) -> str:
    return f"{say(f'descent_opt_{w.opt}')} {readable(w.lr)}"


def _factor(value):
    """Enough digits to tell what only just shrinks from what stands still."""
    return f"{value:.4g}" if abs(abs(value) - 1.0) > 1e-3 else f"{value:.12g}"

"""Sentences about walkers: what happens to them and why, with the buttons that may help."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from core.experiment.values import settle
from core.readable import readable
from core.record.event import Event
from core.tasks.descent.curvature import rate_facts
from core.tasks.descent.experiment import DescentExperiment, surface_of
from core.tasks.descent.walk import record
from core.tasks.descent.walkers import LARGEST_RATE, SMALLEST_RATE, Walker, usual, walker, write_walkers
from pages.words import Say

_TONES = {
    "arrived": "good", "growing": "bad", "diverged": "bad", "undefined": "bad", "falling": "warn", "bounces": "warn",
    "frozen": "warn", "still": "warn", "saddle": "warn", "maximum": "warn", "local": "warn",
}  # fmt: skip
_OUT = ("growing", "diverged")


def walk_captioner(e: DescentExperiment, say: Say) -> Callable[[Event], dict[str, Any]]:
    """A function that puts one event of the walk into words."""

    def caption(event: Event) -> dict[str, Any]:
        code = _fate(e, event) if event.code == "finished" else event.code
        return {
            "at": event.at,
            "text": _sentence(e, event, code, say).replace("。 ", "。"),
            "tone": _TONES.get(code, "info"),
            "actions": [
                {"label": say(f"do_{name}", **more), "value": value} for name, value, more in _actions(e, event, code)
            ],
        }

    return caption


def _fate(e, event):
    """What became of a single walker; of several, nothing in particular."""
    return event.facts["fates"][0] if len(e.walkers) == 1 else "finished"


def _sentence(e, event, code, say):
    facts = {name: _number(value) for name, value in event.facts.items()}
    if event.code == "start":
        return _start(e, event, say)
    if event.code == "finished":
        return _finished(e, event, code, facts, say)
    k = event.facts["walker"]
    said = say(_variant(event), **_more(event), **facts) + _why(e.walkers[k], event.facts, code, say)
    return said if len(e.walkers) == 1 else say("descent_who", k=k + 1, name=_name(e.walkers[k], say), said=said)


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
        return {"x0": _number(x0), "x1": _number(x1), "f": _number(f)}
    if "factors" in event.facts:
        return {"by": _number(event.facts["factors"][1])}
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
        key = "say_descent_finished_many" if surface_of(e).minima else "say_descent_finished_lowest"
        said = say(key, step=event.at, n=facts["n"], arrived=facts["arrived"], name=name, value=facts["value"])
        out = [say("descent_walker_k", k=k + 1, name=_name(w, say)) for k, w in _lost(e, event)]
        return f"{said} {say('say_descent_finished_out', names=' / '.join(out))}" if out else said
    known = "" if math.isfinite(event.facts["distance"]) else "_low"
    said = say(f"say_descent_finished{known}", step=event.at, value=facts["value"], distance=facts["distance"])
    if code in ("walking", "arrived", "escaped"):
        return said
    x0, x1 = e.starts()[0].tolist()
    return f"{said} {say(f'say_descent_after_{code}')}" + _why(
        e.walkers[0], rate_facts(surface_of(e), e.walkers[0], x0, x1), code, say
    )


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
        "lr": readable(w.lr), "formula": say(f"descent_formula_{w.opt}"), "limit": _number(facts["limit"]),
        "lambda_max": _number(facts["lambda_max"]),
    }  # fmt: skip
    said = " " + say(f"descent_why_{over}{here}", **numbers)
    if w.opt != "gd" or facts["local"]:
        return said
    factors = " / ".join(dict.fromkeys(map(_factor, facts["factors"])))
    return f"{said} {say('descent_why_factors', by=factors)}"


def _name(w: Walker, say: Say) -> str:
    return f"{say(f'descent_opt_{w.opt}')} {readable(w.lr)}"


def _number(value):
    return f"{value:.4g}" if isinstance(value, float) else value


def _factor(value):
    """Enough digits to tell what only just shrinks from what stands still."""
    return f"{value:.4g}" if abs(abs(value) - 1.0) > 1e-3 else f"{value:.12g}"


def _actions(e, event, code):
    """(name, link fragment, numbers of the label) of the buttons that help, the likeliest first; none where nothing is
    wrong."""
    k = event.facts.get("walker", 0)
    w = e.walkers[k]
    if code in (*_OUT, "bounces"):
        return _slower(e, k, event.facts)
    if code == "still":
        faster = replace(w, lr=_round(min(w.lr * 1e8, LARGEST_RATE / 100.0)))
        return [("descent_faster", _with(e, k, faster), {})]
    if code == "frozen":
        return [("descent_exact", "grad=exact", {})]
    if code in ("saddle", "maximum"):
        noisy = replace(e, grad="noisy", sigma=0.1)
        return [("descent_noise", "grad=noisy&sigma=0.1", {})] if _ends_lower(e, noisy, k) else []
    if code == "local" and w.opt == "gd":
        other = _changed(e, k, walker("momentum", w.lr, w.start, mom=usual("mom")))
        return [("descent_momentum", _link(other), {})] if _ends_lower(e, other, k) else []
    if code == "walking" and event.code == "finished":
        steps = settle(replace(e, steps=min(2 * e.steps, 2000)))[0].steps
        return [("descent_more", f"steps={steps}", {})] if steps > e.steps else []
    return []


def _slower(e, k, facts):
    """Half the limit or less; a tenth where no limit is known. Where there is no bottom no rate helps."""
    w = e.walkers[k]
    n = divisor(2.0 * w.lr / facts["limit"] if facts.get("limit") else 1.0)
    bottomless = e.surface != "own" and not surface_of(e).minima
    if bottomless or not n or w.lr / n < SMALLEST_RATE:
        return []
    return [("rate", _with(e, k, replace(w, lr=_round(w.lr / n))), {"n": f"{n:,}"})]


def _ends_lower(e, other, k):
    """Whether another walk ends lower for a walker: some ways out of a standstill only help here and there."""
    ends = [record(each).steps["value"][-1, k] for each in (e, other)]
    return bool(ends[1] < ends[0])


def divisor(times: float) -> int:
    """10, 100, … by which a rate that is so many times too large is to be divided; 0 if nobody can say."""
    return 10 ** max(1, math.ceil(math.log10(times))) if math.isfinite(times) else 0


def _changed(e, k, w):
    return replace(e, walkers=(*e.walkers[:k], w, *e.walkers[k + 1 :]))


def _link(e):
    return "walkers=" + write_walkers(e.walkers)


def _with(e, k, w):
    return _link(_changed(e, k, w))


def _round(lr):
    return float(f"{lr:.6g}")

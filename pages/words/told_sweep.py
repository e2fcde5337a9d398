"""A sweep, put into words."""

from core.experiment.values import Problem
from core.record.event import Event
from core.record.say import Say
from core.sweep.outcome import Outcome
from core.sweep.sweep import Sweep
from core.sweep.wrong import Wrong
from core.wire.scene import Sentence
from pages.words.setting_words import choice_key, setting_name
from pages.words.wrong import allowed, problem_text

LABELS = (
    "curves", "curves_hint", "map_hint", "show", "progress", "done", "cancel", "go_on", "computing", "same_command", "runs_as", "copy", "copied",
    "untrained", "told_share", "told_loss", "told_steps", "told_diverged", "told_moment", "told_curve", "run_seed",
    "run_loss", "run_learned", "run_stop", "runs_hint", "open_pinned", "loss_axis", "step_axis",
)  # fmt: skip
SHOWN = ("share", "loss", "steps")
ROW = 6  # cells of which all are told


def labels(say: Say) -> dict[str, str]:
    """What the page's pictures and buttons say."""
    own = {word: say(f"sweep_{word}") for word in LABELS}
    own |= {f"{what}_{shown}": say(f"sweep_{shown}_{what}") for shown in SHOWN for what in ("show", "title")}
    return own | {word: say(word) for word in ("picture_menu", "save_png", "save_svg")}


def value_label(sweep: Sweep, key: str, text: str, say: Say) -> str:
    """A value of a varied setting, in words where it has some."""
    setting = sweep.base.settings[key]
    if setting.choices:
        return say(choice_key(sweep.base.task, key, text))
    return f"{float(text):.3g}" if setting.kind == "number" else text


def cell_label(sweep: Sweep, place: int, say: Say) -> str:
    """The varied settings of a cell."""
    named = [
        f"{setting_name(sweep.base, axis.key, say)} {value_label(sweep, axis.key, text, say)}"
        for axis, text in zip(sweep.axes, sweep.cell(place), strict=True)
    ]
    return named[0] if len(named) == 1 else say("pair_and", first=named[0], then=named[1])


def sentence(sweep: Sweep, event: Event, say: Say) -> Sentence:
    """What a sweep shows in one look."""
    facts = event.facts
    parts = [_look(sweep, event, say), say("swept_all", learned=facts["learned"], n=facts["n"])]
    if facts["diverged"]:
        parts.append(say("swept_diverged", diverged=facts["diverged"]))
    text = parts[0]
    for part in parts[1:]:
        text = say("pair_then", first=text, then=part)
    return Sentence(at=0, text=text, tone="good" if facts["learned"] else "info")


def _look(sweep, event, say):
    """The cell that is best; of one short row of shares all of them."""
    facts = event.facts
    if event.code == "none":
        return say("swept_few" if facts["learned"] else "swept_none")
    if event.code == "share" and len(sweep.axes) == 1 and 1 < len(facts["shares"]) <= ROW:
        return _row(sweep, facts["shares"], say)
    value = _percent(facts["value"]) if event.code == "share" else _number(facts["value"])
    many = "_many" if facts["count"] > 1 else ""
    best = cell_label(sweep, facts["best"], say)
    return say(f"swept_{event.code}{many}", best=best, value=value, cells=sweep.n_cells, count=facts["count"])


def _row(sweep, shares, say):
    (axis,) = sweep.axes
    labels = [value_label(sweep, axis.key, text, say) for text in axis.texts]
    told = [say("swept_with", label=label, value=_percent(share)) for label, share in zip(labels, shares, strict=False)]
    text = told[0]
    for more in told[1:]:
        text = say("pair_and", first=text, then=more)
    return say("swept_row", name=setting_name(sweep.base, axis.key, say), shares=text)


def _number(value):
    """To four digits, with what keeps a line from ending behind the sign of an exponent."""
    return f"{value:.4g}".replace("-", "-\N{WORD JOINER}")


def _percent(share):
    return f"{share:.0%}"


def stopped(outcome: Outcome, say: Say) -> str:
    """Why a run ended."""
    return say(f"stopped_{outcome.stop.reason}", step=outcome.stop.step)


def wrong_text(wrong: Wrong | Problem, base, say: Say) -> str:
    """One sentence on what is wrong with a sweep that is asked for."""
    if isinstance(wrong, Problem):
        return problem_text(wrong, base, say)
    facts = {name: _fact(fact, base, say) for name, fact in wrong.facts.items()}
    if wrong.code in ("value", "empty", "names"):
        facts["allowed"] = allowed(base.settings[wrong.facts["key"]], say)
    return say(f"sweep_bad_{wrong.code}", **facts)


def _fact(fact, base, say):
    if isinstance(fact, Problem):
        return problem_text(fact, base, say)
    return f"{fact:,}" if isinstance(fact, int) else fact

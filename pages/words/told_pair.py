"""Runs on one clock, put into words."""

from collections.abc import Callable, Sequence
from functools import reduce

from core.pair.pair import Pair
from core.pair.told import Told
from core.record.event import Event
from core.record.say import Say
from core.wire.scene import Sentence
from pages.words.numbers import short
from pages.words.setting_words import setting_name, setting_value, title

MOST_SHORT = 2  # settings named at first
MOST_TITLED = 3  # settings in a title


def told_of(pair: Pair, say: Say) -> Told:
    """In which settings the runs differ, and how each is called after them."""
    keys = pair.differing
    rows = [(setting_name(pair.runs[0], key, say), [_short_value(e, key, say) for e in pair.runs]) for key in keys]
    return Told([_titles(pair, k, rows, say) for k in range(len(pair.runs))], rows)


def _short_value(e, key, say):
    """Of edits only how many there are: the plot of the losses tells them."""
    if key == "edits" and e.edits:
        return say("pair_edits", n=len(e.edits))
    return setting_value(e, key, say)


def _titles(pair, number, rows, say):
    """The letter with ever less of what sets the run apart: names and values, values alone, fewer of them."""
    letter, first = pair.letter(number), rows[:MOST_TITLED]
    named = [say("pair_named", name=name, value=values[number]) for name, values in first]
    values = [values[number] for _, values in first]
    fewer = [values[:count] for count in range(len(values), 0, -1)]
    said = [_joined("pair_and", some, say) for some in (named, *fewer)]
    return [*dict.fromkeys(say("pair_title", letter=letter, said=text) for text in said), letter]


def captioner(pair: Pair, say: Say) -> Callable[[Event], Sentence]:
    """A function that puts what core/pair/verdict.py tells of these runs into words."""
    told = {"together": _together, "standing": _standing, "verdict": _verdict}

    def caption(event: Event) -> Sentence:
        text = _joined("pair_then", told[event.code](pair, event.facts, say), say)
        return Sentence(at=event.at, text=text, tone=event.tone)

    return caption


def _joined(key, parts, say):
    """What there is of these texts as one: sentences behind one another, or a list."""
    return reduce(lambda first, then: say(key, first=first, then=then), filter(None, parts))


def _together(pair, facts, say):
    """How the runs differ."""
    named = [
        say("pair_differ", name=name, listed=listed(pair, values, say)) for name, values in told_of(pair, say).rows
    ]
    return named[:MOST_SHORT] or [say("pair_same")]


def listed(pair, values, say):
    """Each run's letter with what is said of it, in the order in which they are read; nothing of those without."""
    named = [f"{pair.letter(k)} {values[k]}" for k in pair.order if values[k] is not None]
    return _joined("pair_and", named, say)


def _standing(pair, facts, say):
    leader, learned = facts["leader"], facts["learned"]
    times = [_time(pair, learned[k], say) if k in learned else None for k in range(len(pair.runs))]
    yet = [pair.letter(k) for k in pair.order if k not in learned and k not in facts["gone"]]
    gone = [pair.letter(k) for k in pair.order if k in facts["gone"]]
    said = [
        say("pair_lead", letter=pair.letter(leader)) if leader is not None else "",
        say("pair_learned", listed=listed(pair, times, say)) if learned else "",
        say("pair_not_yet", letters=_joined("pair_and", yet, say)) if learned and yet else "",
        say("pair_gone", letters=_joined("pair_and", gone, say)) if gone else "",
    ]
    return said if any(said) else _together(pair, facts, say)  # nobody leads any more


def _verdict(pair, facts, say):
    ahead, learned, held = facts["ahead"], facts["learned"], facts["held_out"]
    gone = [pair.letter(k) for k in pair.order if k in facts["gone"]]
    return [
        say("pair_ahead", letter=pair.letter(ahead)) if ahead is not None else say("pair_level"),
        learning(pair, learned, say),
        say("pair_final", listed=listed(pair, [short(value) for value in facts["loss"]], say)),
        say("pair_held", listed=listed(pair, _numbers(held), say)) if any(v is not None for v in held) else "",
        "" if facts["comparable"] else say("pair_unlike"),
        say("pair_gone", letters=_joined("pair_and", gone, say)) if gone else "",
    ]


def _numbers(values):
    return [None if value is None else short(value) for value in values]


def learning(pair, learned, say):
    known = [value for value in learned if value is not None]
    if not known:
        return say("pair_none_learned")
    times = [say("pair_never") if value is None else _time(pair, value, say) for value in learned]
    return say("pair_learned", listed=listed(pair, times, say))


def _time(pair, value, say):
    return say(f"pair_after_{pair.clock}", n=f"{value:.4g}")


def pair_title(pair: Pair, say: Say) -> str:
    """The page, their case where they have the same, and their letters."""
    titles = {title(e, say) for e in pair.runs}
    letters = _joined("pair_and", [pair.letter(k) for k in pair.order], say)
    return f"{titles.pop() if len(titles) == 1 else say(pair.runs[0].task)} · {letters}"


def pair_rows(pair: Pair, say: Say) -> list[tuple[str, str]]:
    """(name, value) of every setting that has an effect on any run, and its values where they differ."""
    stage = pair.runs[0]
    keys = [key for key, setting in stage.settings.items() if any(setting.used(e) for e in pair.runs)]
    return [(setting_name(stage, key, say), _values(pair, key, say)) for key in keys]


def _values(pair, key, say):
    values = [setting_value(e, key, say) if e.settings[key].used(e) else None for e in pair.runs]
    return values[0] if values[0] is not None and len(set(values)) == 1 else listed(pair, values, say)


def kept_words(pair: Pair, strides: Sequence[int], rounded: bool, say: Say) -> str:
    """What a page keeps of each run. strides: steps between keyframes, in the order in which the runs are read."""
    if set(strides) == {1}:
        kept = say("out_every")
    elif len(set(strides)) == 1:
        kept = say("out_some", stride=strides[0])
    else:
        kept = say("out_some_of", listed=listed(pair, [strides[-1], *strides[:-1]], say))
    return f"{kept} {say('out_rounded')}" if rounded else kept

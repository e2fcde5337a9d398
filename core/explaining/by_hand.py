"""What a hand does to a part of the network: it holds the part over the update, or changes something right after it."""

from collections.abc import Iterator

from core.engine.naming import Node, Parameter, name_of, part_named
from core.explaining import optimizing, symbols
from core.explaining.chosen import Chosen
from core.explaining.passing import joined
from core.explaining.section import Section, worked
from core.explaining.working import Working
from core.learning.edits import ADD, HOLDS, KEYS, Edit
from core.record.say import Say


def hand(it: Chosen, say: Say) -> list[Section]:
    """Nothing where it does nothing. The lines, where there are any, print the parameter's value at the next step."""
    notes = [*_held(it, say), *_set(it, say), *_from_here(it, say)]
    if not notes:
        return []
    title, note = say("ex_hand"), joined(notes, say)
    if not isinstance(it.part, Parameter) or not (_is_held(it) or any(_sets(it))):
        return [Section("hand", title, (), note=note)]
    value, work = float(it.seen.after[it.index]), Working()
    work.given(w=value)
    work.show("w")
    return [worked("hand", title, [f"{it.symbol} = {symbols.number(value, optimizing.DIGITS)}"], work, note)]


def _held(it, say) -> Iterator[str]:
    """What stays as it is over this update, and why."""
    part, off = it.part, it.seen.stage.off
    if isinstance(part, Node):
        if part in off:
            yield say("ex_hand_unit" if part.layer else "ex_hand_out", node=it.plain(part))
    elif _is_held(it):
        if it.source in off:
            yield say("ex_hand_out", node=it.plain(it.source))
        elif it.unit in off:
            yield say("ex_hand_in", node=it.plain(it.unit))
        else:
            yield say("ex_hand_frozen")
        yield say("ex_hand_not_taken")


def _is_held(it):
    return it.index in it.seen.stage.frozen


def _set(it, say) -> Iterator[str]:
    """What gives the parameter another value at the next step, after the update."""
    for edit in _sets(it):
        key = "ex_hand_set" if edit.number is not None else f"ex_hand_set_{edit.value}"
        yield say(key, step=edit.step, node=it.source and it.plain(it.source), value=edit.value)


def _sets(it) -> list[Edit]:
    """Edits of the next step that give the parameter a value: one of its own, or a switch of the node it comes from."""
    if isinstance(it.part, Node):
        return []
    own, source = _name(it, it.part), it.source and _name(it, it.source)
    return [edit for edit in it.seen.edits if edit.what == source or (edit.what == own and edit.number is not None)]


def _from_here(it, say) -> Iterator[str]:
    """What else of the next step's edits counts for the part from there on."""
    told = [_told(it, edit, say) for edit in it.seen.edits if _counts(it, edit)]
    if told:
        yield say("ex_hand_from", step=it.seen.step + 1, what=", ".join(told))


def _counts(it, edit):
    if edit.what in (*KEYS, ADD):
        return True
    unit = it.unit.layer and edit.what == _name(it, it.unit)
    return bool(unit) or (edit.what == _name(it, it.part) and (edit.value in HOLDS or isinstance(it.part, Node)))


def _told(it, edit, say):
    if edit.what in KEYS:
        value = say(f"opt_{edit.value}") if edit.what == "opt" else edit.value
        return say("edit_set", name=say(f"set_{edit.what}"), value=value)
    if edit.what == ADD:
        return say("edit_add", name=edit.value[0])
    return say(f"edit_{edit.value}", name=it.plain(part_named(edit.what, it.seen.network)))


def _name(it, part):
    return name_of(part, it.seen.network)

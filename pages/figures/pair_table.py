"""Several runs as the columns of a table: how they differ, where each stands, and what can be done with it."""

from collections.abc import Callable, Sequence

from core.pair.pair import Pair
from core.pair.told import Told
from core.record.say import Say
from core.record.stop import REASONS
from core.wire.panels import Cell, Table
from pages.figures import parts
from pages.figures.beside import own
from pages.figures.palette import TOKENS
from pages.figures.staging import Counted

FEW = 2  # so many columns have room for a digit more
_NONE = "–"


def runs_table(pair: Pair, counted: Sequence[Counted], told: Told, hues: Sequence[str], say: Say) -> Table:
    """A column for each run."""
    order, runs = pair.order, pair.runs
    spec = ".4g" if len(order) <= FEW else ".3g"

    def row(head: str, cell: Callable[[int], Cell]) -> list[Cell]:
        return [parts.text(head), *map(cell, order)]

    def number(array: str, spec: str, there: Callable[[int], bool] = lambda k: True) -> Callable[[int], Cell]:
        return lambda k: parts.number(own(k, array), spec) if there(k) else parts.text(_NONE)

    def held_out(k: int) -> bool:
        return bool(runs[k].n_test)

    rows = [row("", lambda k: Cell(text=pair.letter(k), swatch=TOKENS[hues[k]]))]
    rows += [row(name, lambda k, values=values: parts.text(values[k])) for name, values in told.rows]
    rows.append(row(say("step"), number("step", "d")))
    if any(e.updates_per_epoch > 1 for e in runs):
        rows.append(row(say("epoch"), lambda k: parts.number(own(k, _epoch(runs[k])), "d")))
    rows.append(row(say("loss"), number("loss", spec)))
    if any(map(held_out, order)):
        rows.append(row(say("test_loss"), number("test_loss", spec, held_out)))
    for count in counted:
        if any(map(count.there, runs)):
            there = [count.there(e) for e in runs]
            rows.append(row(count.named(runs, say), number(count.array, count.format, there.__getitem__)))
    rows.append(row(say("pair_stopped"), lambda k: _stopped(k, say)))
    rows.append(row(say("pair_bring"), lambda k: _bring(pair, k, say)))
    rows.append(row(say("pair_drop"), lambda k: _drop(pair, k, say)))
    return parts.table("runs", say("pair_runs"), say("pair_runs_hint"), [""] * (len(order) + 1), rows)


def _epoch(e):
    """Where an update is an epoch, their number is the step's."""
    return "epoch" if e.updates_per_epoch > 1 else "step"


def _stopped(number, say):
    words = [_NONE, *(say(f"pair_stop_{reason}") for reason in REASONS)]
    return Cell(array=own(number, "stopped"), choices=words)


def _bring(pair, number, say):
    if number == 0:
        return parts.text(say("pair_on_stage"))
    return Cell(text="▶", action=f"stage={number}", hint=say("pair_bring_hint", letter=pair.letter(number)))


def _drop(pair, number, say):
    """What is on stage goes with the last of the others."""
    if number == 0:
        return parts.text("")
    return Cell(text="✕", action=f"drop={number}", hint=say("pair_drop_hint", letter=pair.letter(number)))

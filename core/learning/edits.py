"""Edits by hand, as a link carries them: at a step, something of the run is changed, and training goes on from there.

`edits=120:w2.1.1:0.5;120:w2.1.1:frozen;300:h1.2:off;400:lr:0.01`: step, what, value. What depends on the network or on
the run is settled in core/learning/course.py.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.experiment.setting import bounded, custom, number_text

MOST = 200
LARGEST = 1e6
KEYS = ("lr", "opt", "batch", "mom", "b1", "b2", "rho", "eps", "wd", "l1", "l2")  # settings that may change on the way
ADD, MOST_ADDED = "add", 12  # a sample of the hand, which stands in every batch from there on
HOLDS, SWITCHES = ("frozen", "free"), ("off", "on")
_ONE = (
    f"a parameter such as w2.1.1 with a number from {-LARGEST:g} to {LARGEST:g}, frozen or free; an input or hidden "
    f"unit such as h1.2 with off or on; {', '.join(KEYS)} with a value; or, of digits, add with label.image"
)
ALLOWED = f"up to {MOST} edits step:what:value joined by ';', such as 120:w2.1.1:0.5;300:lr:0.01; what: {_ONE}"
_NUMBER = "(0|[1-9][0-9]{0,5})"
_STEP = re.compile(_NUMBER, re.ASCII)
_PARAMETER = re.compile(rf"w{_NUMBER}\.{_NUMBER}\.{_NUMBER}|b{_NUMBER}\.{_NUMBER}", re.ASCII)
_NODE = re.compile(rf"x{_NUMBER}|h{_NUMBER}\.{_NUMBER}|y{_NUMBER}?", re.ASCII)
_SETTING = re.compile(r"[a-zA-Z0-9.+-]{1,40}", re.ASCII)
_SAMPLE = re.compile(r"[a-zA-Z0-9._-]{1,600}", re.ASCII)


@dataclass(frozen=True)
class Edit:
    """From step `step` on, `what` is as `value` says: a parameter (a number; frozen, free), a node (off, on) or a
    setting of learning. `value` is the text that a link has."""

    step: int
    what: str
    value: str

    @property
    def text(self) -> str:
        """As it stands in a link."""
        return f"{self.step}:{self.what}:{self.value}"

    @property
    def target(self) -> tuple[int, str, str]:
        """What it decides: of two edits with the same target the later one counts. A parameter may be set and frozen
        at one step, and several samples may be added."""
        kind = self.value if self.what == ADD else "holds" if self.value in HOLDS else ""
        return self.step, self.what, kind

    @property
    def number(self) -> float | None:
        """The number that a parameter is set to; None for all other edits."""
        is_number = _PARAMETER.fullmatch(self.what) and self.value not in HOLDS
        return float(self.value) if is_number else None


def ordered(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """In the order in which they are made: by step; a new optimiser comes before its own settings."""
    last: dict[tuple[int, str, str], Edit] = {}
    for edit in edits:
        last.pop(edit.target, None)
        last[edit.target] = edit
    return tuple(sorted(last.values(), key=lambda edit: (edit.step, edit.what != "opt")))


def parse(text: str) -> tuple[Edit, ...]:
    """The edits of a link. Raises ValueError, saying what is allowed, if a single one cannot be read."""
    if not text:
        return ()
    parts = text.split(";", MOST)
    if len(parts) > MOST:
        raise ValueError(ALLOWED)
    return ordered(_edit(part) for part in parts)


def write(edits: Iterable[Edit]) -> str:
    """As a link carries them."""
    return ";".join(edit.text for edit in edits)


def edits(*, group: str):
    """A field of edits, none at first."""
    return custom((), parse, write, ALLOWED, kind="edits", group=group, used=lambda e: bool(e.edits))


def _edit(text):
    step, _, rest = text.partition(":")
    what, _, value = rest.partition(":")
    if not _STEP.fullmatch(step):
        raise ValueError(ALLOWED)
    return Edit(int(step), what, _value(what, value))


def _value(what, text):
    if _PARAMETER.fullmatch(what):
        return text if text in HOLDS else number_text(bounded(text, -LARGEST, LARGEST, ALLOWED))
    if _NODE.fullmatch(what):
        allowed = text in SWITCHES
    else:
        allowed = (what in KEYS and _SETTING.fullmatch(text)) or (what == ADD and _SAMPLE.fullmatch(text))
    if not allowed:
        raise ValueError(ALLOWED)
    return text

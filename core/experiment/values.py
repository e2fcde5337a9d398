"""Settings of a run in one frozen value, and what was wrong with the values that it was asked for."""

from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, ClassVar, Self, TypeVar

from core.experiment.setting import Setting

LARGEST_SEED = 2**32 - 1


@dataclass(frozen=True)
class Values:
    """A frozen set of settings that a link carries. Field names are the link's keys."""

    task: ClassVar[str]
    pace: ClassVar[int] = 10  # keyframes a second, played at speed 1
    because: ClassVar[dict[str, str]] = {}  # which other setting takes a setting's effect away; else the first one

    @property
    def settings(self) -> dict[str, Setting]:
        """The table of this task's settings, by key."""
        return settings_of(type(self))

    def default(self, key: str) -> Any:
        """The default of one setting."""
        return getattr(default_of(type(self)), key)

    def resolve(self, problems: list["Problem"]) -> Self:
        """Settles what contradicts itself, and names it."""
        return self

    def without_effect(self, key: str) -> list["Problem"]:
        """What is to be said of a setting that was given although it has no effect."""
        text, other = self.settings[key].write(getattr(self, key)), self.because.get(key) or next(iter(self.settings))
        return [Problem("no_effect", key, text, other=f"{other}={self.settings[other].write(getattr(self, other))}")]

    def afford(self, problems: list["Problem"]) -> Self:
        """Cuts what would take too long, and names it."""
        return self


_GROUPS = ("data", "network", "learning", "start")


@cache
def settings_of(kind: type[Values]) -> dict[str, Setting]:
    """The settings of a task, its data first."""
    table = {f.name: f.metadata["setting"] for f in fields(kind)}
    return dict(sorted(table.items(), key=lambda item: _GROUPS.index(item[1].group)))


E = TypeVar("E", bound=Values)


def default_of(kind: type[E]) -> E:
    """The settings where a link says nothing, one object for all."""
    return _default(kind)


@cache
def _default(kind):
    return kind()


@dataclass(frozen=True)
class Problem:
    """What was wrong with one key: `code` tells how, `used` what stands in its place.

    Codes: unknown (key), value (not allowed), twice, conflict (with the setting named in `other`),
    no_effect (beside `other`), too_much (work), edit (one of several, left out because of `other`),
    link (the whole text), kept (a run beside this one, left out because of `inner` if that is given).
    """

    code: str
    key: str
    value: str = ""
    allowed: str = ""
    used: str = ""
    other: str = ""
    inner: "Problem | None" = None

    @property
    def is_error(self) -> bool:
        return self.code != "no_effect"

    def __str__(self) -> str:
        given = f"{self.key}={short(self.value)}"
        because = f" because of {self.inner.key}={short(self.inner.value)}" if self.inner else ""
        return {
            "unknown": f"{given}: this key is unknown and ignored; known keys: {self.allowed}",
            "value": f"{given} is not allowed; allowed: {self.allowed}; {self.used} is used",
            "twice": f"{given} is given more than once; {self.used} is used",
            "conflict": f"{given} does not go with {self.other}; {self.used} is used",
            "no_effect": f"{given} has no effect with {self.other}",
            "too_much": f"{given} is too much work with the other settings; at most {self.allowed}, which is used",
            "edit": f"{given} is left out; allowed: {self.allowed}",
            "kept": f"{given} is left out{because}; allowed: {self.allowed}",
            "link": f"the link is too long or broken; at most {self.allowed}; the defaults are used",
        }[self.code]


def short(text: str) -> str:
    """At most 40 characters, without control characters: messages must stay one line each."""
    clean = "".join(c if c.isprintable() else "?" for c in text[:41])
    return clean if len(clean) <= 40 else clean[:39] + "…"


def settle(e: E, *, given: frozenset[str] = frozenset()) -> tuple[E, list[Problem]]:
    """The experiment with contradictions resolved and settings without effect put back to their defaults.

    Two experiments that train alike become equal, so that everybody shares one tape. Contradictions are always
    named; a setting without effect only if it is among the `given`.
    """
    problems: list[Problem] = []
    e = e.resolve(problems)
    for key, setting in e.settings.items():
        if getattr(e, key) != e.default(key) and not setting.used(e):
            if key in given:
                problems += e.without_effect(key)
            e = replace(e, **{key: e.default(key)})
    return e.afford(problems), problems


_NUMBERS = ("layers", "numbers", "vector")  # kinds whose values JSON has as lists


def to_dict(e: Values) -> dict[str, Any]:
    """Every setting with its value, as plain JSON types; what JSON has no type for as a link writes it."""
    return {key: _plain(setting, getattr(e, key)) for key, setting in e.settings.items()}


def _plain(setting, value):
    if not isinstance(value, tuple):
        return value
    return list(value) if setting.kind in _NUMBERS else setting.write(value)

"""An experiment read from and written to a link. A key's meaning and default never change once landed: links are
promises."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from core.experiment.values import E, Problem, Values, default_of, settings_of, settle, short

LONGEST_LINK = 65_536
# What else a page's address may say: of the view (docs/links.md), and for Streamlit itself.
VIEW_KEYS = ("at", "lang", "play", "view", "sel", "lecture", "hide", "lesson", "room")
PAIR_KEYS = ("vs", "clock")  # of the runs beside this one (core/pair/pair.py)
ADDRESS_KEYS = (*VIEW_KEYS, *PAIR_KEYS, "go", "embed", "embed_options", "theme")


def from_query(query: str, *, kind: type[E], also: tuple[str, ...] = ()) -> tuple[E, list[Problem]]:
    """The experiment of a link's query string, and what was wrong with it. Never raises.

    Keys named in `also` belong to somebody else (language, step) and are passed over.
    """
    try:
        if len(query) > LONGEST_LINK:
            raise ValueError
        pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return default_of(kind), [Problem("link", "link", allowed=f"{LONGEST_LINK} characters and 200 keys")]
    return from_pairs([(key, text) for key, text in pairs if key not in also], kind=kind)


def from_pairs(pairs: list[tuple[str, str]], *, kind: type[E]) -> tuple[E, list[Problem]]:
    """The experiment of (key, text) pairs; each bad one falls back to its default and is named."""
    e, given, problems = unsettled(pairs, kind=kind)
    experiment, more = settle(e, given=given)
    return experiment, problems + more


def unsettled(pairs: list[tuple[str, str]], *, kind: type[E]) -> tuple[E, frozenset[str], list[Problem]]:
    """(each value by itself, whether or not it goes with the others; the keys that were given; what was wrong)."""
    values: dict[str, Any] = {}
    problems = []
    table, default = settings_of(kind), default_of(kind)
    for key, text in pairs:
        if key not in table:
            problems.append(Problem("unknown", short(key), text, ", ".join(table)))
        elif key in values:
            problems.append(Problem("twice", key, text, used=table[key].write(values[key])))
        else:
            values[key], problem = _parse(table[key], key, text, getattr(default, key))
            problems += problem
    return replace(default, **values), frozenset(values), problems


def _parse(setting, key, text, default):
    try:
        return setting.parse(text), []
    except ValueError as allowed:
        return default, [Problem("value", key, text, str(allowed), setting.write(default))]


def to_query(e: Values) -> str:
    """The link's query string: only what differs from the defaults, in the table's order."""
    return urlencode(to_pairs(e), safe=",-:;@")


def to_pairs(e: Values) -> list[tuple[str, str]]:
    return [(k, s.write(getattr(e, k))) for k, s in e.settings.items() if getattr(e, k) != e.default(k)]

"""The page's address: read once on arrival, and again when the browser goes back or forward; written on change."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from core.experiment.link import ADDRESS_KEYS, LONGEST_LINK, PAIR_KEYS, VIEW_KEYS, from_pairs, from_query, to_pairs
from core.experiment.values import E, Problem, Values
from pages.web.address import LONGEST_ADDRESS

# Once the address has been read, the browser keeps account of these (static/app/address.js); `at` belongs to a run.
_WINDOW_KEYS = ("at", "play", "view", "sel", "lecture")
MOST_CUT = 30  # such addresses remembered in a session


def begin(page: str) -> bool:
    """Reads the page's address, before anything else does; returns whether it asks for something new.

    It does on the way from another page, after back and forward, and when a link on the page is followed. Else it may
    be older than what was written here: what leaves the browser before it has heard of a new address names the old one.
    """
    state = st.session_state
    state["link.first_here"] = first_here = state.get("link.page") != page
    address, past = _address(), state.setdefault("link.past", [])
    if first_here or _history() or "go" in st.query_params or address not in (*past, state["link.address"]):
        past[:] = [] if first_here else [*past, state["link.address"]]
        state["link.page"], state["link.address"], state["link.news"] = page, address, True
    else:
        del past[: past.index(address) if address in past else len(past)]
        state["link.news"] = False
    return state["link.news"]


def _history() -> bool:
    """The browser went back or forward."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def arrived(kind: type[E]) -> tuple[E, list[Problem]] | None:
    """The experiment that the address asks for, if the address is news: a first visit, or back and forward."""
    settings, first_here = _settings(), st.session_state["link.first_here"]
    if not st.session_state["link.news"]:
        return None
    if not first_here:  # by a link on this page: Streamlit then leaves the browser's address as it was
        _write({key: st.query_params.get_all(key) for key in st.query_params if key != "go"})
    if first_here and not settings and "lesson" not in st.query_params and "link.seen" in st.session_state:
        return None  # come back through the menu: what was set here before still stands
    st.session_state["link.seen"] = True
    whole = _cut().get(_said())
    if whole is not None:  # back at an address that could not carry everything, in the session that wrote it
        return whole[0], []
    return from_query("&".join(f"{_quote(k)}={_quote(v)}" for k, v in settings), kind=kind)


def is_news() -> bool:
    """Whether the address asks for something new."""
    return st.session_state["link.news"]


def everything() -> list[tuple[str, str]]:
    """(key, text) pairs of all that the address says but for the view's own keys."""
    return _settings()


def experiment_of(pairs: Sequence[tuple[str, str]], kind: type[E]) -> E:
    """The experiment of some pairs, what is wrong with them left out."""
    return from_pairs(list(pairs), kind=kind)[0]


def put(pairs: Sequence[tuple[str, str]]) -> None:
    """Puts these into the address in place of all but the view's own keys; a key may come twice."""
    if list(pairs) == _settings():
        return
    params: dict[str, Any] = {}
    for key, text in pairs:
        params.setdefault(key, []).append(text)
    for key in ("lang", "lesson", "hide"):
        if key in st.query_params:
            params[key] = st.query_params[key]
    _write(params)


def kept() -> dict[str, str | None]:
    """What the address that `arrived` has read says of runs beside this one, or would say if it could."""
    whole = _cut().get(_said())
    said = dict(whole[1]) if whole else st.query_params
    return {key: said.get(key) for key in PAIR_KEYS}


def at() -> int | None:
    """The step that the address asked for on arrival; None where it names none."""
    return step_of(st.query_params.get("at"))


def step_of(text: str | None) -> int | None:
    """The step that an address's `at` means. What is no number counts as 0."""
    if text is None:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def write(experiment: Values, *, keep_step: bool, beside: Sequence[tuple[str, str]] = ()) -> list[str]:
    """Puts the experiment into the address, and `beside` it what is said of other runs; the step is kept only if it
    belongs to this run.

    Returns the keys of what the address cannot carry: what is longest is left out where all of it is too long, unless
    it came so.
    """
    everything = [*to_pairs(experiment), *beside]
    arrived_so = everything == [*_said()] or (keep_step and _length(_said()) > LONGEST_ADDRESS)
    wanted = everything if arrived_so else _carried(everything)
    left_out = [key for key, text in everything if (key, text) not in wanted]
    st.session_state["link.left_out"] = left_out
    if left_out:
        _remember(tuple(wanted), (experiment, beside))
    if wanted == [*_said()] and st.session_state["link.address"] == _address():
        return left_out
    params: dict[str, Any] = dict(wanted)
    for key in VIEW_KEYS:
        if key in st.query_params and (key not in _WINDOW_KEYS or keep_step):
            params[key] = st.query_params[key]
    if "lang.named" in st.session_state:
        params["lang"] = st.session_state["lang"]
    _write(params)
    return left_out


def name(key: str, value: str) -> None:
    """Puts one more key into the address."""
    if st.query_params.get(key) != value:
        _write({key: st.query_params.get_all(key) for key in st.query_params} | {key: value})


def _write(params):
    """Messages that name the address before this one may still be on their way."""
    st.session_state["link.past"].append(st.session_state["link.address"])
    st.query_params.from_dict(params)
    st.session_state["link.address"] = _address()


def _carried(pairs):
    """The pairs without the longest ones, as far as an address must be shorter; no clock without runs to go by it."""
    while _length(pairs) > LONGEST_ADDRESS:
        longest = max(pairs, key=lambda pair: len(pair[1]))
        gone = PAIR_KEYS if longest[0] in PAIR_KEYS else longest[:1]
        pairs = [pair for pair in pairs if pair[0] not in gone]
    return pairs


def _length(pairs):
    return len(urlencode(pairs, safe=",-"))


def _cut():
    """(experiment, what is said of runs beside it) where this page's address says less than that, by what it says."""
    return st.session_state.setdefault(f"link.cut.{_page()}", {})


def _remember(address, whole):
    kept = _cut()
    kept.pop(address, None)
    kept[address] = whole
    while len(kept) > MOST_CUT:
        del kept[next(iter(kept))]


def _settings():
    """(key, text) pairs of the address without the view's own keys."""
    keys = [key for key in st.query_params if key not in ADDRESS_KEYS]
    return [(key, text) for key in keys for text in st.query_params.get_all(key)][:200]


def _said():
    """(key, text) pairs of the address that settings and other runs make, as they are written."""
    return (*_settings(), *_named(PAIR_KEYS))


def _address():
    """What the address says of more than the window."""
    return (*_said(), *_named(("lang", "lesson")))


def _named(keys):
    return ((key, st.query_params[key]) for key in keys if key in st.query_params)


def _quote(text):
    return quote(text[:LONGEST_LINK], safe="")


def _page():
    return st.session_state.get("page", "")

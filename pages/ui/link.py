"""The page's address: read once on arrival, and again when the browser goes back or forward; written on change."""

from typing import Any
from urllib.parse import quote, urlencode

import streamlit as st

from core.experiment import ADDRESS_KEYS, LONGEST_LINK, VIEW_KEYS, Learner, Problem, from_query, to_pairs

# Once the address has been read, the browser keeps account of these (static/player/address.js); `at` belongs to a run.
_WINDOW_KEYS = ("at", "play", "view", "lecture")
LONGEST_ADDRESS = 6000  # characters of settings; servers and proxies refuse addresses over some 8000
MOST_CUT = 30  # such addresses remembered in a session


def arrived(kind: type[Learner]) -> tuple[Any, list[Problem]] | None:
    """The experiment that the address asks for, if the address is news: a first visit, or back and forward."""
    settings, lesson = _settings(), st.query_params.get("lesson")
    first_here = st.session_state.get("link.page") != _page()
    same_lesson = lesson == st.session_state.get("link.lesson")
    if settings == st.session_state.get("link.settings") and same_lesson and not first_here:
        return None
    st.session_state["link.lesson"] = lesson
    if not first_here:  # by a link on this page: Streamlit then leaves the browser's address as it was
        st.query_params.from_dict({key: st.query_params.get_all(key) for key in st.query_params})
    st.session_state["link.page"], st.session_state["link.settings"] = _page(), settings
    if first_here and not settings and lesson is None and "link.seen" in st.session_state:
        return None  # come back through the menu: what was set here before still stands
    st.session_state["link.seen"] = True
    whole = _cut().get(tuple(settings))
    if whole is not None:  # back at an address that could not carry everything, in the session that wrote it
        return whole, []
    return from_query("&".join(f"{_quote(k)}={_quote(v)}" for k, v in settings), kind=kind)


def at() -> int | None:
    """The step that the address asked for on arrival; None where it names none."""
    return step_of(st.query_params.get("at"))


def step_of(text: str | None) -> int | None:
    """The step that an address's `at` means. What is no number counts as 0."""
    if text is None:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def write(experiment: Learner, *, keep_step: bool) -> bool:
    """Puts the experiment into the address; the step is kept only if it belongs to this run.

    Returns whether the address carries everything: lists of numbers that make it too long are left out, unless it
    came so.
    """
    everything = to_pairs(experiment)
    st.session_state["link.cut_short"] = _length(everything) > LONGEST_ADDRESS
    arrived_so = everything == _settings() or (keep_step and _length(_settings()) > LONGEST_ADDRESS)
    wanted = everything if arrived_so else _carried(everything)
    whole = len(wanted) == len(everything)
    if not whole:
        _remember(tuple(wanted), experiment)
    if wanted == _settings() and st.session_state.get("link.settings") == wanted:
        return whole
    st.session_state["link.settings"] = wanted
    params: dict[str, Any] = dict(wanted)
    for key in VIEW_KEYS:
        if key in st.query_params and (key not in _WINDOW_KEYS or keep_step):
            params[key] = st.query_params[key]
    st.query_params.from_dict(params)
    return whole


def _carried(pairs):
    """The pairs without the longest ones, as far as an address must be shorter."""
    while _length(pairs) > LONGEST_ADDRESS:
        longest = max(pairs, key=lambda pair: len(pair[1]))
        pairs = [pair for pair in pairs if pair != longest]
    return pairs


def _length(pairs):
    return len(urlencode(pairs, safe=",-"))


def _cut():
    """The experiments whose addresses on this page say less than all, by what those say."""
    return st.session_state.setdefault(f"link.cut.{_page()}", {})


def _remember(address, experiment):
    kept = _cut()
    kept.pop(address, None)
    kept[address] = experiment
    while len(kept) > MOST_CUT:
        del kept[next(iter(kept))]


def _settings():
    """(key, text) pairs of the address without the view's own keys."""
    keys = [key for key in st.query_params if key not in ADDRESS_KEYS]
    return [(key, text) for key in keys for text in st.query_params.get_all(key)][:200]


def _quote(text):
    return quote(text[:LONGEST_LINK], safe="")


def _page():
    return st.session_state.get("page", "")

"""Points of one's own on the sine page: pasted, uploaded, clicked."""

import math
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from core.data.curves import LARGEST, MOST_ROWS, Refusal, read_points
from core.experiment.values import settle
from core.record.say import Say
from core.tasks.sine.experiment import SineExperiment
from pages.ui.controls import Form

LARGEST_FILE = 2_000_000


def points_form(form: Form[SineExperiment], say: Say) -> None:
    """A place to paste or upload x,y rows; what is refused is said and changes nothing."""
    with st.sidebar.expander(say("set_sine_pts")):
        st.caption(say("own_points_how", rows=f"{MOST_ROWS:,}"))
        st.text_area(say("own_points_paste"), key="sine-paste", height=110, placeholder="x,y\n0,0\n0.25,1")
        st.button(say("own_points_use"), key="sine-use", on_click=_use, args=(form, _pasted))
        _file(form, say)
        refusal = st.session_state.get("sine.refused")
        if refusal:
            value = _plain(refusal.value)
            st.error(say(f"refused_{refusal.code}", line=refusal.line, value=value, rows=f"{MOST_ROWS:,}"))


def _file(form, say):
    """An upload counts once, when it is new; taking it away takes its message away."""
    file = st.file_uploader(say("own_points_file"), type=("csv", "txt", "tsv"), key="sine-file")
    seen = file.file_id if file else None
    if seen == st.session_state.get("sine.file"):
        return
    st.session_state["sine.file"], st.session_state["sine.refused"] = seen, None
    if file:
        _use(form, lambda: _decode(file.getvalue()))


def _pasted() -> str:
    """The text as it is when the button is pressed, which may come with the text's last change."""
    text = st.session_state["sine-paste"]
    if len(text) > LARGEST_FILE:
        raise Refusal("size")
    return text


def _decode(raw: bytes) -> str:
    if len(raw) > LARGEST_FILE:
        raise Refusal("size")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("text") from None


def _use(form: Form[SineExperiment], read: Callable[[], str]) -> None:
    try:
        pairs = read_points(read())
        if len(pairs) < 2:
            raise Refusal("few")
    except Refusal as refusal:
        st.session_state["sine.refused"] = refusal
        return
    st.session_state["sine.refused"] = None
    form.adopt(replace(form.wanted, curve="points", pts=tuple(v for pair in pairs for v in pair)))


def _plain(text):
    return "".join(c if c.isalnum() or c in "+-.,_ " else "?" for c in text)


def toggle_point(form: Form[SineExperiment], place: str) -> None:
    """Adds a point at "x,y,rx,ry", or removes the nearest one within the ellipse of radii rx, ry (original units)."""
    try:
        x, y, reach_x, reach_y = (float(part) for part in place.split(","))
    except ValueError:
        return
    if not (all(map(math.isfinite, (x, y))) and abs(x) <= LARGEST and abs(y) <= LARGEST and min(reach_x, reach_y) > 0):
        return
    shown, _ = settle(form.wanted)
    pairs = list(zip(*(values.tolist() for values in shown.raw_points()), strict=True))
    distance = [math.hypot((x - a) / reach_x, (y - b) / reach_y) for a, b in pairs]
    nearest = min(range(len(pairs)), key=distance.__getitem__)
    if distance[nearest] < 1.0:
        del pairs[nearest]
    else:
        pairs.append((x, y))
    if 2 <= len(pairs) <= MOST_ROWS:
        values = [value for pair in pairs for value in pair]
        if shown.curve != "points":  # samples have more digits than a link should carry
            values = [float(f"{value:.6g}") for value in values]
        form.adopt(replace(form.wanted, curve="points", pts=tuple(values)))

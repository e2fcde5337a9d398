"""Points of one's own on the sine page: pasted, uploaded, clicked."""

import math
from dataclasses import replace

import streamlit as st

from core.curves import MOST_ROWS, Refusal, read_points
from pages.i18n import Say
from pages.ui.controls import Form

LARGEST_FILE = 2_000_000
NEAR = 0.02  # of each axis: a click this near to a point takes it away


def points_form(form: Form, say: Say) -> None:
    """A place to paste or upload x,y rows; what is refused is said and changes nothing."""
    with st.sidebar.expander(say("own_points")):
        st.caption(say("own_points_how", rows=f"{MOST_ROWS:,}"))
        text = st.text_area(say("own_points_paste"), key="sine-paste", height=110, placeholder="x,y\n0,0\n0.25,1")
        st.button(say("own_points_use"), key="sine-use", on_click=_use, args=(form, say, lambda: text))
        file = st.file_uploader(say("own_points_file"), type=("csv", "txt", "tsv"), key="sine-file")
        if file is not None and st.session_state.get("sine.file") != file.file_id:
            st.session_state["sine.file"] = file.file_id
            _use(form, say, lambda: _decode(file.getvalue()))
    message = st.session_state.get("sine.refused")
    if message:
        st.sidebar.error(message)


def _decode(raw: bytes) -> str:
    if len(raw) > LARGEST_FILE:
        raise Refusal("size")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("text") from None


def _use(form: Form, say: Say, read) -> None:
    try:
        pairs = read_points(read())
        if len(pairs) < 2:
            raise Refusal("few")
    except Refusal as refusal:
        st.session_state["sine.refused"] = say(
            f"refused_{refusal.code}", line=refusal.line, value=_plain(refusal.value), rows=f"{MOST_ROWS:,}"
        )
        return
    st.session_state["sine.refused"] = ""
    form.adopt(replace(form.wanted, curve="points", pts=tuple(v for pair in pairs for v in pair)))


def _plain(text):
    return "".join(c if c.isalnum() or c in "+-.,_ " else "?" for c in text)


def toggle_point(form: Form, place: str) -> None:
    """Adds a point at "x,y" (original units), or removes the one that is there already."""
    try:
        x, y = (float(part) for part in place.split(","))
    except ValueError:
        return
    if not (math.isfinite(x) and math.isfinite(y)):
        return
    xs, ys = (values.tolist() for values in form.wanted.raw_points())
    wide, tall = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    distance = [math.hypot((x - a) / wide, (y - b) / tall) for a, b in zip(xs, ys, strict=True)]
    pairs = list(zip(xs, ys, strict=True))
    nearest = min(range(len(pairs)), key=distance.__getitem__)
    if distance[nearest] < NEAR:
        del pairs[nearest]
    else:
        pairs.append((x, y))
    if 2 <= len(pairs) <= MOST_ROWS:
        form.adopt(replace(form.wanted, curve="points", pts=tuple(float(f"{v:.6g}") for pair in pairs for v in pair)))

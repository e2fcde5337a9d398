"""Pieces that scenes are made of, as the plain dicts that the player reads."""

import math
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from pages.figures.palette import TOKENS

Part = dict[str, Any]

PHONE_PICTURE = "min(102cqi, 60dvh)"  # how high the main picture is on a phone
_NO_TEMPLATE = go.layout.Template()
PLAYER_WORDS = (
    "play", "pause", "forward", "back", "start", "end", "speed", "loop", "seek", "offline", "waiting",
    "save_png", "save_svg", "reset_zoom", "keys",
)  # fmt: skip


def figure(traces: list, *, x: str = "", y: str = "", **layout) -> go.Figure:
    """A figure with the app's margins; axis titles x and y; without a template, since the player themes it."""
    fig = go.Figure(data=traces)
    fig.update_layout(
        template=_NO_TEMPLATE,
        margin={"l": 66, "r": 28, "t": 10, "b": 58},  # right: half of the last tick's label
        showlegend=False,
        hovermode="closest",
        uirevision="keep",
    )
    fig.update_xaxes(title_text=x, automargin=False)
    fig.update_yaxes(title_text=y, automargin=False)
    return fig.update_layout(**layout)


def free(taken: float) -> str:
    """The height for pictures: the screen's, less so many rem, the strip of a lesson, and warnings (app/notes.js).

    On a screen that is taller than wide a picture as high as its column is wide is high enough.
    """
    return f"min(100dvh - {taken}rem - var(--strip, 0rem) - var(--notes, 0px), 54cqi + 5.5rem)"


def shares(*parts: float) -> list[str]:
    """Heights that are these shares of what top bar, sentence, transport and gaps leave of a projector's screen."""
    return [f"minmax(0, calc({free(12.4)} * {part}))" for part in parts]


def plot(area: str, title: str, hint: str, fig: go.Figure, **extra) -> Part:
    """A panel with a figure; `extra` holds bindings, layers, toggles, square."""
    return {"kind": "plot", "id": area, "area": area, "title": title, "hint": hint, "figure": _plain(fig)} | extra


def pictured(e: Any) -> Any:
    """The network's experiment that the same scene belongs to: no picture is drawn from the seed or the rate.

    A class that tries them shares one scene, and a browser that has it keeps its plots.
    """
    return replace(e, seed=e.default("seed"), lr=e.default("lr"))


def table(area: str, title: str, hint: str, columns: list[str], rows: list[list[Part]]) -> Part:
    """A panel with a table of cells."""
    return {
        "kind": "table", "id": area, "area": area, "title": title, "hint": hint, "columns": columns, "rows": rows,
    }  # fmt: skip


def _plain(fig: go.Figure) -> Part:
    plain = fig.to_plotly_json()
    plain["layout"].pop("template", None)
    return _themed(plain)


def _themed(part):
    """Palette colours as the player's tokens, so that each theme can have its own shade."""
    if isinstance(part, dict):
        return {key: _themed(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_themed(value) for value in part]
    return TOKENS.get(part, part) if isinstance(part, str) else part


def history(trace: int, array: str, index: int | None = None, ghost: int | None = None) -> Part:
    """The trace shows the array's rows from step 0 to now; the trace `ghost` keeps the run before."""
    binding: Part = {"type": "history", "trace": trace, "array": array}
    if index is not None:
        binding["index"] = [index]
    if ghost is not None:
        binding["ghost"] = ghost
    return binding


def point(trace: int, array: str) -> Part:
    """The trace is one marker at (step, the array's value there)."""
    return {"type": "point", "trace": trace, "array": array}


def show(trace: int, attr: str, array: str, index: int | None = None) -> Part:
    """The trace's attribute is the array's row at the step shown."""
    binding: Part = {"type": "set", "trace": trace, "attr": attr, "array": array}
    if index is not None:
        binding["index"] = [index]
    return binding


def layout(min_width: int, columns: str, heights: dict[str, str], **more: Part) -> Part:
    """How panels stand on a stage at least so many pixels wide: each row's areas with its height, from the top.

    An area's name may come again, beside itself or in the next row: then the panel spans both.
    """
    return {"min_width": min_width, **grid(columns, heights), **more}


def grid(columns: str, heights: dict[str, str]) -> Part:
    """Columns and rows as CSS has them."""
    return {"columns": columns, "rows": " ".join(heights.values()), "areas": list(heights)}


def show_both(trace: int, array: str) -> list[Part]:
    """The trace's x and y are the array's two rows at the step shown."""
    return [show(trace, attr, array, row) for row, attr in enumerate("xy")]


def drawable(values: list[float]) -> list[float | None]:
    """With a gap wherever a value is nan."""
    return [None if math.isnan(v) else v for v in values]


def lecture(columns: str, *areas: str, rows: str | None = None) -> Part:
    """How panels stand in lecture mode, above the sentence and the transport; panels not named stay away.

    The first area is the main picture. Rows share the height evenly unless `rows` says else.
    """
    layout: Part = {"columns": columns, "areas": list(areas)}
    return layout if rows is None else layout | {"rows": rows}


def number(array: str, spec: str, index: int | None = None) -> Part:
    """A cell with a number of the tape."""
    cell: Part = {"array": array, "format": spec}
    if index is not None:
        cell["index"] = [index]
    return cell


def text(words: str) -> Part:
    """A cell that stays."""
    return {"text": words}


def log_toggle(say) -> Part:
    """The button that switches a loss axis between linear and logarithmic."""
    return {"label": say("log"), "key": "loss_log", "layout": {"yaxis.type": ["linear", "log"]}}


def labels(say) -> dict[str, str]:
    """The player's own words."""
    return {word: say(word) for word in PLAYER_WORDS}

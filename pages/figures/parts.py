"""Pieces that scenes are made of."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import plotly.graph_objects as go

from core.record.say import Say
from core.wire.layers import Layer
from core.wire.packet import Array
from core.wire.panels import Attribute, Binding, Cell, Drag, Drowned, Fit, History, Plot, Point, Set, Table, Toggle
from core.wire.scene import FewPanels, FewVariant, Layout, Variant
from pages.figures.palette import TOKENS

PHONE_PICTURE = "min(102cqi, max(60dvh, 18rem))"  # how high the main picture is on a phone
_NO_TEMPLATE = go.layout.Template()
NETWORK_OVER_LOSS = "minmax(0, 1.3fr) minmax(0, 1fr)"  # in lecture mode
LINEAR = "loss_linear"  # the switch of a loss that is logarithmic at first
PLAYER_WORDS = (
    "play", "pause", "forward", "back", "start", "end", "speed", "loop", "seek", "offline", "waiting",
    "more_controls", "picture_menu", "save_png", "save_svg", "reset_zoom", "keys", "positive", "negative", "selected",
    "inside", "inside_place", "micro_sample", "micro_all",
)  # fmt: skip
HAND_WORDS = (
    "from_help", "from_start", "from_here", "by_hand", "hand_less", "hand_more", "hand_off", "hand_freeze",
    "hand_forget", "hand_allowed", "hand_most", "pair_keep", "pair_keep_help", "clock",
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


# The height for pictures: what the page around them leaves of the screen's (pages/ui/room.css). On a screen that is
# taller than wide a picture as high as its column is wide is high enough.
FREE = "min(100dvh - var(--taken) + var(--hint, 0rem) - var(--strip, 0rem) - var(--notes, 0px), 54cqi + 5.5rem)"


def shares(*parts: float) -> list[str]:
    """Heights that are these shares of the height for pictures."""
    return [f"minmax(0, calc({FREE} * {part}))" for part in parts]


def plot(
    area: str,
    title: str,
    hint: str,
    fig: go.Figure,
    *,
    bindings: Sequence[Binding] = (),
    fit: Fit | None = None,
    layers: Sequence[Layer] = (),
    toggles: Sequence[Toggle] = (),
    square: bool = False,
    click: str | None = None,
    click_toggle: str | None = None,
    drag: Drag | None = None,
    drowned: Drowned | None = None,
    ground: str | None = None,
) -> Plot:
    """A panel with a figure, named as its area."""
    return Plot(
        id=area, area=area, title=title, hint=hint, figure=_plain(fig), bindings=bindings, fit=fit,
        layers=layers, toggles=toggles, square=square, click=click, click_toggle=click_toggle, drag=drag,
        drowned=drowned, ground=ground,
    )  # fmt: skip


def pictured(e: Any) -> Any:
    """The network's experiment that the same scene belongs to: no picture is drawn from the seed or the rate.

    A class that tries them shares one scene, and a browser that has it keeps its plots.
    """
    return replace(e, seed=e.default("seed"), lr=e.default("lr"))


def table(area: str, title: str, hint: str, columns: list[str], rows: Sequence[Sequence[Cell]]) -> Table:
    """A panel with a table of cells, named as its area."""
    return Table(id=area, area=area, title=title, hint=hint, columns=columns, rows=rows)


def still(values: np.ndarray) -> Array:
    """Samples (rows, columns) that stay, as single floats: nobody reads them."""
    return Array(values.astype(np.float32), "step")


def _plain(fig: go.Figure) -> dict[str, Any]:
    plain = fig.to_plotly_json()
    plain["layout"].pop("template", None)
    return themed(plain)


def themed(part: Any) -> Any:
    """Palette colours as the player's tokens, so that each theme can have its own shade."""
    if isinstance(part, dict):
        return {key: themed(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [themed(value) for value in part]
    return TOKENS.get(part, part) if isinstance(part, str) else part


def history(trace: int, array: str, index: int | None = None, ghost: int | None = None) -> History:
    """The trace shows the array's rows from step 0 to now; the trace `ghost` keeps the run before."""
    return History(trace=trace, array=array, index=_place(index), ghost=ghost)


def point(trace: int, array: str) -> Point:
    """The trace is one marker at (step, the array's value there)."""
    return Point(trace=trace, array=array)


def show(trace: int, attr: Attribute, array: str, index: int | None = None) -> Set:
    """The trace's attribute is the array's row at the step shown."""
    return Set(trace=trace, attr=attr, array=array, index=_place(index))


def show_both(trace: int, array: str) -> list[Set]:
    """The trace's x and y are the array's two rows at the step shown."""
    return [show(trace, "x", array, 0), show(trace, "y", array, 1)]


def _place(index):
    return None if index is None else [index]


def layout(min_width: int, columns: str, heights: dict[str, str], *variants: Variant) -> Layout:
    """How panels stand on a stage at least so many pixels wide: each row's areas with its height, from the top.

    An area's name may come again, beside itself or in the next row: then the panel spans both.
    """
    rows, areas = _stacked(heights)
    return Layout(min_width=min_width, columns=columns, rows=rows, areas=areas, variants=variants)


def variant(toggle: str, on: bool, columns: str, heights: dict[str, str]) -> Variant:
    """How panels stand while a toggle is on; `on`: whether it is at first."""
    rows, areas = _stacked(heights)
    return Variant(toggle=toggle, on=on, columns=columns, rows=rows, areas=areas)


def _stacked(heights):
    return " ".join(map(_roomy, heights.values())), list(heights)


def _roomy(height):
    """A picture is as high as said without the line under its title."""
    return height if height.startswith(("auto", "minmax")) else f"calc({height} + var(--hint, 0rem))"


def drawable(values: list[float]) -> list[float | None]:
    """With a gap wherever a value is nan."""
    return [None if math.isnan(v) else v for v in values]


def lecture(
    columns: str,
    *areas: str,
    side: Sequence[str] = (),
    asked: Sequence[str] = (),
    rows: str | None = None,
    narrow: str | None = None,
    variants: Sequence[FewVariant] = (),
) -> FewPanels:
    """How panels stand in lecture mode, above the sentence and the transport; panels not named stay away.

    The first area is the main picture. Rows share the height evenly unless `rows` says else. side: what stands beside
    the main picture where it has the whole height; asked: what does so under a lesson's question, if that is other.
    """
    tall = [areas[0].split()[0], *side] if side else []
    return FewPanels(
        columns=columns, areas=list(areas), tall=tall, asked=asked, rows=rows, narrow=narrow, variants=variants
    )


def number(array: str, spec: str, *index: int) -> Cell:
    """A cell with a number of the tape."""
    return Cell(array=array, format=spec, index=index or None)


def text(words: str) -> Cell:
    """A cell that stays."""
    return Cell(text=words)


def log_toggle(say: Say, key: str = "loss_log") -> Toggle:
    """The button that switches an axis between linear and logarithmic."""
    return Toggle(label=say("log"), key=key, layout={"yaxis.type": ["linear", "log"]})


def linear_toggle(say: Say) -> Toggle:
    """The same where the axis is logarithmic unless somebody wants it otherwise."""
    return Toggle(label=say("linear_axis"), key=LINEAR, layout={"yaxis.type": ["log", "linear"]})


def labels(say: Say, *, by_hand: bool = False) -> dict[str, str]:
    """The player's own words; `by_hand`: also those of what a hand changes."""
    return {word: say(word) for word in (*PLAYER_WORDS, *(HAND_WORDS if by_hand else ()))}

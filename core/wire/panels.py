"""The panels of a scene: plots, reliefs, tables, and how they follow the tape."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from core.wire.layers import Contours, Dash, Layer, Net, Range, Trails

Subscripts = Sequence[int] | None  # leading subscripts of an array's row
Attribute = Literal["x", "y", "customdata"]  # of a trace, that a row may fill


@dataclass(frozen=True, kw_only=True)
class History:
    """The trace shows the array's rows from the first step to now; the trace `ghost` keeps the run before."""

    type: ClassVar[str] = "history"
    trace: int
    array: str
    index: Subscripts = None
    ghost: int | None = None


@dataclass(frozen=True, kw_only=True)
class Point:
    """The trace is one marker at (step, the array's value there)."""

    type: ClassVar[str] = "point"
    trace: int
    array: str
    index: Subscripts = None


@dataclass(frozen=True, kw_only=True)
class Set:
    """The trace's attribute is the array's row at the step shown."""

    type: ClassVar[str] = "set"
    trace: int
    attr: Attribute
    array: str
    index: Subscripts = None


@dataclass(frozen=True, kw_only=True)
class Fit:
    """A network of one input and one output as a curve, computed where it is seen: shift + size · output `of` the
    network, at `points` places spread evenly over `x`, in the network's own units."""

    of: Net
    x: Range
    points: int
    size: float
    shift: float


@dataclass(frozen=True, kw_only=True)
class Curve:
    """The trace's y is the plot's fit at the step shown; or `part` of it: what a unit of the last hidden layer adds, or
    the output's bias with the shift. The parts sum to the fit where the output is linear."""

    type: ClassVar[str] = "curve"
    trace: int
    part: int | Literal["bias"] | None = None


Binding = History | Point | Set | Curve


@dataclass(frozen=True, kw_only=True)
class Toggle:
    """A switch. `layout`: by path in the figure's layout, what it is when off and when on; `visible`: by trace."""

    key: str
    label: str
    on: bool = False
    layout: Mapping[str, Sequence[Any]] | None = None
    visible: Mapping[int, Sequence[Any]] | None = None


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Words, a button, or a number of an array at the step shown.

    step, row: the step whose number it is, and the row that it stands in, where they are others. choices: words for
    the numbers 0, 1, …; tones: how they look.
    """

    text: str | None = None
    hint: str | None = None
    action: str | None = None
    href: str | None = None
    swatch: str | None = None
    dash: Dash | None = None
    mark: str | None = None
    array: str | None = None
    index: Subscripts = None
    format: str | None = None
    step: int | None = None
    row: int | None = None
    choices: Sequence[str] = ()
    tones: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Tab:
    """Rows that take the place of a table's."""

    label: str
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, kw_only=True)
class Drowned:
    """What to do where one of the first `lines` columns of an array drowns the others.

    log: the toggle of the logarithmic axis. cut: the axis' title where it is cut.
    """

    array: str
    lines: int
    log: str
    cut: str | None = None


@dataclass(frozen=True, kw_only=True)
class Drag:
    """The actions of a start that is held by hand, and of one that was."""

    moving: str
    moved: str


@dataclass(frozen=True, kw_only=True)
class Panel:
    """What all panels have. Panels of the same `ground` mark what the pointer shows in one of them."""

    id: str
    area: str
    title: str
    hint: str
    toggles: Sequence[Toggle] = ()
    ground: str | None = None


@dataclass(frozen=True, kw_only=True)
class Plot(Panel):
    """A Plotly figure over layers; `click` is the action of a click, while `click_toggle` is on; `fit` is what bindings
    to a curve show."""

    kind: ClassVar[str] = "plot"
    figure: Mapping[str, Any]
    bindings: Sequence[Binding] = ()
    fit: Fit | None = None
    layers: Sequence[Layer] = ()
    square: bool = False
    click: str | None = None
    click_toggle: str | None = None
    drag: Drag | None = None
    drowned: Drowned | None = None


@dataclass(frozen=True, kw_only=True)
class Relief(Panel):
    """Land and trails seen from the side; `range` of the heights, `log` the toggle for logarithmic ones."""

    kind: ClassVar[str] = "relief"
    layers: tuple[Contours, Trails]
    range: Range
    log: str


@dataclass(frozen=True, kw_only=True)
class Table(Panel):
    kind: ClassVar[str] = "table"
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    tabs: Sequence[Tab] = ()
    compact: bool = False


@dataclass(frozen=True, kw_only=True)
class Explanation(Panel):
    """The microscope: one update of the selected part, as the tape's address tells it.

    names: what the network's parts are called, with what they are; labels: the panel's own words.
    """

    kind: ClassVar[str] = "explanation"
    names: Mapping[str, str]
    labels: Mapping[str, str]

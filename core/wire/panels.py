"""The panels of a scene: plots, reliefs, tables, and how they follow the tape."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from core.wire.layers import Contours, Dash, Layer, Net, Range, Trails, UnitLines
from core.wire.packet import Array

Subscripts = Sequence[int] | None  # leading subscripts of an array's row
Attribute = Literal["x", "y", "customdata"]  # of a trace, that a row may fill


@dataclass(frozen=True, kw_only=True)
class History:
    """The trace shows the array's rows from the first step to now, over the steps or over another array's rows; the
    trace `ghost` keeps the run before."""

    type: ClassVar[str] = "history"
    trace: int
    array: str
    index: Subscripts = None
    ghost: int | None = None
    over: str | None = None


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
    network, at `points` places spread evenly over `x`, in the network's own units; `axis` is the same stretch in the
    picture's. A node that the network's `nodes` name may take the curve's place."""

    of: Net
    x: Range
    axis: Range
    points: int
    size: float
    shift: float


@dataclass(frozen=True, kw_only=True)
class Curve:
    """The trace's y is the plot's fit at the step shown; or `part` of it: what a unit of the last hidden layer adds, or
    the output's bias with the shift. The parts sum to the fit where the output is linear. fit: another than the plot's.
    """

    type: ClassVar[str] = "curve"
    trace: int
    part: int | Literal["bias"] | None = None
    fit: Fit | None = None


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
    the numbers 0, 1, …; tones: how they look. part: the part of the network that a click selects.
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
    part: str | None = None


@dataclass(frozen=True, kw_only=True)
class Tab:
    """Rows that take the place of a table's."""

    label: str
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, kw_only=True)
class Drowned:
    """What to do where one of the first `lines` columns of an array drowns the others; or of several arrays of one
    number, where there are `others`.

    log: the toggle of the logarithmic axis. cut: the axis' title where it is cut.
    """

    array: str
    lines: int = 1
    others: Sequence[str] = ()
    log: str
    cut: str | None = None


@dataclass(frozen=True, kw_only=True)
class Drag:
    """The actions of a start that is held by hand, and of one that was."""

    moving: str
    moved: str


@dataclass(frozen=True, kw_only=True)
class Panel:
    """What all panels have. Panels of the same `ground` mark what the pointer shows in one of them.

    run: the colour of the run that it is of, where there are several; then `shorter` are titles for where the whole one
    has no room, from the longest on, and `fixed` says that a hand changes nothing of this run.
    """

    id: str
    area: str
    title: str
    hint: str
    toggles: Sequence[Toggle] = ()
    ground: str | None = None
    run: str | None = None
    shorter: Sequence[str] = ()
    fixed: bool = False


@dataclass(frozen=True, kw_only=True)
class Plot(Panel):
    """A Plotly figure over layers; `click` is the action of a click, while `click_toggle` is on; `fit` is what bindings
    to a curve show; `parts` are those of the network that the first traces show, one each."""

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
    parts: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Relief(Panel):
    """Land and trails seen from the side; `range` of the heights, `log` the toggle for logarithmic ones."""

    kind: ClassVar[str] = "relief"
    layers: tuple[Contours, Trails]
    range: Range
    log: str


@dataclass(frozen=True, kw_only=True)
class Landscape(Panel):
    """The loss on a plane through θ with the run's path in it, which the player asks for when it is looked at.

    names: what the network's parameters are called, by their names as parts, as many as may be chosen; color: the
    run's; words: by key, what the panel says.
    """

    kind: ClassVar[str] = "landscape"
    names: Mapping[str, str]
    color: str
    words: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A weight or a bias: its place in the panel's array, its name as a part, and what pictures call it."""

    place: int
    name: str
    label: str


@dataclass(frozen=True, kw_only=True)
class NetworkNode:
    """A node as it is drawn; inputs stand in layer 0 and have no bias."""

    layer: int
    name: str
    label: str
    bias: Parameter | None = None


@dataclass(frozen=True, kw_only=True)
class NetworkEdge:
    """The weight from one of the drawn nodes to another."""

    source: int
    to: int
    weight: Parameter


@dataclass(frozen=True, kw_only=True)
class NetworkView(Panel):
    """A network drawn, with the numbers of `array`.

    of: the network, where each node is a tile that shows what it computes over the inputs, all of them in `inputs`;
    else nodes are circles. range: outputs that get the full colours. lines: those that units may have in their tiles.
    """

    kind: ClassVar[str] = "network"
    array: str
    nodes: Sequence[NetworkNode]
    edges: Sequence[NetworkEdge]
    of: Net | None = None
    inputs: Range | None = None
    range: Range | None = None
    lines: UnitLines | None = None


@dataclass(frozen=True, kw_only=True)
class OfInputs(Panel):
    """What a network makes of its two inputs, x and y, called `names`, and of samples.

    range: outputs that get the full colours. label: the output's name. data: (n, 4) of single floats, the inputs, the
    class, 1 where it is held out. words: by key, what the panel says.
    """

    of: Net
    x: Range
    y: Range
    range: Range
    colors: str
    label: str
    names: Sequence[str]
    data: Array
    words: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Surface(OfInputs):
    """The output as a surface, samples at their targets; `heights` are fitted to the output where they are left out;
    `contour`: where it decides. words: target, held."""

    kind: ClassVar[str] = "surface"
    heights: Range | None = None
    contour: float | None = None


@dataclass(frozen=True, kw_only=True)
class HiddenLayer:
    """A layer, counted from 1, and what its units are called."""

    layer: int
    label: str
    units: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Hidden(OfInputs):
    """Two or three units of a hidden layer as axes: samples, and the grid of the inputs, as they are mapped there.

    decides: the output's weighted sum from which on it decides for class 1; of two outputs, the second's less the
    first's. words: layer, across, up, deep, none, target, held.
    """

    kind: ClassVar[str] = "hidden"
    layers: Sequence[HiddenLayer]
    decides: float | None = None


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

"""What lies under a plot's axes: pictures, networks, points and trails that the player draws itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from core.wire.packet import Array

Range = Sequence[float]  # from, to
Mark = tuple[float, float, str, bool] | tuple[float, float, str, bool, float]  # x, y, words, whether a main one, height
Edge = tuple[float, float, float, float, int, str]  # x0, y0, x1, y1, place in the array, name
Node = tuple[float, float, int | None, str, str | None]  # x, y, place of its number, label, name of the number
Dash = Literal["solid", "dash", "dot", "dashdot"]


@dataclass(frozen=True, kw_only=True)
class Layer:
    """What lies under a plot's axes; the toggle `toggle` shows it, `unless` hides it."""

    toggle: str | None = None
    unless: str | None = None


@dataclass(frozen=True, kw_only=True)
class Net:
    """A network as a function of an array's row, its parameters; `threshold` of the step function. nodes: what nodes
    are called, by their names as parts; a picture of one of these may take the place of the network's own."""

    array: str
    sizes: Sequence[int]
    hidden: str
    output: str
    threshold: float
    nodes: Mapping[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What is taken away from a field: another one over x and y, as a field layer has it."""

    array: str | None = None
    of: Net | None = None
    x: Range
    y: Range


@dataclass(frozen=True, kw_only=True)
class FieldLayer(Layer):
    """A picture over x and y: an array's row, or the last output `of` a network; `range` gets the full colours.

    minus: what is taken away from it. among: so many pictures are computed in the same frame.
    """

    type: ClassVar[str] = "field"
    array: str | None = None
    of: Net | None = None
    x: Range
    y: Range
    range: Range
    colors: str
    label: str
    contour: float | None = None
    minus: Taken | None = None
    among: int | None = None


@dataclass(frozen=True, kw_only=True)
class Samples(Layer):
    """Samples of a function that stay, with rising levels; `strong`: a level whose line is thick."""

    data: Array
    x: Range
    y: Range
    levels: Sequence[float]
    label: str
    names: Sequence[str]
    strong: float | None = None


@dataclass(frozen=True, kw_only=True)
class Contours(Samples):
    """Bands between the levels.

    colors: a scale, or a colour for the band below, between and above the levels. kinds: words for the bands, where
    values are kinds: samples are not blended, no lines are drawn.
    """

    type: ClassVar[str] = "contours"
    colors: str | Sequence[str]
    kinds: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Regions(Samples):
    """The corners around what lies at or under each level, each region within the next; `colors`: a scale."""

    type: ClassVar[str] = "regions"
    colors: str
    regions: Sequence[Sequence[Sequence[float]]]


@dataclass(frozen=True, kw_only=True)
class Graph(Layer):
    """A network: edges and nodes with their numbers of the array."""

    type: ClassVar[str] = "graph"
    array: str
    edges: Sequence[Edge]
    nodes: Sequence[Node]


@dataclass(frozen=True, kw_only=True)
class UnitLine:
    """How a unit's line looks; `mark` stands in a disc at its end."""

    color: str
    dash: Dash
    mark: str
    label: str


@dataclass(frozen=True, kw_only=True)
class UnitLines(Layer):
    """The lines on which the weighted sums of the first hidden layer's units are zero (or the step's threshold)."""

    type: ClassVar[str] = "unit_lines"
    of: Net
    x: Range
    y: Range
    lines: Sequence[UnitLine]


@dataclass(frozen=True, kw_only=True)
class LineEnd:
    """A line of an array's column `place`, what it is called, and which part of the network it belongs to."""

    place: int
    label: str
    part: str
    color: str


@dataclass(frozen=True, kw_only=True)
class LineEnds(Layer):
    """Names at the present ends of lines against the step: of the selected one, else of the two largest."""

    type: ClassVar[str] = "line_ends"
    array: str
    lines: Sequence[LineEnd]


@dataclass(frozen=True, kw_only=True)
class RunEnd:
    """The line of an array over the clock, and what its run is called."""

    array: str
    label: str
    color: str


@dataclass(frozen=True, kw_only=True)
class RunEnds(Layer):
    """The names of runs beside the axes, each as high as its line has come."""

    type: ClassVar[str] = "run_ends"
    lines: Sequence[RunEnd]


@dataclass(frozen=True, kw_only=True)
class Points(Layer):
    """Points that a hand may move: x, y, colour, number, label; and marks."""

    type: ClassVar[str] = "points"
    points: Sequence[tuple[float, float, str, str, str]]
    marks: Sequence[Mark]


@dataclass(frozen=True, kw_only=True)
class Movable(Layer):
    """Samples that the figure shows and a hand may move: x, y, class."""

    type: ClassVar[str] = "movable"
    points: Sequence[tuple[float, float, int]]


@dataclass(frozen=True, kw_only=True)
class TrailLine:
    color: str
    dash: Dash
    label: str


@dataclass(frozen=True, kw_only=True)
class TrailValues:
    """An array (rows, k) of the walkers' heights."""

    array: str
    label: str


@dataclass(frozen=True, kw_only=True)
class TrailArrows:
    """An array (rows, k, 2) drawn where the walkers stand, times `sign`; pixels of the longest, a middling size."""

    array: str
    sign: int
    longest: float
    reference: float


@dataclass(frozen=True, kw_only=True)
class Trails(Layer):
    """Ways of k walkers, an array (rows, k, 2). `ahead`: the toggle that shows the way to come; `step`: its word."""

    type: ClassVar[str] = "trails"
    array: str
    lines: Sequence[TrailLine]
    values: TrailValues
    ahead: str
    step: str
    marks: Sequence[Mark] = ()
    arrows: TrailArrows | None = None


@dataclass(frozen=True, kw_only=True)
class Arrows(Layer):
    """Arrows that stay: x, y, dx, dy; pixels of the longest, a middling size."""

    type: ClassVar[str] = "arrows"
    arrows: Sequence[Sequence[float]]
    longest: float
    reference: float

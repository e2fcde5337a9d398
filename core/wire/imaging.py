"""Panels of a network that reads images."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from core.wire.layers import Net
from core.wire.packet import Array
from core.wire.panels import NetworkNode, Panel


@dataclass(frozen=True, kw_only=True)
class Images:
    """Images that a scene's panels show: data (n, side²) of bytes from paper to ink, row by row from the top; labels:
    the class of each."""

    data: Array
    labels: Sequence[int]
    side: int


@dataclass(frozen=True, kw_only=True)
class Imaging(Panel):
    """`side`: pixels along each side of an image; `words`: what the panel says, by key."""

    side: int
    words: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Weights(Imaging):
    """Each unit of the first layer as the image of its weights, and what it makes of the image that is sent through.

    units: those of the first layer, in its order.
    """

    kind: ClassVar[str] = "weights"
    of: Net
    units: Sequence[NetworkNode]


@dataclass(frozen=True, kw_only=True)
class UnitView(Imaging):
    """The chosen unit: its weights, its largest inputs, what it leads to, and the images that excite it most.

    nodes: all but the inputs, layer by layer.
    """

    kind: ClassVar[str] = "unit"
    of: Net
    nodes: Sequence[NetworkNode]


@dataclass(frozen=True, kw_only=True)
class Confusion(Imaging):
    """array (10, 10): how many of the scene's images of each class (rows) are answered how (columns); answers (n,): of
    each image. Beside it the share of each class that is right.

    lean: the matrix alone, as large as its place allows, without the images of its cells. minus: another such array
    that is taken away while the toggle `difference` is on; `versus` is what that is called.
    """

    kind: ClassVar[str] = "confusion"
    array: str
    answers: str
    lean: bool = False
    minus: str | None = None
    difference: str | None = None
    versus: str | None = None


@dataclass(frozen=True, kw_only=True)
class BatchView(Imaging):
    """The next update's batch. array (k, 3): place in the data set (-1: drawn by hand), label, answer; rows of -1 for
    none. size: how many the batch has. sure (k,): the answer's probability. images (k, side²) of bytes."""

    kind: ClassVar[str] = "batch"
    array: str
    size: str
    sure: str
    images: str


@dataclass(frozen=True, kw_only=True)
class Worst(Imaging):
    """The scene's images that are most wrong. array (k,): their places, -1 for none; sure (k, 2): the probabilities of
    the answer and of the true class; answers (n,): of all images."""

    kind: ClassVar[str] = "worst"
    array: str
    sure: str
    answers: str


@dataclass(frozen=True, kw_only=True)
class Plane(Imaging):
    """Where the last hidden layer puts some of the scene's images. array (k, 2): places; share (2,): of the variance
    along each direction; answers (n,): of all images; rows: which of them are shown."""

    kind: ClassVar[str] = "plane"
    array: str
    share: str
    answers: str
    rows: Sequence[int]


@dataclass(frozen=True, kw_only=True)
class Pad(Imaging):
    """A place to draw an image on, and what the network says of it. most: so many drawings may be added to a run."""

    kind: ClassVar[str] = "pad"
    of: Net
    most: int

"""The part of a network that is explained: where it stands, and the way on from it to the outputs."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.engine.naming import Node, Parameter, Part
from core.explaining import symbols
from core.explaining.observed import Observed
from core.explaining.shown import Shown
from core.learning.edits import MOST_ADDED

Array = np.ndarray

MOST_SAMPLES = 300 + MOST_ADDED  # of a batch that can be chosen, and whose numbers stand in the lines
MOST_NUMBERS = 2400  # of a layer, for all of a batch, that stand in the lines: some 50 kB


@dataclass(frozen=True)
class Chosen:
    """A part, seen in one update, for one sample or for all of the batch."""

    seen: Observed
    shown: Shown
    part: Part

    @property
    def unit(self) -> Node:
        """The part itself, or the node that the parameter leads to."""
        return Node(self.part.layer, self.part.unit)

    @property
    def source(self) -> Node | None:
        """The node that a weight comes from."""
        it = self.part
        return Node(it.layer - 1, it.source) if isinstance(it, Parameter) and it.source is not None else None

    @property
    def fits(self) -> bool:
        """Whether the numbers that are shown stand in lines of code: those of all of a large batch do not."""
        rows, widest = len(self.seen.rows), max(self.seen.network.sizes)
        return self.shown.sample is not None or (rows <= MOST_SAMPLES and rows * widest <= MOST_NUMBERS)

    @cached_property
    def way(self) -> list[Node]:
        """From the unit to an output: in each layer the unit over which most of its δ comes back."""
        found = [self.unit]
        while found[-1].layer < len(self.seen.network.shapes):
            here = found[-1]
            W, delta = self.seen.layers[here.layer][0][here.unit], self.shown.of(self.seen.passes[here.layer].delta)
            parts = np.nan_to_num(np.abs(np.atleast_2d(delta * W)).sum(axis=0))
            found.append(Node(here.layer + 1, int(parts.argmax())))
        return found

    @property
    def index(self) -> int:
        """Where in θ the parameter stands. Raises TypeError for a node."""
        if isinstance(self.part, Parameter):
            return self.part.index(self.seen.network)
        raise TypeError("a node has no place in θ")

    @property
    def symbol(self) -> str:
        return symbols.part(self.seen.network, self.part)

    def plain(self, part: Part) -> str:
        """A part's name in words."""
        return symbols.plain(self.seen.network, part)

    def name(self, letter: str, node: Node) -> str:
        """z or δ of a node, in TeX."""
        return symbols.of(letter, self.seen.network, node.layer, node.unit)

    def a(self, node: Node) -> str:
        """A node's activation, in TeX: its own name."""
        return symbols.node(self.seen.network, node.layer, node.unit)

    def activation(self, node: Node) -> Array:
        """Of a node, (n,) over the whole batch."""
        values = self.seen.x if node.layer == 0 else self.seen.passes[node.layer - 1].a
        return values[:, node.unit]

    def delta(self, node: Node) -> Array:
        """Of a node, (n,) over the whole batch."""
        return self.seen.passes[node.layer - 1].delta[:, node.unit]

"""Whose numbers are shown: one sample's, or those of all of the batch."""

from dataclasses import dataclass

import numpy as np

from core.explaining.observed import Observed

Array = np.ndarray


@dataclass(frozen=True)
class Shown:
    """sample: the place in the batch; None for all."""

    sample: int | None = None

    def of(self, values: Array) -> Array:
        """Of (n, …) one row each sample: the sample's, or all as they are."""
        return values if self.sample is None else values[self.sample]

    def mean(self, values: Array) -> Array:
        """(nodes,) of (n, nodes): the sample's, or the mean over the batch."""
        return values.mean(axis=0) if self.sample is None else values[self.sample]

    def total(self, values: Array) -> Array:
        """(nodes,) of (n, nodes): the sample's, or the sum over the batch."""
        return values.sum(axis=0) if self.sample is None else values[self.sample]

    def gradient(self, seen: Observed, layer: int) -> Array:
        """Of layer 1, 2, …'s parameters in the order of θ: the batch's, or what the sample adds to it."""
        if self.sample is None:
            W, b = seen.network.layers(seen.gradient)[layer - 1]
        else:
            delta = seen.passes[layer - 1].delta[self.sample]
            W, b = np.outer(seen.below(layer)[self.sample], delta), delta
        return np.concatenate([W.ravel(), b])

"""Mini-batches drawn with replacement, as `np.random.choice` draws them from one stream."""

import numpy as np

Array = np.ndarray


class Replacement:
    """Whole numbers below n, one after the other from RandomState(seed): the same as one call after another of
    `np.random.choice(n, size)` gives after `np.random.seed(seed)`."""

    def __init__(self, seed: int, n: int):
        self.seed, self.n = seed, n
        self._restart()

    def _restart(self):
        self._rng, self._at = np.random.RandomState(self.seed), 0

    def rows(self, before: int, size: int) -> Array:
        """(size,) of the stream after the first `before` numbers."""
        if before < self._at:
            self._restart()
        self._rng.randint(0, self.n, before - self._at)
        self._at = before + size
        return self._rng.randint(0, self.n, size)

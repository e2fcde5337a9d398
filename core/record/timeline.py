"""How the steps of a run fall into keyframes and chunks."""

import math
from dataclasses import dataclass

MOST_KEYFRAMES = 250
KEYFRAMES_PER_CHUNK = 20
WIDEST_DETAIL = 64
_NICE = (1, 2, 5)


@dataclass(frozen=True)
class Timeline:
    """How steps 0..total fall into keyframes and chunks."""

    total: int

    @property
    def stride(self) -> int:
        """Steps between keyframes: the smallest of 1 2 5 10 20 50 … with at most 250 keyframes in the run."""
        power = 1
        while True:
            for nice in _NICE:
                if self.total <= MOST_KEYFRAMES * nice * power:
                    return nice * power
            power *= 10

    @property
    def chunk_steps(self) -> int:
        return KEYFRAMES_PER_CHUNK * self.stride

    @property
    def n_chunks(self) -> int:
        return max(1, math.ceil(self.total / self.chunk_steps))

    def chunk_of(self, step: int) -> int:
        return min(step // self.chunk_steps, self.n_chunks - 1)

    def bounds(self, number: int) -> tuple[int, int]:
        """First and last step of a chunk; the last chunk also has the step `total`."""
        first = number * self.chunk_steps
        last = self.total if number == self.n_chunks - 1 else first + self.chunk_steps - 1
        return first, last

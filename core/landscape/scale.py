"""How losses become heights and colours: which are told apart, evenly or above the lowest one logarithmically."""

from dataclasses import dataclass

import numpy as np

Array = np.ndarray

BANDS = 16
CROWDED = 0.1  # of the range: if half of the land lies below this, it is told apart logarithmically
FINEST = 1e-5  # of the loss at the start: differences far below look alike


@dataclass(frozen=True)
class Scale:
    """Losses from `low` to `high` in bands between `levels`; higher ones look like `high`.

    finest: None for even bands; else the height of a loss is log(1 + (loss - low) / (finest · (high - low))).
    """

    low: float
    high: float
    finest: float | None
    levels: tuple[float, ...]


def scale_of(land: Array, way: Array) -> Scale | None:
    """For the losses of a landscape, and those along the way through it, which are all within it. None where not a
    single loss is finite."""
    finite = land[np.isfinite(land)]
    if not finite.size:
        return None
    on_way = way[np.isfinite(way)]
    low = float(min(finite.min(), on_way.min(initial=np.inf)))
    high = float(max(np.quantile(finite, 0.9), on_way.max(initial=-np.inf)))
    if not high > low:  # all alike
        high = low + (abs(low) or 1.0)
    even = np.arange(1, BANDS) / BANDS
    if np.median(finite) - low > CROWDED * (high - low):
        return Scale(low, high, None, tuple((low + (high - low) * even).tolist()))
    # At most from the lowest loss itself, and by at least some decades below the start.
    start = abs(float(on_way[0])) if on_way.size else high - low
    finest = min(1.0, max(low, FINEST * min(start, high - low)) / (high - low))
    levels = low + finest * (high - low) * np.expm1(even * np.log1p(1.0 / finest))
    return Scale(low, high, finest, tuple(levels.tolist()))

"""Plain values: what JSON cannot say is None."""

import numpy as np

from core.record.plain import finite


def test_what_json_cannot_say_is_none():
    assert finite(np.array([[1.0, np.nan], [np.inf, 2.0]])) == [[1.0, None], [None, 2.0]]
    assert finite(np.float64(np.nan)) is None

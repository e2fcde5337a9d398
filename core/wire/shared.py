"""The one store of this process: pages and tape addresses are served from the same parts."""

import gc
from functools import cache

from core.tape.cache import TapeStore
from core.wire.pieces import make_piece


@cache
def store() -> TapeStore:
    """Made when it is first wanted, when everything has been imported."""
    gc.collect()
    gc.freeze()  # what was imported stays for ever: full collections need not walk through it, and pause half as long
    return TapeStore(make_piece)

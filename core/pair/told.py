"""What a page says of runs on one clock."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """In the order of the runs' numbers. titles: what a title may say of each, from the longest on; rows: the name of a
    setting in which they differ, and its values."""

    titles: Sequence[Sequence[str]]
    rows: Sequence[tuple[str, Sequence[str]]]

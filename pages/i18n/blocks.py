"""Words of the blocks page."""

ENGLISH: dict[str, str] = {}
JAPANESE: dict[str, str] = {}

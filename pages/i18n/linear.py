"""Words of the linear page."""

ENGLISH: dict[str, str] = {}
JAPANESE: dict[str, str] = {}

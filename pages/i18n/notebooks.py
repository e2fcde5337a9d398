"""Words of the notebooks page."""

ENGLISH: dict[str, str] = {}
JAPANESE: dict[str, str] = {}

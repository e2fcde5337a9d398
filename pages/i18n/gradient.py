"""Words of the gradient page."""

ENGLISH: dict[str, str] = {}
JAPANESE: dict[str, str] = {}

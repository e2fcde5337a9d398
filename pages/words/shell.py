"""Words of the bar on top, and what is said when the page cannot be shown."""

ENGLISH: dict[str, str] = {
    "app": "Gradient Stage",
    # when the page cannot be shown
}

JAPANESE: dict[str, str] = {
    "app": "Gradient Stage",
    # when the page cannot be shown
}

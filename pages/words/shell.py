"""Words of the bar on top, and what is said when the page cannot be shown."""

ENGLISH: dict[str, str] = {
    "app": "Gradient Stage",
    "sheet_settings": "Settings",
    "sheet_close": "Close the settings",
    # when the page cannot be shown
}

JAPANESE: dict[str, str] = {
    "app": "Gradient Stage",
    "sheet_settings": "設定",
    "sheet_close": "設定を閉じる",
    # when the page cannot be shown
}

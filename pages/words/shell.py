"""Words of the bar on top, and what is said when the page cannot be shown."""

ENGLISH: dict[str, str] = {
    "app": "Gradient Stage",
    # when the page cannot be shown
    "rescue": "The page has failed several times in a row.",
    "rescue_again": "Load it again",
}

JAPANESE: dict[str, str] = {
    "app": "Gradient Stage",
    # when the page cannot be shown
    "rescue": "ページを表示できない状態が続いています。",
    "rescue_again": "もう一度読み込む",
}

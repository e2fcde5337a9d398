"""What is said when the page cannot be shown."""

ENGLISH = {
    "rescue": "The page has failed several times in a row.",
    "rescue_again": "Load it again",
}

JAPANESE = {
    "rescue": "ページを表示できない状態が続いています。",
    "rescue_again": "もう一度読み込む",
}

"""Words about links with much that is wrong."""

ENGLISH: dict[str, str] = {
    "bad_more": "More remarks on this link ({n})",
}
JAPANESE: dict[str, str] = {
    "bad_more": "このリンクについての注意（ほか{n}件）",
}

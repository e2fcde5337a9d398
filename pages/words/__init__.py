"""Words in two languages: `t = translator("ja")`, then `t("play")` or `t("learned", step=57)`."""

from collections.abc import Callable

from pages.words import blocks, course, descent, english, gradient, handout, japanese, linear, notebooks, rescue, share

Say = Callable[..., str]

_PAGES = (linear, gradient, blocks, descent, notebooks, handout, share, course, rescue)  # pages with words of their own

WORDS = {
    "en": english.WORDS | {key: text for page in _PAGES for key, text in page.ENGLISH.items()},
    "ja": japanese.WORDS | {key: text for page in _PAGES for key, text in page.JAPANESE.items()},
}
NAMES = {"en": "English", "ja": "日本語"}


def language_of(locale: str | None) -> str:
    """The language to speak to a browser of this locale: "ja-JP" gives "ja", anything unknown "en"."""
    code = (locale or "").lower().replace("_", "-").split("-")[0]
    return code if code in WORDS else "en"


def translator(language: str) -> Say:
    """The words of one language; `{name}` in a text is filled from the keyword arguments. Raises KeyError."""
    words = WORDS[language]

    def say(key: str, /, **facts) -> str:
        text = words[key]
        return text.format(**facts) if facts else text

    return say

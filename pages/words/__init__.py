"""Words in two languages: `t = translator("ja")`, then `t("play")` or `t("learned", step=57)`.

Each topic is a file, both languages in it under the same keys; a key stands in one file alone.
"""

from collections.abc import Iterable, Mapping

from core.record.say import Say
from pages.words import (
    blocks,
    captions,
    course,
    descent,
    descent_captions,
    gates,
    gradient,
    handout,
    home,
    linear,
    notebooks,
    pictures,
    player,
    points,
    problems,
    settings,
    share,
    shell,
    sine,
)

TOPICS = (
    blocks, captions, course, descent, descent_captions, gates, gradient, handout, home, linear, notebooks, pictures,
    player, points, problems, settings, share, shell, sine,
)  # fmt: skip
NAMES = {"en": "English", "ja": "日本語"}


def gathered(topics: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The words of all topics. Raises ValueError for a key that stands in two of them."""
    words: dict[str, str] = {}
    for topic in topics:
        if twice := words.keys() & topic.keys():
            raise ValueError(f"each key may stand in one topic; these stand in two: {', '.join(sorted(twice))}")
        words |= topic
    return words


WORDS = {
    "en": gathered(topic.ENGLISH for topic in TOPICS),
    "ja": gathered(topic.JAPANESE for topic in TOPICS),
}


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

"""Words in two languages: `t = translator("ja")`, then `t("play")` or `t("learned", step=57)`.

Each topic is a file, both languages in it under the same keys; a key stands in one file alone.
"""

from collections.abc import Iterable, Mapping
from types import ModuleType

from core.record.say import Say
from pages.words import (
    blocks,
    captions,
    course,
    descent,
    descent_captions,
    digits,
    explained,
    gates,
    gradient,
    guess,
    hand,
    handout,
    home,
    images,
    landscape,
    linear,
    microscope,
    notebooks,
    pair,
    pictures,
    player,
    points,
    problems,
    settings,
    share,
    shell,
    sine,
    sweep,
    teach,
)

TOPICS = (
    blocks, captions, course, descent, descent_captions, digits, explained, gates, gradient, guess, hand, handout, home,
    images, landscape, linear, microscope, notebooks, pair, pictures, player, points, problems, settings, share, shell, sine, sweep,
    teach,
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


_BY_NAME = {topic.__name__.rpartition(".")[2]: topic for topic in TOPICS}
WORDS = {
    "en": gathered(topic.ENGLISH for topic in TOPICS),
    "ja": gathered(topic.JAPANESE for topic in TOPICS),
}


def first_known(*keys: str) -> str:
    """The first of these keys that has words. Raises KeyError if none has."""
    for key in keys:
        if key in WORDS["en"]:
            return key
    raise KeyError(f"none of these has words: {', '.join(keys)}")


def topic_of(task: str) -> ModuleType:
    """The file of a task's own words. Raises KeyError for a task without one."""
    return _BY_NAME[task]


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

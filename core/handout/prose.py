"""The words that the handouts of all tasks share, English and Japanese; each task has its own beside them."""

from collections.abc import Mapping

from core.handout.english import ENGLISH
from core.handout.japanese import JAPANESE
from core.record.say import Say

LANGUAGES: dict[str, Mapping[str, str]] = {"en": ENGLISH, "ja": JAPANESE}


def speaker(language: str, own: Mapping[str, Mapping[str, str]]) -> Say:
    """Says the shared words and a task's `own`, by language. Raises ValueError for an unknown language."""
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} is unknown; allowed: {', '.join(LANGUAGES)}")
    words = {**LANGUAGES[language], **own[language]}

    def say(key, /, **facts):
        return words[key].format(**facts) if facts else words[key]

    return say

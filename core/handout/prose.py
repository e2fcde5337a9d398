"""The words of a handout, English and Japanese: one table for each, the same keys in both."""

from core.handout.english import ENGLISH
from core.handout.japanese import JAPANESE
from core.record.say import Say


def speaker(words: dict[str, str]) -> Say:
    """say(key, **facts): the words, with their {names} filled in if any facts are given."""

    def say(key, **facts):
        return words[key].format(**facts) if facts else words[key]

    return say


LANGUAGES: dict[str, Say] = {"en": speaker(ENGLISH), "ja": speaker(JAPANESE)}

"""The words of a handout: the same in both languages, each of them used, lines broken where they may be."""

from string import Formatter

import pytest

from core.handout import prose, writing
from core.handout.prose import ENGLISH, JAPANESE
from core.handout.section import columns
from core.tasks import handout
from core.tasks.registry import TASKS
from tests.core.handout.scripts import ALL, experiment


def fields(words):
    return {key: {name for _, name, _, _ in Formatter().parse(text) if name} for key, text in words.items()}


@pytest.mark.parametrize("own", [{"en": ENGLISH, "ja": JAPANESE}, *(task.prose for task in TASKS.values())])
def test_both_languages_say_the_same(own):
    assert fields(own["en"]) == fields(own["ja"])


def test_every_word_is_used_and_none_of_a_tasks_own_stands_among_the_shared(monkeypatch):
    said = set()

    def listening(language, own):
        assert not own[language].keys() & ENGLISH.keys()
        speak = prose.speaker(language, own)
        return lambda key, /, **facts: said.add((key in own["en"] and id(own), key)) or speak(key, **facts)

    monkeypatch.setattr(handout, "speaker", listening)
    for link in ALL:
        handout.script(experiment(link))
    owned = {(id(task.prose), key) for task in TASKS.values() for key in task.prose["en"]}
    assert said == owned | {(False, key) for key in ENGLISH}


def test_an_unknown_language_is_named():
    with pytest.raises(ValueError, match="'fr' is unknown; allowed: en, ja"):
        handout.script(experiment(""), language="fr")


def test_comments_are_broken_to_their_width():
    text = "重みは分散 2 / (入力数 + 出力数) の正規乱数、バイアスは 0 です（シード 7）。" * 3
    lines = writing.wrapped(text, 40)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(map(columns, lines)) <= 42
    assert not any(line[0] in "、。）" for line in lines)
    assert writing.wrapped("one two three", 7) == ["one two", "three"]

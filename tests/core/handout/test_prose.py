"""The words of a handout: the same in both languages, each of them used, lines broken where they may be."""

from string import Formatter

import pytest

from core.handout import prose, writing
from core.handout.english import ENGLISH
from core.handout.japanese import JAPANESE
from core.handout.section import columns
from core.tasks import handout
from tests.core.handout.scripts import ALL, experiment


def test_both_languages_say_the_same_and_every_word_is_used(monkeypatch):
    assert set(ENGLISH) == set(JAPANESE)
    fields = [{key: {name for _, name, _, _ in Formatter().parse(text) if name} for key, text in words.items()}
              for words in (ENGLISH, JAPANESE)]  # fmt: skip
    assert fields[0] == fields[1]
    said = set()

    def listening(key, **facts):
        said.add(key)
        return prose.speaker(ENGLISH)(key, **facts)

    monkeypatch.setitem(prose.LANGUAGES, "en", listening)
    for link in ALL:
        handout.script(experiment(link))
    assert said == set(ENGLISH)


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

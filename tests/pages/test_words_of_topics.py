"""Two languages that say the same things, one file for each topic."""

import re
import string
from pathlib import Path

import pytest

from core.tasks.gates.experiment import SETTINGS
from pages import words
from pages.words import NAMES, TOPICS, WORDS, gathered, language_of, translator
from pages.words.setting_words import name_key

FILES = {
    path.stem for path in Path(words.__file__).parent.glob("*.py") if "\nENGLISH" in path.read_text(encoding="utf-8")
}
OTHERS = [language for language in WORDS if language != "en"]
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_file_is_a_topic():
    assert {topic.__name__ for topic in TOPICS} == {f"pages.words.{name}" for name in FILES}


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.__name__.rpartition(".")[2])
def test_both_languages_of_a_topic_hold_the_same_keys_in_the_same_order(topic):
    assert list(topic.ENGLISH) == list(topic.JAPANESE)


def test_no_word_is_lost_and_a_key_that_stands_in_two_topics_is_refused():
    assert gathered([{"play": "Play"}, {}, {"pause": "Pause"}]) == {"play": "Play", "pause": "Pause"}
    with pytest.raises(ValueError, match="in two: pause, play$"):
        gathered([{"play": "Play", "stop": "Stop", "pause": "Pause"}, {"pause": "Wait", "play": "Play"}])


@pytest.mark.parametrize("language", OTHERS)
def test_the_same_keys_with_the_same_numbers_in_them(language):
    assert WORDS[language].keys() == WORDS["en"].keys()
    for key, text in WORDS[language].items():
        assert placeholders(text) == placeholders(WORDS["en"][key]), key


@pytest.mark.parametrize("language", WORDS)
def test_nothing_is_empty_or_half_written(language):
    for key, text in WORDS[language].items():
        assert text.strip() == text != "", key
        assert not re.search(r"TODO|FIXME|\?\?", text), key


def test_japanese_sentences_are_japanese():
    for key, text in WORDS["ja"].items():
        if key.startswith(("say_", "bad_", "do_", "pic_", "group_", "home_")):
            assert _JAPANESE.search(text), key


@pytest.mark.parametrize("language", WORDS)
def test_every_setting_and_every_choice_has_words(language):
    say = translator(language)
    for key, setting in SETTINGS.items():
        if key != "hidden":
            assert say(name_key("gates", key))
        for name in setting.choices:
            assert say(f"{'act' if key == 'out' else key}_{name}"), (key, name)


@pytest.mark.parametrize("language", WORDS)
def test_no_two_choices_of_a_setting_read_alike(language):
    say = translator(language)
    for key, setting in SETTINGS.items():
        words = [say(f"{'act' if key == 'out' else key}_{name}") for name in setting.choices]
        assert len(set(words)) == len(words), key


def test_the_browsers_locale_picks_the_language():
    picked = {
        "ja-JP": "ja",
        "ja": "ja",
        "JA_jp": "ja",
        "en-GB": "en",
        "fr-FR": "en",
        "": "en",
        None: "en",
        "jam-JM": "en",
    }
    assert {locale: language_of(locale) for locale in picked} == picked
    assert set(NAMES) == set(WORDS)


def test_numbers_are_filled_in_and_values_are_not_read_as_patterns():
    say = translator("en")
    assert "12" in say("set_nodes_of", i=12)
    assert "{n}" in say("bad_no_effect", key="{n}", value="{0}", other="x")
    with pytest.raises(KeyError):
        say("no such word")

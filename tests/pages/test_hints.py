"""The line under a picture's title has room: the first sentence of its hint (static/player/shared/hints.js)."""

import re

import pytest

from pages.words import WORDS

MOST = {"en": 50, "ja": 26}  # letters in 400 pixels


@pytest.mark.parametrize("language", WORDS)
def test_the_first_sentence_of_every_hint_is_a_line(language):
    hints = {key: text for key, text in WORDS[language].items() if re.fullmatch(r"pic_\w+_hint", key)}
    assert len(hints) > 40
    firsts = {key: re.match(r"(?s).*?(?:。|\.(?=\s|$)|$)", text)[0] for key, text in hints.items()}
    assert {key: line for key, line in firsts.items() if len(line) > MOST[language]} == {}

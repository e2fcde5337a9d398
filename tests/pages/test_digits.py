"""Digits on screen: at most fifteen, since those after are rounding, and each processor rounds in its own way.

113.29, not 113.28999999999999. Only a link, and a field to type into, say the value itself: they are read back.
"""

import json
import re

import pytest

from core.record.link import START
from core.record.timeline import Timeline
from core.replay import NOTEBOOKS
from core.tape.tape import record
from core.tasks.registry import read_link
from core.wire.scene import plain
from pages.words import WORDS, translator
from pages.words.setting_words import setting_rows
from pages.words.told import captioner
from tests.pages.opening import open_page
from tests.pages.scenes import SCENES

MOST = 15
TAIL = "0.30000000000000004"  # as 0.1 + 0.2
LINKS = [
    f"epochs=3&lr={TAIL}&scale=1.1000000000000001",
    f"hidden=0&data=corners&gate=and&opt=gd&epochs=3&lr={TAIL}",
    "hidden=0&data=corners&gate=and&rule=online&opt=gd&act=linear&out=linear&epochs=40&lr=0.7000000000000001",
    f"task=sine&opt=gd&epochs=30&lr={TAIL}&noise={TAIL}",
    f"task=sine&curve=points&pts=0,{TAIL},1,0.7000000000000001,2,1.1000000000000001&epochs=3",
    f"task=descent&walkers=gd:{TAIL};momentum:0.1:0.7000000000000001@{TAIL},-1.7000000000000002&x0={TAIL}",
    f"task=gradient&f=cube&x={TAIL}",
    f"task=gradient&f=bowl0&x0={TAIL}&x1=-1.7000000000000002",
    "task=linear",
    "task=linear&lr=0.0001&steps=100",
    f"task=linear&lr={TAIL}&steps=12&x={TAIL},2,3&target=0.7000000000000001,{TAIL}",
    "task=linear&lr=0.01282051282051282&bias=1",
]
SECTIONS = {
    "activations": {"z": f"{TAIL},1"},
    "losses": {"delta": "0.030000000000000002", "good": f"{TAIL},0.7", "bad": "0.5,0.5", "right": "0"},
    "softmax": {"lr": TAIL},
    "batch": {},
    "standard": {},
    "product": {},
    "arrays": {},
}
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_READ_BACK = ("action", "click", "drag")  # what a scene's buttons say to the app


def too_long(text: str) -> list[str]:
    """The numbers in a text that say more than fifteen digits."""
    found = (number.replace(",", "").replace(".", "").lstrip("0") for number in _NUMBER.findall(text))
    return [digits for digits in found if len(digits) > MOST]


def said(part):
    """Every text of a scene that somebody can read."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name not in _READ_BACK:
                yield from said(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from said(value)
    elif isinstance(part, str):
        yield part


def events(e):
    link = START
    for number in range(Timeline(e.total).n_chunks):
        chunk, link = record(e, link, number)
        yield from chunk.events
        if chunk.stop:
            return


def test_a_long_number_is_found():
    assert too_long("0.001 and 113.28999999999999 at 12,345.5") == ["11328999999999999"]
    assert list(said({"text": "a", "action": "b", "cells": [("c", 1.0)]})) == ["a", "c"]


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("link", LINKS)
def test_no_scene_no_sentence_and_no_setting_says_more_than_fifteen_digits(link, language):
    e, problems = read_link(link)
    assert not [problem for problem in problems if problem.is_error]
    say = translator(language)
    caption = captioner(e, say)
    captions = [json.dumps(caption(event).text, ensure_ascii=False) for event in events(e)]
    settings = [text for row in setting_rows(e, say) for text in row]
    texts = [*said(plain(SCENES[e.task](e, e.load(), say))), *captions, *settings]
    assert not [text for text in texts if too_long(text)]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_no_notebook_says_more_than_fifteen_digits(name):
    texts = [block.proto.body for block in open_page("pages/notebooks.py", nb=name).get("html")]
    assert texts and not [number for text in texts for number in too_long(text)]


@pytest.mark.parametrize("section", SECTIONS)
def test_no_building_block_says_more_than_fifteen_digits(section):
    app = open_page("pages/building_blocks.py", section=section, **SECTIONS[section])
    assert not app.warning
    texts = [block.proto.body for block in app.get("html")]
    texts += [block.value for kind in (app.markdown, app.caption) for block in kind]
    assert texts and not [number for text in texts for number in too_long(text)]

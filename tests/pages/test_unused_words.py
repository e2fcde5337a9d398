"""No word is left that nothing says: every key is written in the code, or follows from a pattern that is.

Patterns are f-strings such as f"say_{code}". What is filled in must be a string of the code itself, a number, a field
of a dataclass, nothing at all, or follow from another pattern.
"""

import ast
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from core.blocks.settings import BlocksSettings
from core.experiment.values import default_of
from core.tasks.registry import TASKS
from pages.words import TOPICS, WORDS
from pages.words.setting_words import setting_name, setting_value

ROOT = Path(__file__).parents[2]
FILES = [ROOT / "app.py", *ROOT.glob("core/**/*.py"), *ROOT.glob("pages/**/*.py")]
TOPIC_FILES = {Path(topic.__file__) for topic in TOPICS}
DEEPEST = 3


def pattern_of(node):
    """(text or None for anything, …) of an f-string or of a sum with a string."""
    if isinstance(node, ast.JoinedStr):
        return tuple(part.value if isinstance(part, ast.Constant) else None for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and isinstance(node.left, ast.Constant):
        return (node.left.value, None) if isinstance(node.left.value, str) else None
    return None


@cache
def written():
    """(strings of the code, patterns that begin like a key)."""
    strings, patterns = set(), set()
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                strings |= set() if path in TOPIC_FILES else {node.value}  # there the keys themselves are written
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                strings.add(node.target.id)
            pattern = pattern_of(node)
            if pattern and (pattern[0] or "")[:2].isalpha():
                patterns.add(pattern)
    return strings, patterns


def said_of_settings():
    """Names and choices of every page's settings."""
    said = set()
    for kind in (*(task.kind for task in TASKS.values()), BlocksSettings):
        e = default_of(kind)
        for key, setting in e.settings.items():
            setting_name(e, key, said.add)
            for choice in setting.choices or ():
                setting_value(replace(e, **{key: choice}), key, said.add)
    return said


@cache
def can_be(text, depth=DEEPEST):
    strings, patterns = written()
    if text in strings or text.isdigit() or not text:
        return True
    return depth > 0 and any(fits(pattern, text, depth - 1) for pattern in patterns)


def fits(pattern, text, depth):
    if not pattern:
        return not text
    first, *rest = pattern
    if first is not None:
        return text.startswith(first) and fits(rest, text[len(first) :], depth)
    return any(can_be(text[:k], depth) and fits(rest, text[k:], depth) for k in range(len(text) + 1))


def unused(words):
    settings = said_of_settings()
    return [word for word in words if word not in settings and not can_be(word)]


def test_every_word_is_said():
    assert unused(WORDS["en"]) == []


@pytest.mark.parametrize("word", ["say_sine_elsewhere", "do_nothing_at_all", "opt_lion", "pic_nowhere", "forgotten"])
def test_a_word_that_nothing_says_is_seen(word):
    assert unused([word]) == [word]

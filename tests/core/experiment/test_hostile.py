"""Every setting of every task, given what nobody means well: a valid experiment all the same, and a word about it."""

import pytest

from core.blocks.settings import BlocksSettings
from core.experiment.link import from_pairs, from_query, to_query
from core.experiment.values import settings_of
from core.tasks.registry import TASKS

KINDS = {name: task.kind for name, task in TASKS.items()} | {"blocks": BlocksSettings}
HOSTILE = (
    "", " ", "nan", "-nan", "inf", "-Infinity", "1e999", "-1e999", "1e-999", "-0", "-0.0", "+0", "9" * 400,
    "0." + "0" * 400 + "1", "1e+9999", "0x1F", "1_0", "1,5", "٣", "１２", "½", "−1", "\x00", "1\x00", "a\x00b", "\r\n1",
    "\u202e1", "\ud800", "🙂", "a" * 50_000, "9" * 50_000, "0," * 20_000, "-" * 20_000, ";" * 20_000, "(" * 20_000,
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "' OR 1=1; DROP TABLE x;--",
    "${7*7}", "{{7*7}}", "%00", "%s%s%n", "../../../etc/passwd", "__import__('os').system('id')", "x0.__class__",
    "x0**x0**x0**x0**x0", "gd:nan", "gd:0.1@inf,0", "adam:0.1:0.9:0.999:1e999", "None", "true", "[]", "{}",
)  # fmt: skip


@pytest.mark.parametrize("task", KINDS)
def test_one_hostile_value_for_each_setting(task):
    kind = KINDS[task]
    for key, setting in settings_of(kind).items():
        for text in HOSTILE:
            e, problems = from_pairs([(key, text)], kind=kind)
            value = getattr(e, key)
            assert setting.parse(setting.write(value)) == value or not setting.used(e), (key, text)
            assert from_query(to_query(e), kind=kind) == (e, []), (key, text)
            if value == e.default(key) and text != setting.write(value):
                assert any(key in (p.key, p.other.split("=")[0]) for p in problems) or _means(setting, text, value)


def _means(setting, text, value):
    """Another way to write the default, such as +0."""
    try:
        return setting.parse(text) == value
    except ValueError:
        return False


@pytest.mark.parametrize("task", KINDS)
def test_the_same_hostile_value_for_all_settings_at_once_and_twice(task):
    kind = KINDS[task]
    for text in HOSTILE:
        e, problems = from_pairs([(key, text) for key in settings_of(kind)] * 2, kind=kind)
        assert from_query(to_query(e), kind=kind) == (e, [])
        assert {p.key for p in problems} >= set(settings_of(kind)), text
        assert all(str(p).isprintable() and len(str(p)) < 3000 for p in problems)

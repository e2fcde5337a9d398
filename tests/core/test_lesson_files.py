"""A lesson's file: a bad one is named while the others work, a new one is seen without a restart."""

import pytest

from core.course.files import LARGEST_FILE, LONGEST_TITLE
from core.experiment.link import ADDRESS_KEYS, PAIR_KEYS
from core.lessons import read_course

GOOD = """
link = "logic_gates?gate=and&hidden=0"
[en]
title = "A"
question = "B"
watch = "C"
shows = "D"
"""


def course_of(tmp_path, **files):
    for name, text in files.items():
        (tmp_path / name.replace("_", "-").replace("-toml", ".toml")).write_text(text, "utf-8")
    return read_course(tmp_path)


BAD = {
    "toml": "link = ",
    "missing": GOOD.replace('watch = "C"\n', ""),
    "unknown": GOOD + 'look = "E"\n',
    "page": GOOD.replace("logic_gates", "logic"),
    "setting": GOOD.replace("gate=and", "gate=andd"),
    "about": "about = ['lr', 'rate']" + GOOD,
    "language": GOOD.split("[en]")[0],
    "section": GOOD.split("[en]")[0] + 'en = "text"',
    "text": GOOD.replace('"A"', '"' + "A" * (LONGEST_TITLE + 1) + '"'),
    "number": "minutes = 61\n" + GOOD,
    "names": 'needs = "good"\n' + GOOD,
    "again": 'needs = ["good", "good"]\n' + GOOD,
    "size": "#" * (LARGEST_FILE + 1),
}
NAMED = {
    "missing": "en.watch",
    "unknown": "en.look",
    "page": "link",
    "setting": "link",
    "about": "about",
    "section": "en",
    "text": "en.title",
    "number": "minutes",
    "names": "needs",
    "again": "needs",
}


@pytest.mark.parametrize("code", BAD)
def test_a_bad_file_is_named_and_the_others_work(tmp_path, code):
    course = course_of(tmp_path, **{"010_bad_toml": BAD[code], "020_good_toml": GOOD})
    assert [lesson.name for lesson in course.lessons] == ["good"]
    (problem,) = course.problems
    assert (problem.file, problem.code, problem.key) == ("010-bad.toml", code, NAMED.get(code, ""))
    if code in ("missing", "page", "language", "about"):
        assert problem.allowed


def test_what_is_no_text_or_no_utf8_is_named_too(tmp_path):
    (tmp_path / "010-bad.toml").write_bytes(b"link = '\xff'")
    (tmp_path / "020-list.toml").write_text(GOOD.replace('"B"', "[1]"), "utf-8")
    (tmp_path / "030-deep.toml").write_text("link = " + "[" * 20_000, "utf-8")
    assert [problem.code for problem in read_course(tmp_path).problems] == ["toml", "text", "toml"]


def test_a_need_that_comes_later_is_named_and_the_lesson_stays(tmp_path):
    first, second = 'needs = ["two"]\n' + GOOD, 'minutes = 5\nneeds = ["one"]\n' + GOOD + 'try = "E"\n'
    course = course_of(tmp_path, **{"010_one_toml": first, "020_two_toml": second})
    one, two = course.lessons
    assert (one.minutes, one.needs, one.said("en").try_now) == (0, (), "")
    assert (two.minutes, two.needs, two.said("en").try_now) == (5, ("one",), "E")
    assert [(p.file, p.code, p.value) for p in course.problems] == [("010-one.toml", "needs", "two")]


def test_names_are_checked_and_used_once(tmp_path):
    course = course_of(tmp_path, **{"first_toml": GOOD, "010_twin_toml": GOOD, "020_twin_toml": GOOD})
    assert [(p.file, p.code) for p in course.problems] == [("020-twin.toml", "twice"), ("first.toml", "name")]
    assert [lesson.name for lesson in course.lessons] == ["twin"]


def test_a_new_file_is_seen_without_a_restart(tmp_path):
    assert len(course_of(tmp_path, **{"010_one_toml": GOOD}).lessons) == 1
    assert len(course_of(tmp_path, **{"005_two_toml": GOOD}).lessons) == 2
    assert read_course(tmp_path).lessons[0].name == "two"


def test_a_missing_language_is_replaced_and_a_whole_address_is_understood(tmp_path):
    rest = "&".join(f"{key}=x" for key in ADDRESS_KEYS if key not in PAIR_KEYS)
    link = f"https://example.org/lab/logic_gates?gate=and&hidden=0&{rest}"
    text = GOOD.replace("logic_gates?gate=and&hidden=0", link)
    (lesson,) = course_of(tmp_path, **{"010_one_toml": text}).lessons
    assert lesson.said("ja") == lesson.said("en")
    opening = {"sel": "x", "view": "x"}  # a step is a number
    assert lesson.query == {"gate": "and", "hidden": "0", **opening, "lesson": "one"}


def test_runs_beside_a_lesson_are_kept_as_the_link_says(tmp_path):
    text = GOOD.replace("hidden=0", "hidden=0&vs=gate%3Dor%26hidden%3D0%7Clr%3D1&clock=epoch&at=3")
    (lesson,) = course_of(tmp_path, **{"010_one_toml": text}).lessons
    beside = {"vs": "gate=or&hidden=0|lr=1", "clock": "epoch"}
    assert lesson.query == {"gate": "and", "hidden": "0", **beside, "at": "3", "lesson": "one"}
    assert dict(lesson.beside) == beside


@pytest.mark.parametrize(
    ("more", "key", "value"),
    [("vs=lr%3Dnan", "vs", "lr=nan"), ("vs=lr%3D1&clock=day", "clock", "day"), ("vs=", "vs", "")],
)
def test_a_lesson_with_wrong_runs_beside_it_is_named(tmp_path, more, key, value):
    course = course_of(tmp_path, **{"010_one_toml": GOOD.replace("hidden=0", f"hidden=0&{more}")})
    (problem,) = course.problems
    assert problem.code == "setting" and (problem.problem.key, problem.problem.value) == (key, value)


def test_a_file_that_cannot_be_read_does_not_tell_where_it_lies(tmp_path):
    (tmp_path / "010-folder.toml").mkdir()
    (problem,) = read_course(tmp_path).problems
    assert problem.code == "toml" and problem.value == "Is a directory"


def test_a_folder_that_is_not_there_is_named(tmp_path):
    assert [p.code for p in read_course(tmp_path / "none").problems] == ["folder"]


@pytest.mark.parametrize(("said", "link", "about"), [
    ("about = ['batch']\n", "logic_gates?hidden=0&opt=gd&lr=1&seed=3", ("batch",)),
    ("about = []\n", "logic_gates?hidden=0", ()),
    ("", "logic_gates?gate=and&hidden=0&opt=gd&lr=1&seed=3", ("hidden", "opt", "lr")),
    ("", "logic_gates?data=circle&seed=3&epochs=10", ()),
])  # fmt: skip
def test_what_a_lesson_is_about(tmp_path, said, link, about):
    """As its file says, else the first settings of network and learning that its link sets otherwise."""
    course = course_of(tmp_path, **{"010_a_toml": said + GOOD.replace("logic_gates?gate=and&hidden=0", link)})
    assert course.lessons[0].about == about

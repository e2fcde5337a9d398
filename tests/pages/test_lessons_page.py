"""The gallery of lessons, and the strip above a lesson's experiment."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.lessons import read_course
from core.wire.packet import unpack
from pages.player.gallery import packet
from pages.words import translator
from tests.pages import opening
from tests.pages.opening import open_home, widget

ROOT = Path(__file__).parents[2]
LESSONS = read_course(ROOT / "lessons").lessons
FILES = {lesson.page: f"pages/{lesson.page}.py" for lesson in LESSONS}


def open_page(page: str = "pages/lessons.py", **query: str) -> AppTest:
    return opening.open_page(page, **query)


def open_lesson(lesson, **query):
    return open_page(FILES[lesson.page], **(lesson.query | query))


def links(app):
    return {link.proto.label: link.proto for link in app.get("page_link")}


def texts(app):
    return [text.value for text in app.markdown]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_gallery_lists_every_lesson_with_its_question_and_link(language):
    app = open_page(lang=language)
    labels = links(app)
    for number, lesson in enumerate(LESSONS, 1):
        said = lesson.said(language)
        assert said.question in texts(app)
        link = labels[f"{number} · **{said.title}**"]
        assert link.page == lesson.page
        assert f"lesson={lesson.name}" in link.query_string and f"lang={language}" in link.query_string
    assert not app.warning
    html = " ".join(node.proto.body for node in app.get("html"))
    assert html.count('<a href="#') == len(app.subheader) == 8
    facts = {"en": "3 min · first: AND with one neuron", "ja": "3分 · 先に：ニューロン1個で AND"}
    assert facts[language] in html


def test_home_leads_to_the_gallery():
    app = open_home()
    assert any(link.proto.page == "lessons" for link in app.get("page_link"))


def test_every_lesson_opens_with_its_settings_and_its_strip():
    """One visitor goes through the whole course."""
    app, say = open_page(lang="ja"), translator("ja")
    for number, lesson in enumerate(LESSONS):
        app.query_params.clear()
        for key, value in (lesson.query | {"lang": "ja"}).items():
            app.query_params[key] = value
        app.switch_page(FILES[lesson.page]).run()
        assert not app.exception and not app.warning
        if lesson.page == "sweep":
            assert app.session_state["sweep.pairs"]
        else:
            assert app.session_state[f"{lesson.experiment.task}.wanted"] == lesson.experiment
        said = lesson.said("ja")
        assert say("course_place", number=number + 1, n=len(LESSONS)) in " ".join(texts(app))
        assert {said.question, said.watch, said.shows} <= set(texts(app))
        assert any(said.try_now in text for text in texts(app))
        assert say("course_changed") not in links(app)
        for step, side in ((-1, "previous"), (1, "next")):
            neighbour = LESSONS[number + step] if 0 <= number + step < len(LESSONS) else None
            check_neighbour(links(app), neighbour, say(f"course_{side}", title=""))


def check_neighbour(labels, lesson, prefix):
    found = [link for label, link in labels.items() if label.startswith(prefix)]
    if lesson is None:
        assert found == []
        return
    (link,) = found
    assert link.label == prefix + lesson.said("ja").title and link.page == lesson.page
    assert f"lesson={lesson.name}" in link.query_string and "lang=ja" in link.query_string


def test_a_changed_setting_is_said_and_leads_back():
    app = open_lesson(LESSONS[0])
    widget(app, "gates-lr").set_value("0.5").run()
    changed = links(app)[translator("en")("course_changed")]
    assert changed.page == "logic_gates" and "lr=1" in changed.query_string
    assert app.query_params["lesson"] == LESSONS[0].name
    assert LESSONS[0].said("en").question in texts(app)
    assert LESSONS[0].said("en").shows not in texts(app), "its numbers are of other settings"


def test_what_a_lesson_is_about_stays_in_reach_and_agrees_with_the_side_bar():
    app = open_lesson(LESSONS[0])
    widget(app, "gates-near-rate").set_value(0.5).run()
    assert app.session_state["gates.wanted"].lr == widget(app, "gates-rate").value == 0.5
    assert app.query_params["lr"] == "0.5"
    widget(app, "gates-rate").set_value(1.0).run()
    assert widget(app, "gates-near-rate").value == 1.0
    assert translator("en")("course_changed") not in links(app)


def test_an_unknown_lesson_is_named_and_the_page_works():
    app = open_page("pages/logic_gates.py", lesson="<b>nothing</b>", gate="or")
    assert "nothing" in app.warning[0].value and "<b>" not in app.warning[0].value
    assert app.session_state["gates.wanted"].gate == "or"


def test_without_a_lesson_there_is_no_strip():
    app = open_page("pages/logic_gates.py", gate="or")
    assert not any("lesson=" in link.query_string for link in links(app).values())


def test_a_lesson_of_defaults_alone_opens_with_them_after_something_else_was_set():
    (lesson,) = (lesson for lesson in LESSONS if lesson.query.keys() == {"lesson", "view"})
    app = open_page(FILES[lesson.page], f="exp")
    app.switch_page("pages/lessons.py").run()
    app.query_params.clear()
    app.query_params["lesson"] = lesson.name
    app.switch_page(FILES[lesson.page]).run()
    assert app.session_state["gradient.wanted"] == lesson.experiment


def test_a_teachers_folder_bad_files_and_new_ones(tmp_path, monkeypatch):
    monkeypatch.setenv("LESSONS_DIR", str(tmp_path))
    shutil.copy(ROOT / "lessons" / "010-and.toml", tmp_path)
    (tmp_path / "020-bad.toml").write_text('link = "logic_gates?gate=andd"\n[en]\n', "utf-8")
    app = open_page()
    (warning,) = app.warning
    assert all(word in warning.value for word in ("020-bad.toml", "gate=andd", "nand"))
    assert len([link for link in links(app) if link.startswith("1 · ")]) == 1
    shutil.copy(ROOT / "lessons" / "020-or.toml", tmp_path)
    app.run()
    assert any(link.startswith("2 · ") for link in links(app)) and not app.subheader
    (tmp_path / "course.toml").write_text('thread = ["nor"]', "utf-8")
    app.run()
    assert any("course.toml" in each.value and "nor" in each.value for each in app.warning)


def test_the_thumbnails_packet_is_small_and_has_every_lesson():
    data = packet({lesson.name: lesson.experiment for lesson in LESSONS})
    assert len(data) < 18_000 * len(LESSONS)
    assert [thumb["name"] for thumb in unpack(data)["thumbs"]] == [lesson.name for lesson in LESSONS]

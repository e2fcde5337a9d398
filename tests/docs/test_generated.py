"""Settings and numbers in the documents are those of the code."""

import pytest

from core.command import settings_table
from tests.docs.documents import ROOT, documents
from tests.docs.facts import facts, said
from tests.docs.generated import generated

DOCUMENTS = documents()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_what_the_code_knows_is_so(document):
    assert generated(document.text) == document.text, "python -m tests.docs writes it anew"


def test_the_settings_are_those_that_the_command_prints():
    assert settings_table() in (ROOT / "docs" / "links.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("phrase", facts())
def test_each_number_is_said_somewhere(phrase):
    assert any(said(phrase).search(document.text) for document in DOCUMENTS)


def test_a_number_that_is_no_longer_so_is_seen():
    wrong = (
        "\nThere are 7 lessons in the order of\na course.\n<!-- begin: settings -->\nstale\n<!-- end: settings -->\n"
    )
    right = generated(wrong)
    assert (
        f"There are {facts()['{} lessons in the order of a course']} lessons in the order of\na course." in right
        and "| `gate` |" in right
        and "stale" not in right
    )
    assert generated("the 16\ngates, and 1,600 doors") == "the 16\ngates, and 1,600 doors"

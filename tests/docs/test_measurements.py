"""Each table of measurements says which command prints it, when, and that command is there."""

import re

import pytest

from tests.bench.parts import PARTS
from tests.docs.documents import ROOT, Document

TEXT = Document.read(ROOT / "docs" / "measurements.md").text
SECTIONS = re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]
COMMAND, DAY = re.compile(r"`python -m (?:tests|core)\.[^`]+`"), re.compile(r"\b20\d\d-\d\d-\d\d\b")


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.splitlines()[0])
def test_before_each_table_stand_its_command_and_its_day(section):
    before = ""
    for block in section.split("\n\n")[1:]:
        if block.startswith("|"):
            assert COMMAND.search(before) and DAY.search(before), block.splitlines()[0]
        elif COMMAND.search(block):
            before = block


def test_every_bench_is_named():
    assert [part for part in PARTS if f"python -m tests.bench {part}" not in TEXT] == []


def test_no_other_document_has_tables_of_measurements():
    others = (
        path for path in ROOT.glob("**/*.md") if "node_modules" not in path.parts and path.name != "measurements.md"
    )
    assert [path.name for path in others if "| measured |" in path.read_text(encoding="utf-8")] == []

"""What the README promises is so, and it stays short."""

import re

import pytest

from pages.ui.navigation import GROUPS
from pages.ui.shell import ADDRESSES
from pages.words import translator
from tests.docs.documents import ROOT, Document

README = Document.read(ROOT / "README.md")
COMMANDS = (
    "pip install -r requirements.txt && streamlit run app.py",
    "pip install -r requirements-dev.txt && python -m pytest",
)


def test_it_is_read_in_two_minutes():
    assert len(README.text.splitlines()) <= 120
    assert "![" in "\n".join(README.text.splitlines()[:12])


@pytest.mark.parametrize("command", COMMANDS)
def test_there_are_two_commands(command):
    assert [block for block in README.blocks if command in block] == [f"```sh\n{command}\n```"]


def test_ci_runs_the_very_test_command():
    assert COMMANDS[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_its_map_is_the_navigation():
    say, groups = translator("en"), {}
    for line in README.text.splitlines():
        if heading := re.match(r"\| \*\*(.+)\*\* \|", line):
            groups[heading[1]] = []
        elif page := re.match(r"\| ([\w ]+) `/(\w+)` \|", line):
            groups[[*groups][-1]].append(page.groups())
    here = {say(f"nav_{group}"): [(say(page), ADDRESSES[page]) for page in pages] for group, pages in GROUPS.items()}
    assert groups == here


def test_all_of_docs_can_be_found_from_it():
    linked = {link.partition("#")[0] for link in README.links}
    assert {path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/*.md")} <= linked

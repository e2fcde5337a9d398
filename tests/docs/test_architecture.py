"""The picture of the architecture has the folders that there are, and its arrows are imports."""

import re

import pytest

from tests.core.test_imports import MAY_IMPORT
from tests.docs.documents import ROOT, Document
from tests.js.arrows import ON_DEMAND, ROOMS

ARCHITECTURE = Document.read(ROOT / "docs" / "architecture.md")
(PICTURE,) = (block for block in ARCHITECTURE.blocks if block.startswith("```mermaid"))
PARTS = dict(re.findall(r'subgraph (\w+)\[".*?"\]\n(.*?)\n  end', PICTURE, re.DOTALL))


def boxes(part):
    """Box -> the rooms in it."""
    return {name: set(rooms.split(" · ")) for name, rooms in re.findall(r'(\w+)\["(.*?)<br>', PARTS[part])}


def folders(part):
    found = (path.relative_to(ROOT / part) for path in (ROOT / part).rglob("*") if path.is_dir())
    depth = 2 if part == "static" else 1
    names = {path.as_posix() for path in found if len(path.parts) <= depth}
    return {name for name in names if "__pycache__" not in name and not name.startswith("katex")}


def may_import(part, room):
    """The rooms that one may import from."""
    if part == "static":
        later = {end for start, end in ON_DEMAND if start == room}
        return ROOMS[room] | later
    prefix = "core/" if part == "core" else ""
    return {other.removeprefix(prefix) for other in MAY_IMPORT[prefix + room]}


@pytest.mark.parametrize("part", PARTS)
def test_its_rooms_are_the_folders(part):
    drawn = [room for rooms in boxes(part).values() for room in rooms]
    assert sorted(drawn) == sorted(folders(part))


@pytest.mark.parametrize("part", PARTS)
def test_its_arrows_lead_from_what_is_used_to_what_uses_it(part):
    rooms, arrows = boxes(part), re.findall(r"^    (\w+) --> (\w+)$", PARTS[part], re.MULTILINE)
    assert len(arrows) >= 3
    for used, user in arrows:
        assert any(rooms[used] & may_import(part, room) for room in rooms[user]), f"{user} uses nothing of {used}"
        assert not any(rooms[user] & may_import(part, room) for room in rooms[used]), f"{used} uses {user}"


def test_all_three_parts_are_there():
    assert list(PARTS) == ["core", "pages", "static"]


def test_every_folder_of_the_table_is_there():
    places = re.findall(r"^\| `([\w./]+)` \|", ARCHITECTURE.text, re.MULTILINE)
    assert len(places) > 8
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_every_package_that_is_asked_for_is_explained():
    asked = [
        re.split(r"[<>=]", line)[0]
        for name in ("requirements.txt", "requirements-dev.txt")
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
        if line[:1].isalpha()
    ]
    explained = re.findall(r"^\| ([\w, -]+) \| ", ARCHITECTURE.text, re.MULTILINE)
    assert set(asked) <= {name for cell in explained for name in cell.split(", ")}

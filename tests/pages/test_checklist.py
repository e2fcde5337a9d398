"""The checklist's and the notebooks' links lead to pages that exist, with settings that are allowed."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from core.blocks.settings import BlocksSettings
from core.experiment.link import VIEW_KEYS, from_query
from core.replay import NOTEBOOKS, notebook
from core.tasks.registry import TASKS

ROOT = Path(__file__).parents[2]
CHECKLIST = (ROOT / "docs" / "checklist.md").read_text(encoding="utf-8")
LINKS = sorted(set(re.findall(r"\]\((/[^)]*)\)", CHECKLIST)))
CELLS = sorted({f"/{c.link.page}?{c.link.query}" for n in NOTEBOOKS for c in notebook(n) if c.link.page})
KINDS = {task.page: task.kind for task in TASKS.values()} | {"building_blocks": BlocksSettings}


@pytest.mark.parametrize("link", [*LINKS, *CELLS])
def test_link_leads_somewhere(link):
    parts = urlsplit(link)
    page = parts.path.strip("/")
    assert (ROOT / "pages" / f"{page}.py").exists()
    if page == "notebooks":
        assert parts.query.removeprefix("nb=") in ("", *NOTEBOOKS)
        return
    _, problems = from_query(parts.query, kind=KINDS[page], also=VIEW_KEYS)
    assert [str(problem) for problem in problems] == []


def test_every_notebook_has_its_part_of_the_checklist():
    for name in NOTEBOOKS:
        assert f"## {name} " in CHECKLIST
    assert len(LINKS) > 25

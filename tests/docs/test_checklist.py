"""The notebooks' cells link to pages that exist, with settings that are allowed, and the checklist has them all."""

import pytest

from core.replay import NOTEBOOKS, notebook
from tests.docs.addresses import wrong_with
from tests.docs.documents import ROOT, Document

CELLS = sorted({f"/{c.link.page}?{c.link.query}" for n in NOTEBOOKS for c in notebook(n) if c.link.page})


@pytest.mark.parametrize("link", CELLS)
def test_link_leads_somewhere(link):
    assert wrong_with(link) == []


def test_every_notebook_has_its_part_of_the_checklist():
    checklist = Document.read(ROOT / "docs" / "checklist.md")
    for name in NOTEBOOKS:
        assert f"## {name} " in checklist.text
    assert len(checklist.links) > 25

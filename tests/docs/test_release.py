"""One version, said alike wherever it is said, and a citation file that is what its format wants."""

import re
import tomllib

import pytest

from tests.docs.documents import ROOT

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
CITATION = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
CHANGES = re.findall(r"^## \[(.+)\] - (\d{4}-\d\d-\d\d)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)


def test_the_newest_change_is_of_this_version_and_the_oldest_stand_last():
    assert CHANGES[0][0] == VERSION
    assert sorted(CHANGES, key=lambda change: change[1], reverse=True) == CHANGES


def test_it_is_cited_by_the_version_and_day_of_the_newest_change():
    assert f"\nversion: {VERSION}\ndate-released: {CHANGES[0][1]}\n" in CITATION
    assert "doi" not in CITATION.lower()


@pytest.mark.parametrize("key", ["cff-version", "message", "title", "authors"])
def test_a_citation_file_has_what_it_must(key):
    assert re.search(rf"^{key}:", CITATION, re.MULTILINE)
    assert CITATION.startswith("cff-version: 1.2.0\n") and "  - name: Gradient Stage developers\n" in CITATION

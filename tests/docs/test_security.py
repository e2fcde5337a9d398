"""What docs/security.md says of the configuration stands there."""

import tomllib

import pytest

from tests.docs.documents import ROOT, Document

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
SET = {key: value for section in CONFIG.values() for key, value in section.items()}
SPANS = Document.read(ROOT / "docs" / "security.md").spans


@pytest.mark.parametrize("said", [span for span in SPANS if " = " in span])
def test_a_value_is_so(said):
    assert {key: SET[key] for key in tomllib.loads(said)} == tomllib.loads(said)


@pytest.mark.parametrize(
    ("key", "on"),
    [("enableCORS", True), ("enableXsrfProtection", True), ("enableAgentApi", False), ("allowRunOnSave", False)],
)
def test_a_switch_is_on_or_off(key, on):
    assert key in SPANS and SET[key] is on

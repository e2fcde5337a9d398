"""What of the documents is written by the code: the table of settings, and numbers within sentences."""

import re

from core.command import settings_table
from tests.docs.documents import documents
from tests.docs.facts import corrected

_SETTINGS = re.compile(r"(<!-- begin: settings -->\n).*(\n<!-- end: settings -->)", re.DOTALL)


def generated(text: str) -> str:
    """A document's text as it should be."""
    return corrected(_SETTINGS.sub(lambda found: found[1] + settings_table() + found[2], text))


def write() -> list[str]:
    """Writes the documents that are not so, and names them."""
    changed = [document for document in documents() if generated(document.text) != document.text]
    for document in changed:
        document.path.write_text(generated(document.text), encoding="utf-8")
    return [document.name for document in changed]

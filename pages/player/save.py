"""Handing a file to the browser over the page's own connection.

A file behind Streamlit's download button lies on the server until the browser fetches it, and one that is made on
demand is gone after the second script run of *any* session: with a hundred players there are fifty of those a second.
Here the file travels as a packet does, so nothing is kept, and any process behind a proxy may answer.
"""

import json
import secrets
import struct
from collections.abc import Callable
from functools import cache
from typing import Any

from streamlit.components import v2

# The module lives as long as the page; Streamlit may call the function again with the same data.
_LOADER = """
const saved = new Set();

export default function ({ data }) {
  const bytes = data.slice();
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const { name, mime, once } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  if (saved.has(once)) return;
  saved.add(once);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes.subarray(4 + length)], { type: mime }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
"""


def save(content: bytes, name: str, mime: str, *, key: str) -> None:
    """Makes the browser save a file, once for each call. `key` tells it apart from others on the page."""
    head = json.dumps({"name": name, "mime": mime, "once": secrets.token_hex(8)}).encode()
    _component()(key=key, data=struct.pack("<I", len(head)) + head + content)


@cache
def _component() -> Callable[..., Any]:
    return v2.component("gradient_stage_save", js=_LOADER)

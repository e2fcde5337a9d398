"""What a page shows pictures with: the player's modules, their style, Plotly, and KaTeX for formulas."""

import hashlib
from functools import cache
from pathlib import Path

from pages.web.bundle import library

STATIC = Path(__file__).parents[2] / "static"
# What Streamlit's components are made of, by name: files under static/.
ENTRIES = {
    "player.js": "player.js",
    "shell.js": "app/shell.js",
    "share.js": "app/share.js",
    "gallery.js": "player/gallery/gallery.js",
    "progress.js": "app/progress.js",
    "print.js": "app/print.js",
    "matrices.js": "player/matrices/matrices.js",
    "sweep.js": "sweep.js",
}
FIRST = "app/first.js"  # stands in the home page itself
STYLE = "player.css"
PLOTLY = "plotly-cartesian-4.1.1.min.js"
KATEX = "katex-0.19.1"  # a folder: script, style and fonts


def modules() -> set[str]:
    """The app's own modules, by path under static/."""
    return {file.relative_to(STATIC).as_posix() for file in STATIC.rglob("*.js")} - {PLOTLY, f"{KATEX}/katex.min.js"}


def source(name: str) -> str:
    """The text of a file under static/."""
    return (STATIC / name).read_text(encoding="utf-8")


@cache
def script() -> str:
    """All modules as one, which exports `entries`: those of ENTRIES by name."""
    return library(ENTRIES, source)


@cache
def version() -> str:
    """A name of the modules and their style: what carries it never changes."""
    return hashlib.sha256(f"{script()}\0{source(STYLE)}".encode()).hexdigest()[:12]


def kept(kind: str) -> str:
    """Where this server has all modules ("js") or their style ("css"), seen from the app's root."""
    return f"kept/{version()}.{kind}"

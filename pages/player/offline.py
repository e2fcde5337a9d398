"""Runs as one web page that needs nothing else: the player, Plotly and the whole tapes, for a disk or a mail.

The page may fetch nothing: its policy allows only its own two scripts, by their hashes.
"""

import base64
import gzip
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from core.experiment.experiment import Experiment
from core.pair.pair import Pair
from core.tape.cache import TapeStore
from core.wire.carried import versions
from core.wire.carried_together import versions_together
from core.wire.packet import pack
from core.wire.panels import Explanation, Landscape, Plot, Table
from core.wire.pieces import Caption, opening
from core.wire.scene import Scene, Sentence
from core.wire.together import opening_together
from pages.player.squeeze import squeeze
from pages.web.bundle import bundle

LIMIT = 3_000_000  # bytes of a page
ROOT = Path(__file__).parents[2]
PAGE = "pages/player/page"
_PLOTLY = "static/plotly-cartesian-4.1.1.min.js"
_INSTEAD = {
    "static/player/plotly.js": f"{PAGE}/plotly.js", "static/player/explanation/katex.js": f"{PAGE}/katex.js",
}  # fmt: skip

LinkOf = Callable[[str], str | None]  # the address of an action in the app; None for those that have none


class TooLargeError(Exception):
    """Runs of which no page can be made within the limit."""


@dataclass(frozen=True)
class Words:
    """What the page says. `rows`: settings as (name, value); `link`: the address in the app that it came from;
    `note(strides, rounded)`: what was kept of the runs, in a few sentences."""

    language: str
    title: str
    link: str
    rows: Sequence[tuple[str, str]]
    note: Callable[[tuple[int, ...], bool], str]
    open: str
    theme: str
    settings: str
    origin: str
    keys: str
    needs_script: str
    needs_browser: str


@dataclass(frozen=True)
class Version:
    """What a packet carries: `header`, beside what is the same in all versions of a page. strides: steps from one
    keyframe to the next, of each run; rounded: whether its numbers are."""

    header: Mapping[str, Any]
    strides: tuple[int, ...]
    rounded: bool


def offline_page(versions: Iterable[Version], *, words: Words, style: str, of: str) -> bytes:
    """The page of the first version that fits, at most LIMIT bytes of UTF-8. style: CSS that sets the --st- colours by
    theme; of: what a complaint calls it. Of long runs keyframes are left out, and digits, until the page fits; what
    was kept the page says. Raises TooLargeError if even the least does not fit.
    """
    for version in versions:
        note = words.note(version.strides, version.rounded)
        page = _written(squeeze(pack(version.header)), words, style, note)
        if len(page) <= LIMIT:
            return page
    raise TooLargeError(f"{of}: the page does not fit into {LIMIT} bytes")


def alone(
    store: TapeStore, e: Experiment, scene: Scene, caption: Caption, link_of: LinkOf, at: int | None
) -> Iterator[Version]:
    """Of one run, opening at step `at`, from all there is to the least. scene: what a stage shows of `e`."""
    scene = _still(scene, link_of)
    linked = _linked(caption, link_of)
    head = opening(e, "offline", scene, at=at, url_at=False)
    for tape in versions(store, e, scene):
        yield Version(head | tape.header(linked), (tape.stride,), tape.rounded)


def together(
    store: TapeStore, pair: Pair, scene: Scene, told: Sequence[Sentence], link_of: LinkOf, at: int | None
) -> Iterator[Version]:
    """Of several runs on one clock, in the order in which they are read. told: what there is to say of them."""
    scene = _still(scene, link_of)
    for tapes in versions_together(store, pair, scene):
        head = opening_together(pair, "offline", scene, tapes.places, told, at=at, url_at=False)
        yield Version(head | tapes.pace, tuple(tapes.tapes[k].stride for k in pair.order), tapes.rounded)


# ---- without a server --------------------------------------------------------------------------------


def _still(scene: Scene, link_of: LinkOf) -> Scene:
    """The scene without what only the app can do; a cell's button becomes a link into it."""
    gone = {panel.area for panel in scene.panels if isinstance(panel, Explanation | Landscape)}
    return replace(
        scene, panels=[_still_panel(panel, link_of, gone) for panel in scene.panels if panel.area not in gone],
        clocks=scene.clocks[:1],
        layouts=[_still_layout(layout, gone) for layout in scene.layouts],
        lecture=scene.lecture and _still_layout(scene.lecture, gone),
    )  # fmt: skip


def _still_layout(layout, gone):
    """The layout never makes room for panels that are gone."""
    kept = [one for one in layout.variants if not gone & {area for row in one.areas for area in row.split()}]
    return replace(layout, variants=kept)


def _still_panel(panel, link_of, gone):
    kept = [toggle for toggle in panel.toggles if toggle.key not in gone]  # a switch is called as what it brings
    panel = panel if len(kept) == len(panel.toggles) else replace(panel, toggles=kept)
    if isinstance(panel, Plot):
        return replace(panel, click=None, drag=None)
    if not isinstance(panel, Table):
        return panel
    tabs = [replace(tab, rows=_linked_rows(tab.rows, link_of)) for tab in panel.tabs]
    return replace(panel, rows=_linked_rows(panel.rows, link_of), tabs=tabs)


def _linked_rows(rows, link_of):
    return [[_linked_cell(cell, link_of) for cell in row] for row in rows]


def _linked_cell(cell, link_of):
    return cell if cell.action is None else replace(cell, action=None, href=link_of(cell.action))


def _linked(caption: Caption, link_of: LinkOf) -> Caption:
    """The captions with links in place of buttons."""

    def linked(event):
        sentence = caption(event)
        links = [replace(action, value=None, href=link_of(action.value or "")) for action in sentence.actions]
        return replace(sentence, actions=[link for link in links if link.href is not None])

    return linked


# ---- the page ----------------------------------------------------------------------------------------


def _written(squeezed, words, style, note):
    rows = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in words.rows)
    said = {
        name: escape(getattr(words, name))
        for name in ("language", "title", "link", "open", "theme", "settings", "keys", "needs_script", "needs_browser")
    }
    filled = Template(_read(f"{PAGE}/page.html")).substitute(
        said, note=escape(note), rows=rows, hashes=_hashes(), style=style + _style(), plotly=_plotly(),
        tape=base64.b64encode(squeezed).decode(), script=_script(), **{"from": escape(words.origin)},
    )  # fmt: skip
    return filled.encode()


@cache
def _script() -> str:
    # A file has no address in which anything could be kept.
    no_history = "{ state: null, pushState() {}, replaceState() {} }"
    script = f"((history) => {{\n{bundle(f'{PAGE}/start.js', _read, _INSTEAD)}}})({no_history});"
    if "</script" in script.lower() or "<!--" in script:
        raise ValueError("the player's source would end the script element that it is written into")
    return script


@cache
def _style() -> str:
    return _read(f"{PAGE}/page.css") + _read("static/player.css")


@cache
def _plotly() -> str:
    return base64.b64encode(gzip.compress((ROOT / _PLOTLY).read_bytes(), 9, mtime=0)).decode()


@cache
def _hashes() -> str:
    scripts = (_script().encode(), (ROOT / _PLOTLY).read_bytes())
    return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in scripts)


def _read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")

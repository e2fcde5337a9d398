"""Streamlit's side of the player: mounting it, and reading what it asks for."""

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components import v2

from pages.player.bundle import needed

STATIC = Path(__file__).parents[2] / "static"
# What Streamlit's components are made of, by name: files under static/.
ENTRIES = {
    "player.js": "player.js",
    "shell.js": "app/shell.js",
    "share.js": "app/share.js",
    "gallery.js": "player/gallery/gallery.js",
}
PLOTLY = "plotly-cartesian-4.1.1.min.js"
MAX_TEXT = 2000

# Streamlit's own script tells where the app is served, also under a base path.
# Modules import each other without a version, so a browser that saw another version last fetches them anew first.
LOADER = """
const app = new URL("../../", document.querySelector('script[type=module][src*="static/js"]').src);
const version = "%(version)s";
const address = (file) => new URL(`app/static/${file}`, app);
const versioned = (file) => `${address(file)}?v=${version}`;

async function refresh() {
  const seen = `gradient-stage:${app.pathname}`;
  try {
    const last = localStorage.getItem(seen);
    if (last === version) return;
    if (last === null) return localStorage.setItem(seen, version); // a first visit: nothing old is here
  } catch { /* storage is barred: always fetch */ }
  await Promise.all(%(modules)s.map((file) => fetch(address(file), { cache: "no-cache" })));
  try { localStorage.setItem(seen, version); } catch { /* as above */ }
}

function style() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = versioned("player.css");
  if ([...document.styleSheets].some(({ href }) => href === link.href)) return null;
  return new Promise((done) => { link.onload = link.onerror = done; document.head.append(link); });
}

// All at once, not each when the one that imports it has come; Plotly beside them. Only after the refresh: a module
// that has been preloaded is not asked for again.
function preload() {
  for (const file of %(preloaded)s) {
    const kind = file === "%(plotly)s" ? { rel: "preload", as: "script" } : { rel: "modulepreload" };
    document.head.append(Object.assign(document.createElement("link"), { ...kind, href: address(file) }));
  }
}

const player = Promise.all([refresh().then(preload), style()]).then(() => import(versioned("%(entry)s")));

export default async function (component) {
  const { attach } = await player;
  return attach(component, app);
}
"""


def mount(packet: bytes, *, key: str, on_action: Callable[[str], None] | None = None) -> None:
    """Show a packet (see `packet.pack`) in the player with this key.

    on_action: called before the page is run again, with what a hand did in the player: the value of a pressed cell or
    button, or a place.
    """

    def acted() -> None:
        action = _state(key).get("action")
        if on_action and isinstance(action, str) and 0 < len(action) <= MAX_TEXT:
            on_action(action)

    _component()(key=key, data=packet, on_action_change=acted)


def _state(key: str) -> Mapping[str, Any]:
    state = st.session_state.get(key)
    return state if isinstance(state, Mapping) else {}


@cache
def _component() -> Callable[..., Any]:
    return v2.component("gradient_stage_player", js=loader("player.js"), isolate_styles=False)


def loader(entry: str) -> str:
    """The JavaScript of a component made of one of ENTRIES: each call is handed to its `attach`."""
    modules = sorted(file for file in STATIC.rglob("*.js") if file.name != PLOTLY)
    content = hashlib.sha256(b"\0".join(file.read_bytes() for file in [*modules, STATIC / "player.css"]))
    names = [file.relative_to(STATIC).as_posix() for file in modules]
    names = [name for name in names if name not in ENTRIES.values()]  # these have the version in their address
    return LOADER % {
        "entry": ENTRIES[entry], "version": content.hexdigest()[:12], "modules": json.dumps(names),
        "preloaded": json.dumps(_preloaded() if entry == "player.js" else []), "plotly": PLOTLY,
    }  # fmt: skip


@cache
def _preloaded() -> list[str]:
    """What a page with a player needs at once; pages without one need few of these."""

    def read(name: str) -> str:
        return (STATIC / name).read_text(encoding="utf-8")

    at_once = {*needed(ENTRIES["player.js"], read), *needed(ENTRIES["shell.js"], read)}
    return [*sorted(at_once - set(ENTRIES.values())), PLOTLY]

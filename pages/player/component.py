"""Streamlit's side of the player: mounting it, and reading what it asks for."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import streamlit as st
from streamlit.components import v2

from pages.web.address import served
from pages.web.bundle import needed
from pages.web.modules import ENTRIES, FIRST, PLOTLY, STYLE, kept, modules, source, version

MAX_TEXT = 8000  # of what a hand did: more than any address may say

# Streamlit's own script tells where the app is served, also under a base path.
LOADER = """
const app = new URL("../../", document.querySelector('script[type=module][src*="static/js"]').src);

function style(href) {
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return null;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  return new Promise((done) => { link.onload = link.onerror = done; document.head.append(link); });
}
%(entry)s
export default async function (component) {
  const { attach } = await entry;
  return attach(component, app);
}
"""

# All modules as one (see pages/web/kept.py), which the page's headers have told the browser to fetch. Once for each
# page: one that stays open while another version takes the server over must not have two of each module.
KEPT = """
const at = (name) => new URL(name, app).href;
window.gradientStage ??= Promise.all([import(at("%(script)s")), style(at("%(style)s"))]);
const entry = window.gradientStage.then(([{ entries }]) => entries["%(name)s"]);
"""

# On a server that has none of our addresses, the modules as they lie in static/.
# They import each other without a version, so a browser that saw another version last fetches them anew first.
LOOSE = """
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

// All at once, not each when the one that imports it has come; Plotly beside them. Only after the refresh: a module
// that has been preloaded is not asked for again.
function preload() {
  for (const file of %(preloaded)s) {
    const kind = file === "%(plotly)s" ? { rel: "preload", as: "script" } : { rel: "modulepreload" };
    document.head.append(Object.assign(document.createElement("link"), { ...kind, href: address(file) }));
  }
}

const entry = Promise.all([refresh().then(preload), style(versioned("%(style)s"))])
  .then(() => import(versioned("%(entry)s")));
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


def loader(name: str) -> str:
    """The JavaScript of a component made of one of ENTRIES: each call is handed to its `attach`."""
    return LOADER % {"entry": _kept(name) if served() else _loose(name)}


def _kept(name: str) -> str:
    return KEPT % {"script": kept("js"), "style": kept("css"), "name": name}


def _loose(name: str) -> str:
    unnamed = modules() - {*ENTRIES.values(), FIRST}  # these have a version in their address
    return LOOSE % {
        "entry": ENTRIES[name], "version": version(), "modules": json.dumps(sorted(unnamed)), "style": STYLE,
        "preloaded": json.dumps(_preloaded() if name == "player.js" else []), "plotly": PLOTLY,
    }  # fmt: skip


@cache
def _preloaded() -> list[str]:
    """What a page with a player needs at once; pages without one need few of these."""
    at_once = {*needed(ENTRIES["player.js"], source), *needed(ENTRIES["shell.js"], source)}
    return [*sorted(at_once - set(ENTRIES.values())), PLOTLY]

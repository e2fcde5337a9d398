"""Sharing: a dialog with the link of exactly this, its QR code, and the HTML that shows it in another page."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import streamlit as st
from streamlit.components import v2

from core.pair.pair import Pair
from core.record.say import Say
from pages.figures.qr import MOST_BYTES, qr_code
from pages.figures.staging import Staging
from pages.player.component import loader
from pages.ui import handout
from pages.ui import link as address

Section = Callable[[Say, str], None]  # (words, language); draws one part of the dialog

# What an embedded page may leave out: name -> (how, pixels of height that it spares)
HIDE = {
    "bar": (
        ".stApp .st-key-topbar { position: static; min-height: 0; padding: 0 0.5rem; background: none; }"
        ".st-key-topbar > :not(:has(.gs-open)) { display: none !important; }"
        ".stApp .stMainBlockContainer { padding-top: 0.2rem; }"
        "@media (min-width: 701px) and (max-width: 900px) { :root:root { --strip: var(--without-bar); } }",
        30,
    ),
    "controls": (
        "[data-testid=stSidebar], [data-testid=stExpandSidebarButton], .gs-settings { display: none !important; }"
        ":root:root { --under: 0rem; }",
        0,
    ),
    "transport": (".gs-transport { display: none !important; }", 60),
    "caption": (".gs-caption { display: none !important; }", 60),
    "more": (".stApp .stMainBlockContainer { padding-bottom: 0; }", 0),  # the player leaves it out
}
USUALLY_HIDDEN = ("bar", "controls")
HEIGHT = 740
MOST_ASKED = 100_000  # characters; more than any link that is understood
_PANEL = "share_panel"


def hidden() -> tuple[str, ...]:
    """What this page leaves out: what `hide=` names, in a page that stands in another one (`embed=true`)."""
    if not st.context.is_embedded:
        return ()
    asked = st.query_params.get("hide")
    return USUALLY_HIDDEN if asked is None else tuple(name for name in asked.split(",") if name in HIDE)


def hiding_style() -> str:
    """The style sheet that leaves it out."""
    return "".join(HIDE[name][0] for name in hidden())


def remember_stage(page: str, experiment: Any, staging: Staging, pair: Pair | None) -> None:
    """Tells the dialog what is on stage. pair: the run with those beside it, where there are any."""
    st.session_state["share.stage"] = page, (experiment, staging, pair)


def on_stage() -> tuple[Any, Staging, Pair | None] | None:
    """(experiment, its staging, its pair) of the page in view; None where nothing is on stage."""
    page, shown = st.session_state.get("share.stage", (None, None))
    return shown if page == st.session_state.get("page") else None


def ask() -> None:
    """The dialog is wanted."""
    st.session_state["share.asked"] = True


def asked_for() -> bool:
    """Once for each time that it was wanted."""
    return st.session_state.pop("share.asked", False)


def open_dialog(say: Say, language: str) -> None:
    """Opens the dialog. To be called in a run of the whole page."""
    st.dialog(say("share_title"), width="large")(_draw)(say, language)


def _draw(say, language):
    name = st.segmented_control(
        say("share"), _sections(), key="share_section", default="link", required=True,
        format_func=lambda section: say(f"share_{section}"), label_visibility="collapsed",
    )  # fmt: skip
    SECTIONS[name](say, language)


def _link(say, language):
    link = _asked()
    code = qr_code(link) if link else None
    words = {"copy": say("share_copy"), "text": say("share_link")} | _words(say)
    note = _left_out(st.session_state.get("link.left_out", ()), say)
    if link and not code:
        note = say("share_too_long", n=len(link), most=MOST_BYTES)
    elif code and not code.easy:
        note = say("share_long", n=len(link))
    _panel({"mode": "link", "words": words, "link": link, "svg": code.svg if code else "", "note": note})


def _left_out(keys, say):
    """What there is to say of settings that the address could not carry."""
    if not keys:
        return ""
    return say("share_cut_runs" if "vs" in keys else "share_cut")


def _embed(say, language):
    st.caption(say("share_embed_why"))
    names = st.pills(
        say("share_hide"), list(HIDE), key="share_hide", selection_mode="multi", default=USUALLY_HIDDEN,
        format_func=lambda name: say(f"hide_{name}"),
    )  # fmt: skip
    height = HEIGHT - sum(HIDE[name][1] for name in names)
    words = {"copy": say("share_copy_html"), "text": "HTML"} | _words(say)
    _panel({"mode": "embed", "words": words, "hide": ",".join(names) or "none", "height": height})


def _download(say, language):
    link = _asked()
    _panel({"mode": "files", "words": {}, "link": link})
    if shown := on_stage():
        handout.draw(*shown, say, language, _step(link))


def _step(link):
    """The step on screen when the dialog was opened: only the browser knows it, the server heard of it on arrival."""
    if not link:
        return address.at()
    return address.step_of(dict(parse_qsl(urlsplit(link).query)).get("at", "0"))


SECTIONS: dict[str, Section] = {"link": _link, "embed": _embed, "download": _download}  # called share_<name>


def _sections():
    """Those that this page has something for: files and embedding are for a run."""
    return [name for name in SECTIONS if name == "link" or on_stage()]


def _words(say):
    words = {"copied": say("share_copied"), "by_hand": say("share_by_hand"), "qr": say("share_qr")}
    words |= {"wait": say("share_wait"), "page": say("share_says_page")}
    if on_stage():
        words |= {"says": say("share_says", step="{step}"), "playing": say("share_says_playing", step="{step}")}
    return words


def _asked() -> str:
    """The link of exactly this, as the browser says it; its word is checked here."""
    asked = (st.session_state.get(_PANEL) or {}).get("link")
    link = asked.get("url") if isinstance(asked, Mapping) else None
    if isinstance(link, str) and link.startswith(("http://", "https://")) and len(link) <= MOST_ASKED:
        return link
    return ""


def _panel(data):
    """The language is named only where a hand or a link chose it: else the reader's browser decides."""
    chosen = st.session_state["lang"] if "lang.named" in st.session_state else None
    _component()(key=_PANEL, data=data | {"language": chosen}, on_link_change=_nothing)


def _nothing():
    """Streamlit keeps a component's state only if it has a callback."""


@cache
def _component():
    return v2.component("gradient_stage_share", js=loader("share.js"), isolate_styles=False)

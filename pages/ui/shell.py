"""What every page begins with: title, language, navigation, look."""

from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl

import streamlit as st
from streamlit.components import v2

from core.record.say import Say
from core.tasks.registry import TASKS
from pages.player.component import loader
from pages.ui import link, share
from pages.ui.navigation import ORDER, navigation
from pages.words import NAMES, WORDS, language_of, translator

_FILES = {name: f"pages/{task.page}.py" for name, task in TASKS.items()} | {
    "home": "app.py", "lessons": "pages/lessons.py", "blocks": "pages/building_blocks.py",
    "notebooks": "pages/notebooks.py", "sweep": "pages/sweep.py", "teach": "pages/teach.py",
}  # fmt: skip
PAGES = tuple((_FILES[name], name) for name in ORDER)
_DRAWN_FOR_SIZE = ("blocks",)  # pages whose pictures Python draws for one size of letters
PATHS = {Path(path).stem: path for path, _ in PAGES}
# Under the app's own address; the first page stands at it.
ADDRESSES = {name: "" if path == PAGES[0][0] else Path(path).stem for path, name in PAGES}
_ICON = str(Path(__file__).parents[2] / "static/icon.svg")  # Streamlit's own icons come from another host
_STYLE, _NAVIGATION, _LECTURE, _SHARE, _ROOM, _PHONE = (
    (Path(__file__).parent / f"{name}.css").read_text(encoding="utf-8")
    for name in ("shell", "navigation", "lecture", "share", "room", "phone")
)


def begin(page: str) -> Say:
    """Sets the page up and draws the top bar; returns the words of the language in use."""
    say = translator(_language(link.begin(page)))
    st.session_state["page"] = page
    st.set_page_config(
        page_title=f"{say(page)} · {say('app')}", page_icon=_ICON, layout="wide",
        initial_sidebar_state="auto",
    )  # fmt: skip
    # Until the browser's own word is there, lecture mode is what the address says.
    lecturing = ":not([data-lecture=off])" if st.query_params.get("lecture") == "1" else "[data-lecture=on]"
    lecture = _LECTURE.replace("LECTURE", f":root{lecturing}")
    st.html(f"<style>{_STYLE}{_NAVIGATION}{_SHARE}{lecture}{share.hiding_style()}{_ROOM}{_PHONE}</style>")
    _top_bar(page, say)
    return say


def language() -> str:
    """The language in use."""
    return st.session_state["lang"]


def carried() -> dict[str, str]:
    """What links to other pages take along: what is named of language, lecture mode and what is left out."""
    window = {key: st.query_params[key] for key in ("lecture", "hide") if key in st.query_params}
    return ({"lang": language()} if "lang.named" in st.session_state else {}) | window


def followed(page: str) -> dict[str, str]:
    """What a link to a page says if one is there already; see `link.begin`."""
    return {"go": "1"} if page == ADDRESSES[st.session_state["page"]] else {}


def query_of(text: str) -> dict[str, str]:
    """A query string as a page link takes it, with the language carried along."""
    return dict(parse_qsl(text)) | carried()


def _language(news):
    """The one chosen here, or that of a link, else the one before, else the browser's."""
    asked, state = st.query_params.get("lang"), st.session_state
    if state.pop("lang.pressed", False):
        link.name("lang", state["lang"])
    elif news and asked in WORDS:
        state["lang"], state["lang.named"] = asked, True
    elif "lang" not in state:
        state["lang"] = language_of(st.context.locale)
    return state["lang"]


def _top_bar(page, say):
    with st.container(horizontal=True, vertical_alignment="center", key="topbar"):
        navigation(page, _FILES, carried(), say)
        other = _next_language()
        st.button(
            say("share"), key="share", icon=":material/qr_code_2:", help=say("share_help"),
            on_click=share.ask, type="tertiary", width="content",
        )  # fmt: skip
        if share.asked_for():
            share.open_dialog(say, language())
        # The browser itself acts on these two (static/app/shell.js).
        st.button(
            say("hints"), key="hints", icon=":material/subtitles:", help=say("hints_help"),
            type="tertiary", width="content",
        )  # fmt: skip
        st.button(
            say("lecture"), key="lecture", icon=":material/co_present:", help=say("lecture_help"),
            type="tertiary", width="content",
        )  # fmt: skip
        st.button(NAMES[other], key="language", type="tertiary", on_click=_speak, args=(other,))
        _browser_side(say)


def _next_language():
    """What the button speaks: each language in turn."""
    codes = [*NAMES]
    return codes[(codes.index(language()) + 1) % len(codes)]


def letter_size() -> int:
    """The height in pixels of letters in lecture mode; 0 outside it. Only for pages in `_DRAWN_FOR_SIZE`."""
    size = (st.session_state.get("shell") or {}).get("letter")
    return size if isinstance(size, int) and 0 <= size <= 200 else 0


def _browser_side(say):
    data = {
        "open": say("share_open") if st.context.is_embedded else None,
        "report": st.session_state["page"] in _DRAWN_FOR_SIZE,
        "letter": letter_size(),
        "sheet": {"settings": say("sheet_settings"), "close": say("sheet_close")},
    }
    _component()(key="shell", data=data, on_letter_change=_nothing, on_back_change=_nothing)


def _nothing():
    """Streamlit keeps a component's state only if it has a callback."""


@cache
def _component():
    return v2.component("gradient_stage_shell", js=loader("shell.js"), isolate_styles=False)


def _speak(code):
    st.session_state["lang"] = code
    for fact in ("lang.pressed", "lang.named"):
        st.session_state[fact] = True

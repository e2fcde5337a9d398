"""What every page begins with: title, language, navigation, look."""

from pathlib import Path
from urllib.parse import parse_qsl

import streamlit as st

from pages.i18n import NAMES, WORDS, Say, language_of, translator

PAGES = (
    ("app.py", "home"),
    ("pages/lessons.py", "lessons"),
    ("pages/logic_gates.py", "gates"),
    ("pages/sine_regression.py", "sine"),
    ("pages/descent.py", "descent"),
    ("pages/building_blocks.py", "blocks"),
    ("pages/numerical_gradient.py", "gradient"),
    ("pages/linear_model.py", "linear"),
    ("pages/notebooks.py", "notebooks"),
)
PATHS = {Path(path).stem: path for path, _ in PAGES}
_STYLE = (Path(__file__).parent / "shell.css").read_text(encoding="utf-8")


def begin(page: str) -> Say:
    """Sets the page up and draws the top bar; returns the words of the language in use."""
    language = _language()
    say = translator(language)
    st.session_state["page"] = page
    st.set_page_config(
        page_title=f"{say(page)} · {say('app')}", page_icon=":material/stacked_line_chart:", layout="wide",
        initial_sidebar_state="auto",
    )  # fmt: skip
    here = next((number for number, (_, name) in enumerate(PAGES, 1) if name == page), 1)
    st.html(f"<style>{_STYLE}.st-key-pages > :nth-child({here}) {{ scroll-initial-target: nearest; }}</style>")
    _top_bar(say)
    return say


def language() -> str:
    """The language in use."""
    return st.session_state["lang"]


def carried() -> dict[str, str]:
    """What links to other pages take along: the language, if the address names it."""
    return {"lang": st.query_params["lang"]} if "lang" in st.query_params else {}


def query_of(text: str) -> dict[str, str]:
    """A query string as a page link takes it, with the language carried along."""
    return dict(parse_qsl(text)) | carried()


def _language():
    """The link's language, else the one chosen before, else the browser's."""
    asked = st.query_params.get("lang")
    if asked in WORDS:
        st.session_state["lang"] = asked
    elif "lang" not in st.session_state:
        st.session_state["lang"] = language_of(st.context.locale)
    return st.session_state["lang"]


def _top_bar(say):
    with st.container(horizontal=True, vertical_alignment="center", key="topbar"):
        with st.container(horizontal=True, vertical_alignment="center", key="pages"):
            for path, name in PAGES:
                st.page_link(path, label=say(name), query_params=carried())
        other = next(code for code in NAMES if code != language())
        st.button(NAMES[other], key="language", type="tertiary", on_click=_speak, args=(other,))


def _speak(code):
    st.session_state["lang"] = code
    st.query_params["lang"] = code

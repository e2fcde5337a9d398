"""The way to all pages: home, and four groups of pages that open under their names; on a phone one menu of them all."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.record.say import Say

HOME = "home"
GROUPS = {
    "course": ("lessons",),
    "experiments": ("gates", "sine", "digits", "descent", "sweep"),
    "by_hand": ("gradient", "linear"),
    "reference": ("blocks", "notebooks"),
}
ORDER = (HOME, *(page for group in GROUPS.values() for page in group))


def navigation(here: str, paths: Mapping[str, str], query: Mapping[str, str], say: Say) -> None:
    """Draws it on the page `here`. paths: each page's file; query: what its link takes along."""
    with st.container(horizontal=True, vertical_alignment="center", key="pages"):
        st.page_link(paths[HOME], label=say(HOME), query_params=query)
        for group, pages in GROUPS.items():
            # With the page in its key, the menu closes on the way to the next.
            with st.popover(_named(group, here, say), key=f"nav-{group}-{here}", type="tertiary"):
                _listed("bar", pages, paths, query, say)
    with (
        st.container(key="pages-menu"),
        st.popover(say(here), icon=":material/menu:", key=f"nav-menu-{here}", type="tertiary"),
    ):
        st.page_link(paths[HOME], label=say(HOME), query_params=query)
        for group, pages in GROUPS.items():
            st.markdown(say(f"nav_{group}"))
            _listed("menu", pages, paths, query, say)


def _named(group: str, here: str, say: Say) -> str:
    name = say(f"nav_{group}")
    return say("nav_here", group=name, page=say(here)) if here in GROUPS[group] else name


def _listed(where: str, pages: Sequence[str], paths, query, say):
    for page in pages:
        with st.container(key=f"to-{page}-{where}", gap=None):
            st.page_link(paths[page], label=f"**{say(page)}**", query_params=query)
            st.caption(say(f"nav_{page}"))

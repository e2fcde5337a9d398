"""The way to all pages: home, and four groups of pages that open under their names; on a phone one menu of them all."""

from collections.abc import Mapping

import streamlit as st

from core.record.say import Say

HOME = "home"
GROUPS = {
    "course": ("lessons", "teach"),
    "experiments": ("gates", "sine", "digits", "descent", "sweep"),
    "by_hand": ("gradient", "linear"),
    "reference": ("blocks", "notebooks"),
}
ORDER = (HOME, *(page for group in GROUPS.values() for page in group))


def navigation(here: str, paths: Mapping[str, str], query: Mapping[str, str], say: Say) -> None:
    """Draws it on the page `here`. paths: each page's file; query: what its link takes along.

    Each rerun of each page draws it again: one element a link, its words in one label.
    """

    def link(page: str, more: str = "") -> None:
        st.page_link(paths[page], label=f"**{say(page)}**{more}", query_params=query)

    with st.container(horizontal=True, vertical_alignment="center", key="pages"):
        st.page_link(paths[HOME], label=say(HOME), query_params=query)
        for group, pages in GROUPS.items():
            # With the page in its key, the menu closes on the way to the next.
            with (
                st.popover(_named(group, here, say), key=f"nav-{group}-{here}", type="tertiary"),
                st.container(key=f"to-bar-{group}", gap=None),
            ):
                for page in pages:
                    link(page, f" {say(f'nav_{page}')}")
    with (
        st.container(key="pages-menu"),
        st.popover(say(here), icon=":material/menu:", key=f"nav-menu-{here}", type="tertiary"),
        st.container(key="to-menu", gap=None),
    ):
        link(HOME)
        for group, pages in GROUPS.items():
            st.markdown(say(f"nav_{group}"))
            for page in pages:
                link(page)


def _named(group: str, here: str, say: Say) -> str:
    name = say(f"nav_{group}")
    return say("nav_here", group=name, page=say(here)) if here in GROUPS[group] else name

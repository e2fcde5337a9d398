"""The five course notebooks, cell by cell: what each printed, what we get, and where to see it alive."""

import streamlit as st

from core.replay import NOTEBOOKS, Cell, Result, notebook, title
from pages.figures.cells import cell_html
from pages.ui import link, shell


@st.cache_data(show_spinner=False)
def played(name: str) -> list[tuple[Cell, list[Result]]]:
    """Every cell of a notebook with its cases compared; the same for everybody."""
    return [(cell, cell.results()) for cell in notebook(name)]


say = shell.begin("notebooks")
language = shell.language()
asked = st.query_params.get("nb", NOTEBOOKS[0])
if "nb" not in st.session_state:
    st.session_state["nb"] = asked if asked in NOTEBOOKS else NOTEBOOKS[0]
if asked not in NOTEBOOKS:
    st.warning(say("nb_unknown", allowed=", ".join(NOTEBOOKS)))
st.segmented_control(
    say("notebooks"), NOTEBOOKS, key="nb", required=True, label_visibility="collapsed",
    format_func=lambda n: f"{n} {say('nb_short_' + n)}",
)  # fmt: skip
st.caption(say("nb_about"))
name: str = st.session_state["nb"]
link.name("nb", name)

st.header(f"{name} · {title(name)[language]}")
cells = played(name)
values = [value for _, results in cells for result in results for value in result.values]
st.markdown(say("nb_sum", ok=sum(value.ok for value in values), n=len(values)))
for cell, results in cells:
    st.subheader(f"{cell.number}. {cell.title[language]}")
    st.html(cell_html(cell, results, language))
    if cell.link.page in shell.PATHS:
        st.page_link(
            shell.PATHS[cell.link.page],
            label=say("nb_see"),
            icon=":material/play_circle:",
            query_params=shell.query_of(cell.link.query),
        )

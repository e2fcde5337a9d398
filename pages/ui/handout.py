"""What is on stage is handed out as: a list of files to download, each made when it is asked for."""

from typing import Any

import streamlit as st

from core.pair.pair import Pair
from core.record.say import Say
from core.wire.shared import store
from pages.figures.staging import Staging
from pages.player.offline import TooLargeError
from pages.player.save import save
from pages.ui import handed_run, handed_runs
from pages.ui.handed_run import Run
from pages.ui.handed_runs import Runs


@st.fragment
def draw(e: Any, staging: Staging, pair: Pair | None, say: Say, language: str, at: int | None) -> None:
    """The list of downloads, wherever it is called. Nothing is made before a button is pressed. pair: the run `e` with
    others beside it, where there are any."""
    base = (st.context.url or "").split("?")[0]
    run: Any = Runs(pair, staging, language, base, at) if pair else Run(e, staging.scene, language, base, at)
    asked = None
    for export in (export for export in (handed_runs if pair else handed_run).EXPORTS if export.fits(run)):
        with st.container(horizontal=True, vertical_alignment="center", key=f"out-{export.suffix}-line"):
            label = say(export.name(run))
            if st.button(label, key=f"out-{export.suffix}", icon=":material/download:", width="stretch"):
                asked = export
            st.markdown(say(export.why(run), **run.facts))
    if asked:
        _hand_over(run, asked, say)


def _hand_over(run, export, say):
    with st.spinner(say("out_making")):
        try:
            content = export.make(run, store())
        except TooLargeError:
            st.error(say("out_failed"))
            return
    name = export.called(run) if export.called else run.file_name(export.suffix)
    save(content.encode() if isinstance(content, str) else content, name, export.mime, key="out-file")

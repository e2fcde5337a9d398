"""What every lab page does: read the link, draw the form, keep the address, show the stage."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from core.experiment.experiment import X
from core.record.say import Say
from pages.ui import course, link, share, shell
from pages.ui.plain_form import PlainForm
from pages.ui.stage import Build, stage
from pages.words.wrong import problem_text

IN_SIGHT = 3  # things wrong with a link


def lab(
    form: PlainForm[X], scene: Build, say: Say, *, on_action: Callable[[str], None] | None = None, **options: Any
) -> X:
    """The page of one task; returns the experiment on stage. `on_action` is told of the stage's buttons; `options`
    are the stage's."""
    arrival = link.arrived(form.kind)
    if arrival:
        form.adopt(arrival[0])
        st.session_state[f"{form.page}.problems"] = arrival
    experiment = form.settled
    notes = st.container()  # a place of their own: coming and going they must not move the stage
    asked, problems = st.session_state.get(f"{form.page}.problems", (None, ()))
    if asked == experiment:  # until something is changed
        _tell(notes, [problem_text(problem, experiment, say) for problem in problems], say)
    course.strip(notes, experiment, say)
    step = link.at() if arrival else None
    whole = link.write(experiment, keep_step=bool(arrival))
    share.remember_stage(form.page, experiment, scene)
    key = f"{form.page}_stage"
    # Before the form: the browser can fetch the run while the form is drawn.
    stage(scene, experiment, shell.language(), key=key, at=step, on_action=on_action or form.change, **options)
    form.draw()
    if not whole:
        form.place.info(say("link_cut"))
    return experiment


def _tell(notes, sentences, say):
    """The first ones in sight; many more would push the stage off the screen."""
    for sentence in sentences[:IN_SIGHT]:
        notes.warning(sentence)
    if sentences[IN_SIGHT:]:
        with notes.expander(say("more_remarks", n=len(sentences) - IN_SIGHT)):
            for sentence in sentences[IN_SIGHT:]:
                st.warning(sentence)

"""What every lab page does: read the link, draw the form, keep the address, show the stage."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from core.experiment.experiment import X
from core.experiment.link import to_pairs
from core.learning.learner import Learner
from core.record.say import Say
from pages.figures.staged import STAGED
from pages.ui import course, guess, link, share, shell
from pages.ui.pins import Pins
from pages.ui.plain_form import PlainForm
from pages.ui.stage import stage
from pages.words.wrong import problem_text

IN_SIGHT = 3  # things wrong with a link
SWEEP = "pages/sweep.py"


def lab(form: PlainForm[X], say: Say, *, on_action: Callable[[str], None] | None = None) -> X:
    """The page of one task; returns the experiment on stage. `on_action` is told of the stage's buttons."""
    arrival = link.arrived(form.kind)
    staging, pins = STAGED[form.kind.task], Pins(form.page, form.kind)
    if arrival:
        form.adopt(arrival[0])
        wrong = pins.arrive(**link.kept())
        st.session_state[f"{form.page}.problems"] = arrival[0], [*arrival[1], *wrong]
    experiment = form.settled
    notes = st.container()  # a place of their own: coming and going they must not move the stage
    asked, problems = st.session_state.get(f"{form.page}.problems", (None, ()))
    if asked == experiment:  # until something is changed
        _tell(notes, [problem_text(problem, experiment, say) for problem in problems], say)
    course.strip(notes, experiment, pins.pairs, say, form=form)
    step = link.at() if arrival else None
    left_out = link.write(experiment, keep_step=bool(arrival), beside=pins.pairs)
    key = f"{form.page}_stage"
    if note := pins.told(experiment, say):
        notes.info(note)
    pair = pins.pair(experiment) if staging.picture else None
    share.remember_stage(form.page, experiment, staging, pair if pair and pair.several else None)
    # Before the form: the browser can fetch the run while the form is drawn.
    change = on_action or form.change

    def act(action: str) -> None:
        if not staging.picture or not pins.act(action, form.settled, form.adopt):
            change(action)

    aside = {**form.aside, **guess.asked(course.lesson_of_address(), experiment, pins.pairs, say)}
    stage(staging, experiment, shell.language(), key=key, at=step, on_action=act, aside=aside, pair=pair)
    form.draw()
    if isinstance(experiment, Learner):
        _to_sweep(form.place, experiment, say)
    if left_out:
        form.place.info(say("link_cut_runs" if "vs" in left_out else "link_cut"))
    return experiment


def _to_sweep(place, e: Learner, say: Say) -> None:
    """Its settings, one or two of them varied; what a hand has changed on the way stays here."""
    query = {"task": e.task} | dict(to_pairs(replace(e, edits=()))) | shell.carried()
    place.page_link(SWEEP, label=say("sweep_this"), icon=":material/grid_on:", query_params=query)


def _tell(notes, sentences, say):
    """The first ones in sight; many more would push the stage off the screen."""
    for sentence in sentences[:IN_SIGHT]:
        notes.warning(sentence)
    if sentences[IN_SIGHT:]:
        with notes.expander(say("more_remarks", n=len(sentences) - IN_SIGHT)):
            for sentence in sentences[IN_SIGHT:]:
                st.warning(sentence)

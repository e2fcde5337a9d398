"""The clock in a handout: what the training loop counts so that each loss has its place on it."""

from core.handout.edit_code import changes_batches
from core.handout.training_code import Kept, shuffles, takes_all
from core.learning.learner import Learner


def kept(e: Learner, clock: str, name: str) -> Kept:
    """Lists of the clock's values and the losses, one for each step. name: stands before what is said of the run."""
    value, counted = _counting(e, clock)
    begin = "clock, losses = [], []" + ("\nseen = 0" if counted else "")
    return Kept(begin, f"clock.append({value})\nlosses.append(value)", counted, name)


def _counting(e, clock):
    """(what the clock says at a step, what an update adds to the samples seen if that matters)."""
    if clock == "update" or (clock == "epoch" and takes_all(e)):
        return "step", ""
    if clock == "samples":
        return "seen", f"seen += {_rows(e)}"
    if e.replacement:
        return "seen / len(X)", f"seen += {_rows(e)}"
    if not shuffles(e):
        return "step / len(X)", ""
    if changes_batches(e):
        return "first_epoch + (step - epoch_began) / updates_per_epoch", ""
    return "step / updates_per_epoch", ""


def _rows(e):
    """How many samples an update takes."""
    if takes_all(e):
        return "len(X)"
    if e.replacement:
        return "batch_size"
    return "len(X[rows])" if shuffles(e) else "1"

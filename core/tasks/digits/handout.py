"""The digits' handout."""

from core.handout import learner
from core.handout.section import Section
from core.record.say import Say
from core.tasks.digits.experiment import DigitExperiment


def handout(e: DigitExperiment, say: Say) -> tuple[str, list[Section]]:
    """(title, sections)."""
    about = say("data_digits", n=e.n_train, side=e.side)
    title = say("title", sizes=learner.summary(e))
    return title, learner.sections(e, say, about=about, data="", result=[])

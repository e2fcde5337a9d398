"""A handout: its title and its sections, whatever the task."""

from core.experiment import Values
from core.handout import descent, gradient, learner, linear, surface_code
from core.handout.section import Say, Section


def lesson(e: Values, say: Say) -> tuple[str, list[Section]]:
    """(title, sections) of an experiment."""
    return _TITLES[e.task](e, say), _SECTIONS[e.task](e, say)


def _gates_title(e, say):
    subject = e.gate.upper() if e.data == "corners" else e.data
    if e.data == "clouds":
        subject = say("cloud_of", subject=e.gate.upper())
    return say("title_gates", subject=subject, sizes=learner.summary(e))


_TITLES = {
    "gates": _gates_title,
    "sine": lambda e, say: say("title_sine", sizes=learner.summary(e)),
    "descent": lambda e, say: say("title_descent", subject=surface_code.name(e)),
    "gradient": lambda e, say: say("title_gradient"),
    "linear": lambda e, say: say("title_linear"),
}
_SECTIONS = {
    "gates": learner.sections,
    "sine": learner.sections,
    "descent": descent.sections,
    "gradient": gradient.sections,
    "linear": linear.sections,
}

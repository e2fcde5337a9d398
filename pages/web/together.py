"""The runs that an address keeps beside the one that it names (`vs`, `clock`)."""

from core.experiment.link import PAIR_KEYS
from core.learning.learner import Learner
from core.pair.pair import Pair, pair_of
from core.tasks.together import refused
from pages.web.asked import Refused, Run


def together(run: Run) -> Pair | None:
    """None where it names one run alone. Raises Refused for a run or a clock that there is not."""
    if not isinstance(run.e, Learner):
        if wrong := refused(type(run.e), {key: run.own[key] for key in PAIR_KEYS if key in run.own}):
            raise Refused(400, *wrong)
        return None
    pair, problems = pair_of(run.e, run.own)
    if problems:
        raise Refused(400, *problems)
    return pair if pair.several else None

"""The runs that an address keeps beside the one that it names (`vs`, `clock`)."""

from core.learning.learner import Learner
from core.pair.pair import Pair, pair_of
from pages.web.asked import Refused, Run


def together(run: Run) -> Pair | None:
    """None where it names one run alone. Raises Refused for a run or a clock that there is not."""
    if not isinstance(run.e, Learner):
        if "vs" in run.own:
            raise Refused(400, f"vs: runs of {run.e.task} are not kept beside one another")
        return None
    pair, problems = pair_of(run.e, run.own)
    if problems:
        raise Refused(400, *problems)
    return pair if pair.several else None

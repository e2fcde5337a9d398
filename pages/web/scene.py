"""GET /tape/<task>/scene?<settings>: how a run comes on stage, for a player that cannot wait for its page.

With `vs`, runs that are kept beside it come on stage with it; with `stage=home`, it is the home page's.
"""

from functools import lru_cache

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from core.experiment.experiment import Experiment
from core.experiment.link import PAIR_KEYS
from core.experiment.values import Problem
from core.pair.pair import Pair
from core.wire.packet import pack
from pages.figures.staged import ELSEWHERE, STAGED
from pages.figures.staging import Staging
from pages.web.address import version
from pages.web.asked import OWN_KEYS, Refused, Run, run_of
from pages.web.body import Body, answered, answering
from pages.web.opened import opened, opened_together
from pages.web.together import together

STAGE = "stage"


@answering
async def answer(request: Request) -> Response:
    """The packet that the page would bring."""
    run = run_of(request.path_params["task"], request.scope["query_string"], (*OWN_KEYS, *PAIR_KEYS, STAGE))
    staging, pair = _staging(run), together(run)
    body = await to_thread.run_sync(_made, staging, run.e, pair, run.language)
    return answered(body, request, for_ever=run.version == version())


def _staging(run: Run) -> Staging:
    task, name = run.e.task, run.own.get(STAGE)
    if name is None:
        return STAGED[task]
    if (task, name) not in ELSEWHERE:
        raise Refused(400, Problem("value", STAGE, name, ", ".join(there for of, there in ELSEWHERE if of == task)))
    return ELSEWHERE[task, name]


@lru_cache(maxsize=32)
def _made(staging: Staging, e: Experiment, pair: Pair | None, language: str) -> Body:
    return Body.of(pack(opened_together(staging, pair, language) if pair else opened(staging, e, language)))

"""GET /tape/<task>/scene?<settings>: how a run comes on stage, for a player that cannot wait for its page.

With `vs`, runs that are kept beside it come on stage with it.
"""

from functools import lru_cache

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from core.experiment.experiment import Experiment
from core.experiment.link import PAIR_KEYS
from core.pair.pair import Pair
from core.wire.packet import pack
from pages.figures.staged import STAGED
from pages.web.address import version
from pages.web.asked import OWN_KEYS, Refused, run_of
from pages.web.body import Body, answered, refusal
from pages.web.opened import opened, opened_together
from pages.web.together import together


async def answer(request: Request) -> Response:
    """The packet that the page would bring; else what is wrong with the address, one line each."""
    try:
        run = run_of(request.path_params["task"], request.scope["query_string"], (*OWN_KEYS, *PAIR_KEYS))
        pair = together(run)
    except Refused as refused:
        return refusal(refused)
    body = await to_thread.run_sync(_made, run.e, pair, run.language)
    return answered(body, request, for_ever=run.version == version())


@lru_cache(maxsize=32)
def _made(e: Experiment, pair: Pair | None, language: str) -> Body:
    staging = STAGED[e.task]
    return Body.of(pack(opened_together(staging, pair, language) if pair else opened(staging, e, language)))

"""GET /tape/<task>/scene?<settings>: how a run comes on stage, for a player that cannot wait for its page."""

from functools import lru_cache

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from core.experiment.experiment import Experiment
from core.wire.packet import pack
from pages.figures.staged import STAGED
from pages.web.address import version
from pages.web.asked import Refused, asked
from pages.web.body import Body, answered, refusal
from pages.web.opened import opened


async def answer(request: Request) -> Response:
    """The packet that the page would bring; else what is wrong with the address, one line each."""
    try:
        wanted = asked(request.path_params["task"], "0", request.scope["query_string"])
    except Refused as refused:
        return refusal(refused)
    body = await to_thread.run_sync(_made, wanted.e, wanted.language)
    return answered(body, request, for_ever=wanted.version == version())


@lru_cache(maxsize=32)
def _made(e: Experiment, language: str) -> Body:
    return Body.of(pack(opened(STAGED[e.task], e, language)))

"""Addresses of the app: whether there is such a page, and what its own reader finds wrong with the settings."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from core.blocks.settings import BlocksSettings
from core.experiment.link import ADDRESS_KEYS, from_query
from core.replay import NOTEBOOKS
from core.sweep.reading import read_sweep
from core.tasks.registry import TASKS, read_link
from core.tasks.together import with_kept
from tests.docs.documents import ROOT

PAGES = {path.stem for path in ROOT.glob("pages/*.py")}
KINDS = {task.page: task.kind for task in TASKS.values()}
_TAPE = re.compile(r"tape/(\w+)/(?:\d+|\d+-\d+|(?:scene|explain|verdict|landscape|sweep)\b.*)")


def wrong_with(address: str) -> list[str]:
    """What is wrong with an address under the app's own, such as /logic_gates?gate=or."""
    parts = urlsplit(address)
    page = parts.path.strip("/")
    if tape := _TAPE.fullmatch(page):
        return _told(read_link(f"task={tape[1]}&{parts.query}", also=ADDRESS_KEYS)[1])
    if page and page not in PAGES:
        return [f"{address}: there is no page {page}"]
    return [f"{address}: {problem}" for problem in _told(_problems(page, parts.query))]


def wrong_with_query(query: str) -> list[str]:
    """The same of what the commands take."""
    e, problems = read_link(unquote(query), also=ADDRESS_KEYS)
    return _told([*problems, *with_kept(e, query)[1]])


def _problems(page, query):
    if page in KINDS:
        e, problems = from_query(query, kind=KINDS[page], also=ADDRESS_KEYS)
        return [*problems, *with_kept(e, query)[1]]
    if page == "sweep":
        return read_sweep(query, also=(*ADDRESS_KEYS, "show"))[1] if query else []
    if page == "building_blocks":
        return from_query(query, kind=BlocksSettings, also=ADDRESS_KEYS)[1]
    return [f"{key}={text}" for key, text in parse_qsl(query) if not _known(page, key, text)]


def _known(page, key, text):
    if page == "teach" and key == "plan":
        return (ROOT / f"lessons/plans/{text}.toml").exists() or text == "all"
    return key in ADDRESS_KEYS or (page == "notebooks" and key == "nb" and text in NOTEBOOKS)


def _told(problems):
    return [str(problem) for problem in problems]

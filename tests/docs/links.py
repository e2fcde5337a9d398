"""What is wrong with the links, addresses and commands of a document."""

import re
import shlex
from collections.abc import Iterator
from urllib.parse import urlsplit

from tests.bench.parts import PARTS
from tests.docs.addresses import PAGES, wrong_with, wrong_with_query
from tests.docs.documents import ROOT, Document

HOSTS = {"localhost", "keepachangelog.com", "semver.org", "arxiv.org"}
_WEB = re.compile(r"https?://([\w.-]*)")
_PAGE = re.compile(rf"(?<![\w./])/?(?:{'|'.join(sorted(PAGES))})\?[^\s`\"'|)<]*")
_ROOTED = re.compile(r"/([a-z]\w*)/?")  # a span that is nothing but /page
_COMMAND = re.compile(r"python3? -m (?:'[^'\n]*'|[^'\n#`&|>])*")
_READ = {"core.experiment", "core.handout", "core.tape"}  # commands that take a run's link
_GENERAL = ("…", "<")  # an address that only shows how one looks


def wrong_in(document: Document) -> list[str]:
    """A sentence for each thing."""
    found = [*_links(document), *_hosts(document), *_addresses(document), *_commands(document)]
    return [f"{document.name}: {wrong}" for wrong in found]


def _links(document: Document) -> Iterator[str]:
    for link in document.links:
        parts = urlsplit(link)
        if link.startswith("/"):
            yield from wrong_with(link)
        elif not parts.scheme:
            yield from _missing(document, link, parts.path, parts.fragment)


def _missing(document, link, path, anchor):
    target = (document.path.parent / path).resolve() if path else document.path
    if not target.exists() or ROOT not in (target, *target.parents):
        yield f"{link} leads to nothing"
    elif anchor and anchor not in Document.read(target).anchors:
        yield f"{link}: there is no such heading"


def _hosts(document: Document) -> Iterator[str]:
    for host in _WEB.findall(document.text):
        if host and host not in HOSTS and not host.startswith(("127.", "10.")):
            yield f"{host} is no host that we lead to"


def _addresses(document: Document) -> Iterator[str]:
    for code in document.code:
        if (rooted := _ROOTED.fullmatch(code)) and rooted[1] not in PAGES | {"kept"}:
            yield f"{code} is no page"
        for address in _PAGE.findall(code):
            if not any(sign in address for sign in _GENERAL):
                yield from wrong_with(address)


def _commands(document: Document) -> Iterator[str]:
    for code in document.code:
        for command in _COMMAND.findall(code):
            yield from wrong_with_command(command)


def wrong_with_command(command: str) -> Iterator[str]:
    """Of `python -m module argument …`."""
    _, _, module, *arguments = shlex.split(command)
    place = ROOT / module.replace(".", "/")
    ours = module.split(".")[0] in ("core", "pages", "tests")
    if ours and not (place.with_suffix(".py").exists() or (place / "__main__.py").exists()):
        yield f"{command}: there is no module {module}"
    if module == "tests.bench" and arguments and arguments[0] not in PARTS:
        yield f"{command}: the bench has no part {arguments[0]}"
    queries = [argument for argument in arguments if "=" in argument and not argument.startswith(("-", "http"))]
    if module in _READ and not any(sign in command for sign in _GENERAL):
        yield from (f"{command}: {wrong}" for query in queries for wrong in wrong_with_query(query))

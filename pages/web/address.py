"""Where this server has the parts of a run: one address for each that says all it depends on."""

import hashlib
import threading
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from core.experiment.experiment import Experiment
from core.experiment.link import to_query

LONGEST_ADDRESS = 6000  # characters of settings; servers and proxies refuse addresses over some 8000
_ROOT = Path(__file__).parents[2]
_SOURCES = ("core/**/*.py", "pages/figures/*.py", "pages/words/*.py", "pages/web/*.py")
_served = threading.Event()


def announce() -> None:
    """This process answers at the addresses."""
    _served.set()


def served() -> bool:
    """Whether this process answers at addresses of its own: a host may start the pages without the routes."""
    return _served.is_set()


@cache
def version() -> str:
    """A name of the code that makes parts: addresses that carry it never change their meaning."""
    digest = hashlib.blake2b(digest_size=6)
    for path in sorted(path for pattern in _SOURCES for path in _ROOT.glob(pattern)):
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


def address(e: Experiment, language: str) -> dict[str, str] | None:
    """`tape`, to which a part's number is added, seen from the app's root, and the `query` behind it.

    None where nobody answers there, and where too much has been set.
    """
    query = "&".join(filter(None, (to_query(e), urlencode({"lang": language, "v": version()}))))
    if not served() or len(query) > LONGEST_ADDRESS:
        return None
    return {"tape": f"tape/{e.task}/", "query": query}

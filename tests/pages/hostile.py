"""Addresses that nobody's player asks for: every part of a request may be junk, and in between all of it is honest."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, quote_from_bytes

from core.experiment.values import settings_of
from core.tasks.registry import TASKS

PLACES = (
    "", "-1", "-", "0-", "-0", "00", "1e9", "9" * 8, "9" * 9, "9" * 400, "0-999999999", "9-3", "3-3-3",
    "1000000000-1000000001", "0x1", "0.5", " 0", "0\n", "0\x00", "１２", "٣", "\u202e0", "first", "0.json", "0;v=1",
    "0?epochs=1", "0#", "<script>", "{0}", "..", "../0", "../../app.py", "../../../etc/passwd", "..\\..\\0",
    "....//0", "0/../1", "/0", "0/", "~root", "%2e%2e/0", "a" * 3000,
)  # fmt: skip
TASKS_BESIDE = (
    "",
    ".",
    "..",
    "Gates",
    "poker",
    "gates\x00",
    "gates/..",
    "__class__",
    "数",
    "g" * 2000,
    "%67ates",
    "task",
)
VALUES = (
    "", "nan", "-nan", "inf", "-inf", "1e999", "1e9", "1000000000", "-1", "-0", "9" * 40, "9" * 5000, "0x10", "1_000",
    "１２", "\u202e٣", "\x00", "a\x00b", "\r\nSet-Cookie: a=b", "\t", "\x7f", "\ud7ff\U0001f600",
    "<script>alert(1)</script>", "' OR 1=1;--", "${jndi:x}", "{}", "{0.__class__}", "%s%n", "../../etc/passwd",
    "a" * 5000, ",", ";", ":", "@", "1,2,3", "64-64-64-64-64-64-64", "0-0", "-8", "8-", "1:2:3", "gd:nan;adam:1e9",
    "gd:0.1@nan,1e9", ";" * 500,
)  # fmt: skip
KEYS = ("", "task", "v", "lang", "__class__", "at", "V", "lang[]", "<b>", "\x00", "key" * 300, "数")
JUNK = (
    b"%",
    b"%zz",
    b"%u0041",
    b"%ff%fe",
    b"%c0%ae",
    b"%00",
    b"%250",
    b"&&&",
    b"===",
    b"=",
    b"#x",
    b"+",
    b"?",
    b"\xff\xfe",
    b";",
)
METHODS = ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "G")
RANGES = (
    "bytes=", "bytes=-", "bytes=9-3", "bytes=-0", "bytes=-1", "bytes=0-0", "bytes=0-0,5-6", f"bytes={'9' * 300}-",
    "bytes=x-y", "lines=0-1", "bytes=0x0-", "bytes=--5", "bytes=٣-", f"bytes={'0-1,' * 2000}", "=", "\x80",
)  # fmt: skip
TAGS = ("*", '"', '""', 'W/"', "W/", ",,,,", '"x", W/"y"', "\x80", '"' * 3000, '"' + "a" * 8000 + '"', "W/W/W/")
CODINGS = ("", "*", "gzip;q=", "gzip;q=nan", "gzip;q=0", ",gzip,", "gzip" * 1000, "identity;q=0", "\x80", "br;q=1,,,")
HEADERS = {"Range": RANGES, "If-None-Match": TAGS, "If-Range": TAGS, "Accept-Encoding": CODINGS}


@dataclass(frozen=True)
class Hostile:
    """A request as it goes over the line: the target is its path and query, percent signs and all."""

    method: str
    path: bytes
    query: bytes
    headers: dict[str, str]

    @property
    def target(self) -> bytes:
        return self.path + (b"?" + self.query if self.query else b"")


def addresses(many: int, seed: int) -> Iterator[Hostile]:
    """So many of them, the same ones for the same seed. Those that are honest ask for little."""
    rng = random.Random(seed)
    for _ in range(many):
        task = rng.choice(list(TASKS))
        method = rng.choice(METHODS) if rng.random() < 0.08 else rng.choice(("GET", "GET", "GET", "HEAD"))
        yield Hostile(method, _path(rng, task), _query(rng, task), _headers(rng))


def _path(rng, task):
    shown = rng.choice(TASKS_BESIDE) if rng.random() < 0.1 else task
    place = rng.choice(PLACES) if rng.random() < 0.3 else rng.choice(("0", "0", "0-3", "1-1"))
    safe = rng.choice(("/%", "/", ""))
    return f"/tape/{quote(shown, safe=safe)}/{quote(place, safe=safe)}".encode()


def _query(rng, task):
    if rng.random() < 0.03:
        return b"&".join([b"seed=1"] * rng.choice((2, 199, 201, 5000)))
    keys = list(settings_of(TASKS[task].kind))
    pairs = [
        (rng.choice(KEYS if rng.random() < 0.1 else keys), rng.choice(VALUES)) for _ in range(rng.choice((0, 0, 1, 2)))
    ]
    pairs += [("seed", str(rng.randrange(30)))] if "seed" in keys else []
    pairs += rng.choice(([], [("lang", "ja")], [("v", "0123456789ab")], [("lang", "xx")]))
    text = b"&".join(_quoted(rng, key) + b"=" + _quoted(rng, value) for key, value in pairs)
    return text + (rng.choice(JUNK) * rng.choice((1, 1, 50)) if rng.random() < 0.1 else b"")


def _quoted(rng, text):
    """As a browser would, or each byte, or none."""
    data = text.encode()
    if rng.random() < 0.1:
        return "".join(f"%{byte:02x}" for byte in data).encode()
    return data if rng.random() < 0.02 else quote_from_bytes(data).encode()


def _headers(rng):
    return {name: rng.choice(values) for name, values in HEADERS.items() if rng.random() < 0.12}

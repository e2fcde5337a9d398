"""A tape's parts from the very server that serves the pages, also under a base path."""

import gzip
import time
import urllib.request
from http.client import HTTPConnection
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest

from core.wire.packet import unpack
from tests.browser.conftest import serving


def get(url: str, **headers: str):
    asked = {name.replace("_", "-"): value for name, value in headers.items()}
    return urllib.request.urlopen(urllib.request.Request(url, headers=asked), timeout=30)


def test_a_part_comes_from_where_the_pages_come(server):
    address = f"{server.url}tape/gates/0?hidden=4"
    with get(address) as answer:
        plain, tag = answer.read(), answer.headers["ETag"]
        assert answer.status == 200 and "html" not in answer.headers["Content-Type"]
    assert unpack(plain)["task"] == "gates"
    with get(address, Accept_Encoding="gzip") as answer:
        assert gzip.decompress(answer.read()) == plain
    with pytest.raises(HTTPError) as same, get(address, If_None_Match=tag):
        pass
    with same.value as answer:
        assert answer.code == 304
    with urllib.request.urlopen(urllib.request.Request(address, method="HEAD"), timeout=30) as answer:
        assert int(answer.headers["Content-Length"]) == len(plain) and answer.read() == b""


def test_under_a_base_path_the_addresses_are_too():
    with serving(base="lab") as server, get(f"{server.url}tape/sine/0?epochs=30") as answer:
        assert unpack(answer.read())["task"] == "sine"


def test_answers_are_not_held_back_on_a_connection_that_is_used_again(server):
    """Nagle's algorithm would hold back each of them for 40 ms; the quickest of many takes a hundredth of that."""
    connection, seconds = HTTPConnection(urlsplit(server.url).netloc, timeout=30), []
    for _ in range(50):
        began = time.perf_counter()
        connection.request("GET", "/tape/gates/0?epochs=9")
        connection.getresponse().read()
        seconds.append(time.perf_counter() - began)
    connection.close()
    assert min(seconds[20:]) < 0.035, "a new connection may be quick at first"

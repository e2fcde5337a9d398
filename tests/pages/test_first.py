"""The home page's first picture stands in Streamlit's page, in the reader's language, and nowhere else."""

import gzip
import html
import json
import re

import numpy as np
import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from core.data.gates import CORNERS
from pages.figures.home import FIRST
from pages.web import first
from pages.words import WORDS
from tests.pages.asking import ask

PAGE = "<html><body><p>Streamlit's</p></body></html>"


def home(answer=None, path="/", base="", query="", **headers):
    """What comes where an app answers so."""
    answered = answer or HTMLResponse(PAGE, headers={"Last-Modified": "Thu, 26 Nov 2026 19:42:15 GMT"})
    routes = [Route("/{rest:path}", lambda _: answered, methods=["GET", "POST"])]
    return ask(path, query, app=Starlette(routes=routes, middleware=first.middleware(base)), **headers)


@pytest.mark.parametrize(
    ("query", "locale", "language"),
    [("", "ja-JP,ja;q=0.9", "ja"), ("", "fr-FR", "en"), ("lang=en", "ja-JP", "en"), ("lang=%22%3E", "ja", "ja")],
)
def test_it_speaks_the_language_of_the_link_else_of_the_browser(query, locale, language):
    page = home(query=query, accept_language=locale).body.decode()
    assert WORDS[language]["home_title"] in page and "Streamlit's" in page
    assert page.endswith("</body></html>")


def test_it_shows_the_run_that_the_player_will_show():
    run = json.loads(html.unescape(re.search(r'data-run="([^"]+)"', home().body.decode())[1]))
    theta = np.array(run["rows"][0])
    start = FIRST.network.forward(theta, CORNERS)[:, -1]
    assert len(run["rows"]) > 30 and run["sizes"] == [2, 4, 1]
    learned = FIRST.network.forward(np.array(run["rows"][-1]), CORNERS)[:, -1]
    targets = FIRST.load().y
    assert np.abs(learned - targets).mean() < np.abs(start - targets).mean()


def test_it_is_compressed_and_not_sent_again():
    page = home(accept_encoding="gzip")
    assert page.headers["content-encoding"] == "gzip" and len(page.body) < 20_000
    assert gzip.decompress(page.body) == home().body
    assert "last-modified" not in page.headers
    again = home(if_none_match=page.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert home(if_none_match=page.headers["etag"], accept_language="ja").status == 200


@pytest.mark.parametrize(
    "asked",
    [
        {"path": "/logic_gates"}, {"path": "/", "base": "lab"}, {"answer": PlainTextResponse(PAGE)},
        {"answer": HTMLResponse("gone</body>", 404)}, {"answer": HTMLResponse("no end")},
    ],
)  # fmt: skip
def test_nothing_else_has_it(asked):
    assert b"gs-first" not in home(**asked).body


def test_it_stands_under_the_base_path():
    assert b"gs-first" in home(path="/lab/", base="/lab").body

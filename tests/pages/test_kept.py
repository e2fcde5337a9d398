"""The modules as one, their style and Plotly at addresses that never change, and each page that says so early."""

import gzip
import re

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from core.tasks.registry import TASKS
from pages.player import component
from pages.web import kept
from pages.web.modules import ENTRIES, FIRST, KATEX, PLOTLY, STATIC, modules
from pages.web.modules import kept as address
from tests.pages.asking import ask

FILES = (address("js"), address("css"), f"kept/{PLOTLY}")


def ask_app(path, base="", **more):
    return ask(path, app=Starlette(routes=kept.routes(base)), **more)


@pytest.mark.parametrize("file", FILES)
def test_each_file_is_kept_for_good_and_compressed_for_those_who_can_open_it(file):
    plain, packed = ask_app(f"/{file}"), ask_app(f"/{file}", accept_encoding="gzip, br")
    assert (plain.status, packed.status) == (200, 200)
    assert "content-encoding" not in plain.headers and packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body and len(packed.body) < 0.4 * len(plain.body)
    for answer in (plain, packed):
        assert "immutable" in answer.headers["cache-control"] and answer.headers["vary"] == "Accept-Encoding"
        assert int(answer.headers["content-length"]) == len(answer.body)
    kind = "css" if file.endswith("css") else "javascript"
    assert plain.headers["content-type"] == f"text/{kind}; charset=utf-8"


def test_the_one_module_has_every_entry_and_all_that_is_imported_later():
    script = ask_app(f"/{address('js')}").body.decode()
    exported = re.search(r"^export const entries = \{(.*)\};$", script, re.MULTILINE)[1]
    assert set(re.findall(r'"([^"]+)":', exported)) == set(ENTRIES)
    for path in modules() - {FIRST}:
        name = path.removesuffix(".js")
        times = script.count(f"const module_{re.sub(r'[^a-z0-9]', '_', name, flags=re.IGNORECASE)} = (() => {{")
        assert times == 1, name


def test_katex_lies_where_its_module_looks_for_it_with_every_font_that_its_style_names():
    """Streamlit serves static/ as it lies; both must hold the same."""
    style = ask_app(f"/kept/{KATEX}/katex.min.css")
    fonts = re.findall(r"url\(([^)]+)\)", style.body.decode())
    assert fonts and {f"fonts/{file.name}" for file in (STATIC / KATEX / "fonts").iterdir()} == set(fonts)
    for name in (*fonts, "katex.min.js"):
        answer = ask_app(f"/kept/{KATEX}/{name}")
        assert answer.status == 200 and "immutable" in answer.headers["cache-control"], name
        assert answer.body == (STATIC / KATEX / name).read_bytes()
    assert KATEX.partition("-")[2] in ask_app(f"/kept/{KATEX}/katex.min.js").body.decode()


def test_the_files_lie_under_the_base_path():
    assert ask_app(f"/lab/here/{FILES[0]}", base="/lab/here/").status == 200
    assert ask_app(f"/{FILES[0]}", base="lab").status == 404


@pytest.mark.parametrize("path", ["/kept/000000000000.js", "/kept/player.js", "/kept/", "/kept/../app.py"])
def test_nothing_else_is_there(path):
    assert ask_app(path).status == 404


def test_files_are_only_read():
    assert ask_app(f"/{FILES[0]}", method="HEAD").status == 200
    assert ask_app(f"/{FILES[0]}", method="POST").status == 405


# ---- told with each page -----------------------------------------------------------------------------


def told(path, answer, **asked):
    """The addresses that the headers of an answer name, seen from the app's root."""
    app = Starlette(routes=[Route(path, lambda _: answer, methods=["GET", "POST"])], middleware=kept.middleware())
    return re.findall(r"<\./([^>]+)>", ask(path, app=app, **asked).headers.get("link", ""))


@pytest.mark.parametrize("page", ["/", "/lab/", *(f"/{task.page}" for task in TASKS.values()), "/lab/logic_gates"])
def test_a_page_with_pictures_names_all_files(page):
    assert told(page, HTMLResponse("<p>a page")) == list(FILES)


def test_a_page_without_pictures_does_not_name_plotly():
    assert told("/lessons", HTMLResponse("<p>a page")) == list(FILES[:2])


def test_a_browser_that_has_the_page_is_told_what_it_needs_now():
    assert told("/logic_gates", Response(status_code=304), accept="text/html,*/*;q=0.8") == list(FILES)
    assert told("/script.js", Response(status_code=304), accept="*/*") == []


def test_what_is_no_page_names_nothing():
    assert told("/logic_gates", PlainTextResponse("a text"), accept="text/html") == []
    assert told("/logic_gates", HTMLResponse("gone", 404)) == []
    assert told("/logic_gates", HTMLResponse("<p>a page"), method="POST") == []


# ---- who takes them ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ENTRIES)
def test_a_component_takes_its_entry_from_the_files_where_they_are_served(monkeypatch, name):
    monkeypatch.setattr(component, "served", lambda: True)
    script = component.loader(name)
    assert all(f'"{file}"' in script for file in FILES[:2]) and f'entries["{name}"]' in script
    monkeypatch.setattr(component, "served", lambda: False)
    assert "kept/" not in component.loader(name) and f'versioned("{ENTRIES[name]}")' in component.loader(name)

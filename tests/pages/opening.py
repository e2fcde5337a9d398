"""The app in Streamlit's own test runner, without a browser."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import streamlit
from streamlit.components.v2 import manifest_scanner
from streamlit.delta_generator import DeltaGenerator
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest

from core.wire.packet import unpack
from pages.web.address import announce

ROOT = Path(__file__).parents[2]
announce()  # as when the app is served: tapes do not travel with the page

# Each AppTest reads the metadata of every installed package, looking for components: four fifths of what it costs to
# open a page. They are the same each time.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
# Each run compiles its page anew, a quarter of what a run costs.
_compiled, _compile = ScriptCache(), ScriptCache.get_bytecode
ScriptCache.get_bytecode = lambda _self, path: _compile(_compiled, path)


def open_home() -> AppTest:
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()


def go(app: AppTest, page: str, **query: str) -> AppTest:
    """To a page of the app, named by its file, as a link or the browser's back button leads there."""
    app.query_params.clear()
    for key, value in query.items():
        app.query_params[key] = value
    app.switch_page(page).run()
    assert not app.exception
    return app


KINDS = ("selectbox", "text_input", "number_input", "toggle", "select_slider", "button_group")


def widget(app: AppTest, key: str):
    """The form's widget of this key, whichever stands in its place by now (pages/ui/widgets.py)."""
    found = [each for kind in KINDS for each in getattr(app, kind) if (each.key or "").split("--")[0] == key]
    (only,) = found
    return only


def open_page(page: str, **query: str) -> AppTest:
    return go(open_home(), page, **query)


def alone(monkeypatch, script: Callable[[], None]) -> Callable[..., AppTest]:
    """What opens `script`, a page of its own without others to link to, at a query."""
    for place in (streamlit, DeltaGenerator):
        monkeypatch.setattr(place, "page_link", lambda *_, **__: None)

    def opened(**query: str) -> AppTest:
        app = AppTest.from_function(script, default_timeout=30)
        for key, value in query.items():
            app.query_params[key] = value
        app.run()
        assert not app.exception
        return app

    return opened


def acted(app: AppTest, action: str) -> AppTest:
    """The page after the stage reported an action, where its script looks for one in the session."""
    app.session_state["action"] = action
    app.run()
    assert not app.exception
    return app


def packets(app):
    """What the players on the page were sent."""
    protos = [getattr(node, "proto", None) for node in _leaves(app._tree)]
    return [unpack(proto.bytes) for proto in protos if isinstance(proto, BidiComponent) and proto.bytes]


def _leaves(node):
    children = getattr(node, "children", None)
    if children is None:
        return [node]
    return [leaf for child in children.values() for leaf in _leaves(child)]

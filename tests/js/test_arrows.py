"""No circle among the JavaScript modules, and no arrow against their rooms (see static/README.md)."""

import pytest

from pages.web.modules import ENTRIES, modules, source
from tests.js.arrows import ROOMS, arrows, wrong

MOST_LINES = 350


@pytest.fixture(scope="module")
def sources():
    return {path: source(path) for path in modules()}


def test_every_arrow_goes_the_right_way(sources):
    assert len(arrows(sources)) > 100
    assert list(wrong(sources, set(ENTRIES.values()))) == []


def test_every_module_is_in_a_room_and_read_in_one_sitting(sources):
    assert {path.rpartition("/")[0] for path in sources} == set(ROOMS)
    assert {path: n for path, text in sources.items() if (n := text.count("\n")) > MOST_LINES} == {}


@pytest.mark.parametrize(
    ("path", "source", "complaint"),
    [
        ("player/shared/dom.js", 'import { a } from "../panels/plot.js";', "may not import player/panels/plot.js"),
        ("player/tape.js", 'import { asked } from "../app/address.js";', "may not import app/address.js"),
        ("player/layers/field.js", 'import {\n  a,\n  b,\n} from "../panels/plot.js";', "may not import player/panels"),
        ("player/cast.js", 'import { R } from "./relief/relief.js";', "may not import player/relief/relief.js"),
        ("player/cast.js", 'import "./gallery/gallery.js";', "which Streamlit loads by itself"),
        ("app/held.js", 'export { show } from "../player/player.js";', "may not import player/player.js"),
        ("app/held.js", "const later = import('../player/shared/dom.js');", "on demand"),
        ("app/held.js", 'import { b } from "./gone.js";', "app/gone.js, which is not there"),
        ("app/address.js", 'import { held } from "./held.js";', "a circle: app/"),
    ],
)
def test_a_wrong_arrow_is_seen(sources, path, source, complaint):
    assert path in sources
    changed = sources | {path: f"{source}\n{sources[path]}"}
    assert any(complaint in said for said in wrong(changed, set(ENTRIES.values())))


def test_comments_and_types_are_no_arrows():
    source = (
        '/** @param {import("../tape.js").Tape} tape */\n// import { a } from "./a.js";\nimport { b } from "./b.js";\n'
    )
    assert arrows({"player/c.js": source}) == [("player/c.js", "player/b.js", False)]

"""All modules as one script, and which of them a page needs."""

import json
import re

import pytest

from pages.player import component
from pages.web.bundle import bundle, library, needed


def test_modules_are_bundled_in_the_order_of_their_needs():
    files = {
        "a.js": 'import { twice as double } from "./lib/b.js";\nconst x = double(2);\n',
        "lib/b.js": 'import { one } from "./c.js";\nexport function twice(n) { return 2 * n * one; }\n',
        "other.js": "export const one = 1;\n",
    }
    script = bundle("a.js", files.__getitem__, {"lib/c.js": "other.js"})
    order = [script.index(f"const module_{name} =") for name in ("other", "lib_b", "a")]
    assert order == sorted(order)
    assert "const { twice: double } = module_lib_b;" in script
    assert "import" not in script and "export" not in script


def test_what_is_imported_later_is_bundled_but_not_needed_at_once():
    files = {
        "a.js": 'import { b } from "./b.js";\nconst later = () => import("./lib/c.js").then(({ c }) => c + b);\n',
        "b.js": '/** @type {import("./a.js").A} */\nimport "./effect.js";\nexport const b = 1;\n',
        "lib/c.js": 'import { d } from "./d.js";\nexport const c = d;\n',
        "lib/d.js": "export const d = 1;\n",
        "effect.js": "",
    }
    assert needed("a.js", files.__getitem__) == ["a.js", "b.js", "effect.js"]
    files["b.js"] = '/** @import { A } from "./a.js" */\nexport const b = 1;\n'
    script = bundle("a.js", files.__getitem__, {})
    assert "Promise.resolve(module_lib_c).then" in script
    assert (
        script.index("const module_lib_d =") < script.index("const module_lib_c =") < script.index("const module_a =")
    )


def test_a_library_has_each_module_once_for_all_its_entries_and_knows_where_it_lies():
    files = {
        "a.js": 'import { state } from "./lib/c.js";\nexport function attach() { return state; }\n',
        "lib/b.js": 'import "./c.js";\nexport const place = new URL("../d.bin", import.meta.url);\n',
        "lib/c.js": "export const state = {};\n",
    }
    script = library({"first": "a.js", "second": "lib/b.js"}, files.__getitem__)
    assert script.count("const state = {};") == 1
    assert 'new URL("../d.bin", new URL("lib/b.js", all_modules))' in script
    assert script.endswith('export const entries = { "first": module_a, "second": module_lib_b };\n')


def test_what_a_module_does_by_itself_is_done_before_the_one_that_wants_it():
    files = {"a.js": 'import "./effect.js";\nimport { b } from "./b.js";\n', "b.js": "export const b = 1;\n"}
    script = bundle("a.js", (files | {"effect.js": "addEventListener('focusin', say);\n"}).__getitem__, {})
    order = [script.index(f"const module_{name} =") for name in ("effect", "b", "a")]
    assert order == sorted(order)


def test_the_relief_and_the_gallery_are_fetched_only_where_they_are_shown(monkeypatch):
    monkeypatch.setattr(component, "served", lambda: False)
    text = component.loader("player.js")
    preloaded = json.loads(re.search(r"of (\[.*?\])\) \{", text)[1])
    refreshed = json.loads(re.search(r"Promise.all\((\[.*?\])\.map", text)[1])
    assert {"player/tape.js", "player/panels/plot.js", "app/address.js", "app/fields.js"} <= set(preloaded)
    assert not any(name.startswith(("player/relief/", "player/gallery/")) for name in preloaded)
    assert {"player/relief/relief.js", "player/tape.js"} <= set(refreshed)
    assert len(refreshed) == len(set(refreshed)) and not {"player.js", "app/shell.js"} & {*preloaded, *refreshed}


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ('import { gone } from "./b.js";', "gone, which b.js does not export"),
        ('import { back } from "./a.js";', "imports itself"),
        ('import all from "./b.js";', "cannot be bundled"),
        ("const m = await import(name);", "cannot be bundled"),
        ("const here = import.meta.url;", "cannot be bundled"),
        ("export default 1;", "cannot be bundled"),
    ],
)
def test_what_cannot_be_bundled_is_refused(source, complaint):
    with pytest.raises(ValueError, match=complaint):
        bundle("a.js", {"a.js": source, "b.js": "export const b = 1;"}.__getitem__, {})

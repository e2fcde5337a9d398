"""The JavaScript's own tests, run by Node, and its types, checked by TypeScript."""

import json
from pathlib import Path

import pytest

from tests.checkers import ROOT, run

TESTS = sorted(Path(__file__).parent.glob("*.test.js"))


def test_the_modules_do_what_they_say(node):
    done = run([node, "--test", "--test-reporter=tap", *TESTS], 120)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr
    passed = next(line for line in done.stdout.splitlines() if line.startswith("# pass "))
    assert int(passed.split()[-1]) >= 50


def test_types_agree(tsc):
    done = run([*tsc, "--project", ROOT], 120)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("kind", "value", "complaint"),
    [
        ("Binding", '{ type: "history", trace: "0", array: "loss" }', "'string' is not assignable to type 'number'"),
        ("Layer", '{ type: "fields", array: "field" }', "'\"fields\"' is not assignable"),
        ("Layout", '{ min_width: 0, columns: "1fr", rows: "auto" }', "Property 'areas' is missing"),
        ("Panel", '{ kind: "table", id: "t", area: "t", columns: [], rows: [[{ arr: "loss" }]] }', "'arr' does not"),
        ("Action", '{ value: "lr=0.1" }', "Property 'label' is missing"),
    ],
)
def test_a_scene_of_another_form_is_seen(tsc, tmp_path, kind, value, complaint):
    scene = (ROOT / "static/player/scene.d.ts").as_posix()
    module = f'/** @import {{ {kind} }} from "{scene}" */\n/** @type {{{kind}}} */\nexport const made = {value};\n'
    (tmp_path / "made.js").write_text(module, encoding="utf-8")
    config = {"extends": str(ROOT / "tsconfig.json"), "include": ["made.js"], "exclude": []}
    (tmp_path / "tsconfig.json").write_text(json.dumps(config), encoding="utf-8")
    done = run([*tsc, "--project", tmp_path], 120)
    assert complaint in done.stdout and "scene.d.ts(" not in done.stdout

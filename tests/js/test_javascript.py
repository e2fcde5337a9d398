"""The JavaScript's own tests, run by Node, and its types, checked by TypeScript."""

from pathlib import Path

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

"""Python's types, checked by Pyright."""

import sys

from tests.checkers import find_checker, find_node, run


def test_types_agree():
    pyright = find_checker(find_node(), "pyright/index.js")
    done = run([*pyright, "--pythonpath", sys.executable], 300)
    assert done.returncode == 0, done.stdout

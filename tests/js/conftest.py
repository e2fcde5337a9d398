"""Node.js and TypeScript for the tests of this folder."""

from pathlib import Path

import pytest

from tests.checkers import find_checker, find_node


@pytest.fixture(scope="session")
def node() -> Path:
    return find_node()


@pytest.fixture(scope="session")
def tsc(node) -> list[Path]:
    """The command of TypeScript's compiler."""
    return find_checker(node, "typescript/bin/tsc")

"""Options of the test command."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A slow machine is no failure. CI tries the same examples each time; elsewhere every run looks for new ones.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

BROWSER_TESTS = Path(__file__).parent / "browser"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-browser", action="store_true", help="leave out the tests that need a browser")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    if config.getoption("--no-browser") and collection_path == BROWSER_TESTS:
        return True
    return None

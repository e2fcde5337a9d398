"""How the test command finds a browser, and what it says where there is none."""

import os
import shutil
from types import SimpleNamespace

import pytest

from tests.browser import conftest as finder
from tests.browser import installing


def machine(monkeypatch, tmp_path, *, installed=(), root=False, apt_brings=False):
    """A pretended machine: commands that exist, whether we are root, whether apt-get can bring chromium."""
    commands = set(installed) | ({"apt-get"} if apt_brings else set())
    asked = []

    def run(command, _seconds):
        asked.append(command[:3])
        if apt_brings and "install" in command:
            commands.add("chromium")

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name in commands else None)
    monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000, raising=False)
    monkeypatch.setattr(installing, "run", run)
    chromium = SimpleNamespace(
        executable_path=str(tmp_path / "missing"), launch=lambda executable_path, args: executable_path
    )
    return SimpleNamespace(chromium=chromium), asked


def test_an_installed_browser_is_taken_as_it_is(monkeypatch, tmp_path):
    playwright, asked = machine(monkeypatch, tmp_path, installed=["google-chrome"])
    assert finder.find_browser(playwright) == "/usr/bin/google-chrome"
    assert asked == []


def test_debians_package_when_root(monkeypatch, tmp_path):
    playwright, asked = machine(monkeypatch, tmp_path, root=True, apt_brings=True)
    assert finder.find_browser(playwright) == "/usr/bin/chromium"
    assert any("playwright" in command for command in asked), "Playwright's own download is tried first"


def test_without_any_browser_it_fails_in_one_clear_line(monkeypatch, tmp_path):
    playwright, _ = machine(monkeypatch, tmp_path)
    with pytest.raises(pytest.fail.Exception, match="No browser .* --no-browser") as failure:
        finder.find_browser(playwright)
    assert "\n" not in str(failure.value)

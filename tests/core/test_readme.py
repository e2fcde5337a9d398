"""What the README promises and prints is so."""

from pathlib import Path

from core.command import settings_table

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_of_keys_is_the_settings_table():
    assert settings_table() in README


def test_ci_runs_the_very_test_command_of_the_readme():
    command = "pip install -r requirements-dev.txt && python -m pytest"
    assert command in README
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_pictures_that_the_readme_shows_exist():
    for line in README.splitlines():
        if line.startswith("!["):
            assert (ROOT / line.split("](")[1].rstrip(")")).exists()

"""What a handout's file is called, and the command that writes one."""

import subprocess
import sys
from pathlib import Path

import pytest

from core.handout import __main__ as command
from core.tasks import handout
from core.tasks.together import read_runs
from tests.core.handout.scripts import experiment, lay_out


@pytest.mark.parametrize(("link", "name"), [
    ("", "gates-xor"), ("data=clouds&gate=notx1", "gates-clouds-notx1"), ("data=xor", "gates-xor-cloud"),
    ("data=spiral", "gates-spiral"), ("task=sine", "sine-sine"), ("task=descent&surface=own", "descent-own"),
    ("task=gradient&f=bowl0", "gradient-bowl0"), ("task=linear", "linear"),
    ("task=digits&size=7", "digits-7x7"),
])  # fmt: skip
def test_files_have_plain_names(link, name):
    assert handout.file_name(experiment(link), "py") == f"gradient-stage-{name}.py"


def test_the_command_line(capsys):
    assert command.main(["gate=and&epochs=3&at=2"]) == 0
    assert capsys.readouterr().out == handout.script(experiment("gate=and&epochs=3"))
    assert command.main(["--notebook", "--lang", "ja", "task=linear"]) == 0
    assert capsys.readouterr().out == handout.notebook(experiment("task=linear"), language="ja")
    assert command.main(["gate=maybe"]) == 2
    assert "gate=maybe is not allowed" in capsys.readouterr().err
    for wrong in ([], ["a", "b"], ["--lang", "fr", ""], ["--other"]):
        assert command.main(wrong) == 2
        assert capsys.readouterr().err.startswith("usage:")


def test_a_link_that_keeps_runs_is_handed_out_with_all_of_them(capsys):
    link = "lr=0.1&epochs=3&vs=epochs%3D2&clock=samples"
    pair, _ = read_runs(link)
    assert command.main([f"{link}&at=2&lang=en"]) == 0
    assert capsys.readouterr().out == handout.script(pair)
    assert command.main(["--notebook", "task=digits&epochs=1&vs=epochs%3D1%26batch%3D10"]) == 0
    printed = capsys.readouterr()
    assert "train_b" in printed.out and "digits.npz" in printed.err


def test_the_command_says_which_file_the_script_wants(capsys):
    assert command.main(["task=digits&size=7"]) == 0
    printed = capsys.readouterr()
    assert printed.out == handout.script(experiment("task=digits&size=7"))
    assert "digits.npz" in printed.err and str(Path("core", "data", "digits")) in printed.err
    assert command.main([""]) == 0 and not capsys.readouterr().err


@pytest.mark.parametrize(("language", "words"), [("en", "is not in this folder"), ("ja", "同じフォルダーにありません")])
def test_a_script_without_its_file_says_what_is_missing_and_ends(language, words, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(handout.script(experiment("task=digits&size=7"), language=language), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", str(script)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1 and not done.stdout
    assert done.stderr.startswith("digits.npz") and words in done.stderr and "Traceback" not in done.stderr


def test_a_script_finds_its_file_wherever_it_is_started(tmp_path):
    lay_out(tmp_path)
    script = tmp_path / "script.py"
    script.write_text(handout.script(experiment("task=digits&size=7&points=1&epochs=1&hidden=0")), encoding="utf-8")
    done = subprocess.run([sys.executable, "-I", str(script)], capture_output=True, cwd=tmp_path.parent, check=False)
    assert done.returncode == 0

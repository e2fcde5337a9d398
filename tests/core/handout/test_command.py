"""What a handout's file is called, and the command that writes one."""

import pytest

from core.handout import __main__ as command
from core.tasks import handout
from tests.core.handout.scripts import experiment


@pytest.mark.parametrize(("link", "name"), [
    ("", "gates-xor"), ("data=clouds&gate=notx1", "gates-clouds-notx1"), ("data=xor", "gates-xor-cloud"),
    ("data=spiral", "gates-spiral"), ("task=sine", "sine-sine"), ("task=descent&surface=own", "descent-own"),
    ("task=gradient&f=bowl0", "gradient-bowl0"), ("task=linear", "linear"),
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

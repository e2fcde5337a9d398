"""Every command of core, found by walking its files, ends quietly when nobody reads on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARGUMENTS = {
    "core.experiment": [["gate=xor&epochs=500"], ["--settings"], ["task=descent"], ["task=gradient"]],
    "core.replay": [["004"], ["004", "--json"]],
    "core.sweep": [["gate=xor&epochs=5&over=lr:0.1,0.2"], ["gate=xor&epochs=5", "--over", "lr=0.001..1:20", "--json"]],
    "core.tape": [["gate=xor&epochs=500"], ["--cost", "gate=xor&epochs=500"]],
    "core.handout": [["gate=xor"], ["gate=xor", "--notebook", "--lang", "ja"]],
}
WRITES_A_FILE = {"core.data.digits.prepare"}  # and says one line


def commands():
    """Modules below core that `python -m` runs."""
    for path in sorted(ROOT.glob("core/**/*.py")):
        if '__name__ == "__main__"' in path.read_text(encoding="utf-8"):
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__main__")


def test_every_command_is_tried():
    assert set(commands()) == set(ARGUMENTS) | WRITES_A_FILE


@pytest.mark.parametrize(
    ("module", "arguments"), [(module, arguments) for module, many in ARGUMENTS.items() for arguments in many], ids=str
)
@pytest.mark.parametrize("buffered", [True, False])
def test_a_reader_that_has_had_enough_ends_it_without_a_word(module, arguments, buffered):
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, *([] if buffered else ["-u"]), "-W", "error", "-m", module, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, text=True, timeout=120, check=False
    )
    os.close(writing)
    assert done.stderr == ""
    assert done.returncode == 141, "as a shell reports any tool that a closed pipe has ended"

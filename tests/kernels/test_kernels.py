"""The numeric part of the tests once more, as other processors compute.

Matrix kernels and vector functions differ in the last bits from processor to processor: what passes on one may fail
on the next. The names of instructions and of kernels are checked in the very process that runs the tests.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kernels.kernels import KERNELS, Kernel

ROOT = Path(__file__).parents[2]
CORE = ROOT / "tests" / "core"
# All of core's tests but those about texts, files, threads and processes. A new one is numeric unless named here.
TEXTS = {
    "course", "data/test_curves", "experiment/test_hostile", "experiment/test_settings", "guess/test_reading",
    "guess/test_rooms", "handout", "learning/test_edit_links", "record/test_plain", "replay/test_command",
    "sweep/test_axes", "sweep/test_command", "sweep/test_reading", "tape/test_cache", "tape/test_command",
    "tasks/descent/test_derivative_code", "test_command", "test_course", "test_imports", "test_lesson_files",
    "test_lessons", "test_terminal", "wire",
}  # fmt: skip
PAGES = ("linear", "notebooks")  # they show a run's numbers to all digits
DRAWN = "not any_text and not any_link and not round_trip"  # links and texts by the thousand are the same everywhere


def is_numeric(path: Path) -> bool:
    """Whether neither a file of core's tests nor its room is named above."""
    name = path.relative_to(CORE).with_suffix("")
    return TEXTS.isdisjoint({name.parts[0], name.as_posix()})


ENGINE = list(filter(is_numeric, sorted(CORE.rglob("test_*.py"))))
NUMERIC = [*map(str, ENGINE), *(str(ROOT / f"tests/pages/test_{page}.py") for page in PAGES), "-k", DRAWN]
LONGEST = 1800  # s; a minute on two quiet cores, and a busy machine is no failure


def left_out(kernel: Kernel) -> str:
    """Why the tests are not run on it; empty where they are."""
    return kernel.missing() or ("all other tests of this run are run on it" if kernel.is_here() else "")


@pytest.fixture(scope="module")
def running(tmp_path_factory, request):
    """A process for each other kernel that is wanted and can run here, all at once, and each one's file."""
    folder, started = tmp_path_factory.mktemp("kernels"), {}
    calls = (getattr(item, "callspec", None) for item in request.session.items)
    wanted = {call.params["kernel"] for call in calls if call and "kernel" in call.params}
    line = [sys.executable, "-m", "tests.kernels.kernels", *NUMERIC, "-q", "-n0", "--no-header", "--tb=short"]
    try:
        for kernel in filter(wanted.__contains__, KERNELS):
            if not left_out(kernel):
                path = folder / kernel.name
                with path.open("w", encoding="utf-8") as out:
                    process = subprocess.Popen(
                        line, cwd=ROOT, env=kernel.environment(), stdout=out, stderr=subprocess.STDOUT
                    )
                started[kernel] = process, path
        yield started
    finally:
        for process, _ in started.values():
            process.kill()
            process.wait()


# The oldest differs most from what is common now; the others are for those who have the time.
OLDEST, *OTHERS = KERNELS


@pytest.mark.parametrize(
    "kernel", [OLDEST, *(pytest.param(each, marks=pytest.mark.long) for each in OTHERS)], ids=lambda kernel: kernel.name
)
def test_the_numeric_part_passes(kernel: Kernel, running):
    if left_out(kernel):
        pytest.skip(left_out(kernel))
    process, path = running[kernel]
    code = process.wait(LONGEST)
    first, _, report = path.read_text(encoding="utf-8").partition("\n")
    assert first.startswith("{"), first + report
    used = json.loads(first)
    assert used["blas"] in kernel.said, used
    assert not [name for name in used["simd"] if kernel.lacks(name)], used
    if code != 0:
        failures = report[max(report.find("\n==="), 0) :]  # without the dots
        pytest.fail(f"as {kernel.name} computes ({first}):{failures}", pytrace=False)
    assert " passed" in report


def test_each_kernel_is_refused_where_it_would_crash():
    """Instructions that a processor lacks are an invalid opcode, and the end of the process."""
    impossible = Kernel("Future", ("Future",), needs=("AVX4096",))
    assert "AVX4096" in impossible.missing()


def test_what_numpy_is_kept_from_goes_by_the_names_of_every_version():
    old, middle, new = KERNELS
    for name in ("AVX512F", "AVX512_SKX", "AVX512_ICL", "X86_V4"):
        assert old.lacks(name) and middle.lacks(name) and not new.lacks(name)
    for name in ("AVX2", "FMA3", "X86_V3"):
        assert old.lacks(name) and not middle.lacks(name) and not new.lacks(name)

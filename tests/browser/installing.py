"""Debian's packages for tests, installed where a test run finds them missing and may."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # not a Unix
    fcntl = None


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Test processes that run side by side install one after the other; the later ones find what the first brought."""
    with (Path(tempfile.gettempdir()) / "gradient-stage-tests.lock").open("w") as lock:
        if fcntl:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install_debians(*packages: str) -> bool:
    """Tries to install packages with apt-get; only root may. Returns whether it was tried."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    run(["apt-get", "update", "-qq"], 120)
    run(["apt-get", "install", "-y", "-qq", *packages], 400)
    return True


def run(command: list[str], seconds: float) -> None:
    """Runs a command in silence; what it brought is looked for afterwards, so that it failed needs no telling."""
    try:
        subprocess.run(command, timeout=seconds, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return

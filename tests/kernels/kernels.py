"""Processors that this one can stand for: the kernel that OpenBLAS takes, and the instructions that NumPy uses.

As a program, `python -m tests.kernels.kernels <arguments of pytest>` says in its first line, as JSON, what it computes
with, and then runs the tests in the same process.
"""

import ctypes
import json
import os
import platform
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from types import ModuleType

import numpy as np
import pytest

AVX2 = ("X86_V3", "AVX2", "FMA3")  # as NumPy from 2.4 on and before calls it
_CORE_NAMES = ("scipy_openblas_get_corename64_", "openblas_get_corename64_", "openblas_get_corename")


@dataclass(frozen=True)
class Kernel:
    """`name` is OpenBLAS's for OPENBLAS_CORETYPE, `said` what it then calls itself; `needs` are the processor's
    instructions, without which it would crash; NumPy is kept from using what `lacks` says."""

    name: str
    said: tuple[str, ...]
    needs: tuple[str, ...] = ()
    lacks_avx2: bool = False
    lacks_avx512: bool = False

    def lacks(self, feature: str) -> bool:
        """Whether the processor that this kernel was written for has no such instructions."""
        is_avx512 = feature == "X86_V4" or feature.startswith("AVX512")
        return (self.lacks_avx512 and is_avx512) or (self.lacks_avx2 and feature in AVX2)

    def environment(self) -> dict[str, str]:
        """Of a process that computes with it."""
        disabled = " ".join(filter(self.lacks, dispatched()))
        return {**os.environ, "OPENBLAS_CORETYPE": self.name, "NPY_DISABLE_CPU_FEATURES": disabled}

    def is_here(self) -> bool:
        """Whether this process computes with it anyway."""
        return blas_kernel() in self.said and not any(map(self.lacks, dispatched()))

    def missing(self) -> str:
        """Why it cannot run here; empty where it can."""
        if platform.machine() not in ("x86_64", "AMD64"):
            return f"{self.name} is a kernel for x86-64, this is {platform.machine()}"
        if blas_kernel() is None:
            return "NumPy's BLAS is not an OpenBLAS that can be asked for its kernel"
        absent = [feature for feature in self.needs if not _core().__cpu_features__.get(feature)]
        return f"{self.name} needs {', '.join(absent)}, which NumPy does not find here" if absent else ""


KERNELS = (
    Kernel("Prescott", ("Prescott", "Katmai"), lacks_avx2=True, lacks_avx512=True),  # OpenBLAS has one for all so old
    Kernel("Haswell", ("Haswell",), needs=("AVX2", "FMA3"), lacks_avx512=True),
    Kernel("SkylakeX", ("SkylakeX",), needs=("AVX2", "FMA3", "AVX512_SKX")),
)


def _core() -> ModuleType:
    """NumPy's compiled module; before NumPy 2 it lay in `numpy.core`."""
    folder = "numpy._core" if np.lib.NumpyVersion(np.__version__) >= "2.0.0" else "numpy.core"
    return sys.modules[f"{folder}._multiarray_umath"]


def dispatched() -> Iterable[str]:
    """The instructions that NumPy chose when it was imported, beyond those that it takes for granted."""
    return [name for name in _core().__cpu_dispatch__ if _core().__cpu_features__.get(name)]


def blas_kernel() -> str | None:
    """The kernel that OpenBLAS uses in this process; None where NumPy's BLAS cannot be asked."""
    library = ctypes.CDLL(_core().__file__)  # a symbol is looked for in what it links to as well
    for name in _CORE_NAMES:
        if hasattr(library, name):
            ask = getattr(library, name)
            ask.restype = ctypes.c_char_p
            return ask().decode()
    return None


if __name__ == "__main__":
    print(json.dumps({"blas": blas_kernel(), "simd": list(dispatched())}), flush=True)
    sys.exit(pytest.main(sys.argv[1:]))

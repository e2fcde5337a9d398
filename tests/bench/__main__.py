"""The benches: python -m tests.bench runs all, python -m tests.bench hall --seconds 20 one. They assert nothing."""

import subprocess
import sys

from tests.bench.parts import PARTS

chosen, options = (sys.argv[1:2], sys.argv[2:]) if sys.argv[1:] else (PARTS, [])
if not set(chosen) <= set(PARTS):
    sys.exit(f"{chosen[0]}: no such part; there are {', '.join(PARTS)}")
for name in chosen:
    print(f"\n## {name}\n", flush=True)
    subprocess.run([sys.executable, "-m", f"tests.bench.{name}", *options], check=True)

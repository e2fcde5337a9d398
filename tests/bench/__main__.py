"""All benches, one after the other: python -m tests.bench. They measure and assert nothing."""

import subprocess
import sys

for name in ("engine", "stage", "descent"):
    print(f"\n## {name}\n", flush=True)
    subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=True)

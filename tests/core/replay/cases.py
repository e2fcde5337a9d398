"""The notebooks' cases and cells, and what the replay makes of any settings."""

from core.replay import NOTEBOOKS, all_cases, notebook, run_case

CASES = list(all_cases().values())
CELLS = [cell for name in NOTEBOOKS for cell in notebook(name)]


def ids(items):
    return [item["id"] for item in items]


def got(op, /, **config):
    return run_case({"config": {"op": op, **config}})

"""A sweep on its page: what its pictures are told of it, and where they find its parts."""

import hashlib
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from core.record.say import Say
from core.sweep.axes import write_axis
from core.sweep.outcome import Outcome
from core.sweep.reading import to_query
from core.sweep.sweep import Sweep
from core.sweep.training import train
from core.tasks.registry import TASKS, write_link
from core.wire.packet import pack
from pages.player import sweep as player
from pages.ui import shell
from pages.web.address import LONGEST_ADDRESS, served, version
from pages.web.swept import FILES, told
from pages.words.setting_words import setting_name, title
from pages.words.told_sweep import labels, value_label


def sweep_stage(sweep: Sweep, say: Say, show: str, on_show: Any) -> None:
    """Mounts it. on_show: told what the colours are to say."""
    player.mount(pack(opening(sweep, say, show)), key="sweep_stage", on_show=on_show)


def opening(sweep: Sweep, say: Say, show: str) -> dict[str, Any]:
    """All that the pictures are told; without addresses of our own the parts themselves."""
    task, language = sweep.base.task, shell.language()
    name = hashlib.blake2b(f"{task}?{to_query(sweep)}".encode(), digest_size=8).hexdigest()
    head = {
        "id": f"{name}.{language}", "sweep": name, "title": title(sweep.base, say), "seeds": sweep.seeds,
        "axes": [_axis(sweep, axis, say) for axis in sweep.axes], "runs": sweep.n_runs, "parts": sweep.n_parts,
        "show": show, "lab": TASKS[task].page, "command": command(sweep), "labels": labels(say), "locale": language,
        "file": f"gradient-stage-sweep-{task}-{name[:6]}",
    }  # fmt: skip
    query = f"{to_query(sweep)}&{urlencode({'lang': language, 'v': version()})}"
    if not served() or len(query) > LONGEST_ADDRESS:
        with st.spinner(say("sweep_computing")):
            return head | _carried(sweep, language)
    files = [{"kind": kind, "mime": mime} for kind, (mime, _) in FILES.items()]
    return head | {"tape": f"tape/{task}/sweep/", "query": query, "files": files}


def _axis(sweep, axis, say):
    return {
        "key": axis.key, "name": setting_name(sweep.base, axis.key, say), "values": list(axis.texts),
        "labels": [value_label(sweep, axis.key, text, say) for text in axis.texts],
    }  # fmt: skip


def command(sweep: Sweep) -> str:
    """What prints the same on a command line."""
    over = " ".join(f"--over {write_axis(axis, kind=type(sweep.base))}" for axis in sweep.axes)
    link = write_link(sweep.base) or f"task={sweep.base.task}"
    return f"python -m core.sweep '{link}' {over} --seeds {sweep.seeds}"


@lru_cache(maxsize=4)
def _outcomes(sweep: Sweep) -> list[list[Outcome]]:
    runs = [sweep.part(number) for number in range(sweep.n_parts)]
    return [train(sweep.runs(part.start, part.stop)) for part in runs]


def _carried(sweep, language):
    """The parts themselves, and the files of all runs."""
    parts = _outcomes(sweep)
    runs = [outcome for part in parts for outcome in part]
    files = [{"kind": kind, "mime": mime, "text": write(sweep, runs)} for kind, (mime, write) in FILES.items()]
    return {"carried": [told(sweep, k, parts[: k + 1], language) for k in range(sweep.n_parts)], "files": files}

"""One run handed out: the files that are made of it."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from core.experiment.experiment import Experiment
from core.experiment.link import from_pairs, to_pairs, to_query
from core.handout.exports import history_csv, parameters_json, row_json
from core.tape.cache import TapeStore
from core.tasks.handout import file_name, notebook, script
from core.tasks.registry import TASKS
from core.wire import whole
from core.wire.pieces import run_id
from pages.figures.staging import Build
from pages.player.offline import alone, offline_page
from pages.ui import handed_page
from pages.ui.export import Export
from pages.web.opened import scene_of
from pages.words import translator
from pages.words.setting_words import setting_rows, title
from pages.words.told import captioner


@dataclass(frozen=True)
class Run:
    """What an export is made of. `base`: the page's address without settings; `at`: the step on screen, if known."""

    e: Experiment
    build: Build
    language: str
    base: str
    at: int | None

    @property
    def link(self) -> str:
        """The address of exactly this."""
        view = [("lang", self.language)] + ([("at", str(self.at))] if self.at else [])
        return f"{self.base}?{'&'.join(filter(None, (to_query(self.e), urlencode(view))))}"

    def file_name(self, suffix: str) -> str:
        """Says which run it is: the same run always has the same name, another one another name."""
        return file_name(self.e, suffix).replace(".", f"-{run_id(self.e)[:6]}.")

    @property
    def facts(self) -> dict[str, Any]:
        """For the words of a line."""
        return {"step": self.at}

    @property
    def sweep(self) -> bool:
        return TASKS[self.e.task].run.at_once


def _page(run, shared):
    with handed_page.one_at_a_time:
        return _made(run, shared)


@lru_cache(maxsize=4)
def _made(run: Run, shared: TapeStore) -> bytes:
    e, say = run.e, translator(run.language)
    scene = scene_of(run.build, e, run.language)
    versions = alone(shared, e, scene, captioner(e, say), lambda action: _link_of(run, action), run.at)
    return offline_page(versions, words=_words(run, say), style=handed_page.style(), of=run_id(e))


def _words(run, say):
    def note(strides: tuple[int, ...], rounded: bool) -> str:
        kept = say("out_every") if strides == (1,) else say("out_some", stride=strides[0])
        return f"{kept} {say('out_rounded')}" if rounded else kept

    return handed_page.words(
        say, note, language=run.language, title=title(run.e, say), link=run.link, origin=say("out_origin"),
        rows=setting_rows(run.e, say),
    )  # fmt: skip


def _link_of(run, action):
    """Where a stage's button leads: to this run with those settings; None if it is no setting, or not allowed."""
    asked = dict(parse_qsl(action))
    changed, problems = from_pairs(list((dict(to_pairs(run.e)) | asked).items()), kind=type(run.e))
    if not asked or any(problem.is_error for problem in problems):
        return None
    return Run(changed, run.build, run.language, run.base, None).link


def _history(run, shared):
    steps = whole.each_step(whole.pieces(shared, run.e))
    return history_csv(run.e, steps, run.link)


def _parameters(run, shared):
    pieces = whole.pieces(shared, run.e)
    step = pieces[-1].last if run.at is None else min(run.at, pieces[-1].last)
    if run.sweep:
        rows = {name: values[step] for name, values in whole.each_step(pieces).items()}
        return row_json(run.e, rows, step, pieces[-1].stop, run.link)
    trainer = shared.trainer(run.e, step)
    return parameters_json(run.e, trainer.theta, step, trainer.measure(), pieces[-1].stop, run.link)


def _script(run, _shared):
    return script(run.e, link=run.link, language=run.language)


def _notebook(run, _shared):
    return notebook(run.e, link=run.link, language=run.language)


def file_of(e: Experiment) -> Path:
    """What the task's scripts read. Raises LookupError where they read nothing."""
    if file := TASKS[e.task].file:
        return file
    raise LookupError(f"scripts of the task {e.task} read no file")


def _data(run, _shared):
    return file_of(run.e).read_bytes()


def _reads_a_file(run):
    return TASKS[run.e.task].file is not None


def _data_name(run):
    """What scripts read has the name by which they ask for it."""
    return file_of(run.e).name


def _parameters_why(run):
    return f"out_{'row' if run.sweep else 'parameters'}_why{'_end' if run.at is None else ''}"


def _always(key):
    return lambda run: key


EXPORTS: tuple[Export[Run], ...] = (
    Export("html", "text/html", _page, _always("out_page"), _always("out_page_why")),
    Export("ipynb", "application/x-ipynb+json", _notebook, _always("out_notebook"), _always("out_notebook_why")),
    Export("py", "text/x-python", _script, _always("out_script"), _always("out_script_why")),
    Export(
        "npz", "application/octet-stream", _data, _always("out_data"), _always("out_data_why"), _reads_a_file,
        _data_name,
    ),
    Export("csv", "text/csv", _history, _always("out_history"), _always("out_history_why")),
    Export(
        "json", "application/json", _parameters,
        lambda run: "out_values" if run.sweep else "out_parameters", _parameters_why,
    ),
)  # fmt: skip

"""What a run is handed out as: a list of files to download, each made when it is asked for."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from core.experiment.experiment import Experiment
from core.experiment.link import from_pairs, to_pairs, to_query
from core.handout.exports import history_csv, parameters_json, row_json
from core.record.say import Say
from core.tape.cache import TapeStore
from core.tasks.handout import file_name, notebook, script
from core.tasks.registry import TASKS
from core.wire import whole
from core.wire.pieces import run_id
from core.wire.shared import store
from pages.figures.staging import Build
from pages.player.offline import TooLargeError, Words, offline_page
from pages.player.save import save
from pages.web.opened import scene_of
from pages.words import translator
from pages.words.setting_words import setting_rows, title
from pages.words.told import captioner

_THEME = ("background-color", "secondary-background-color", "text-color", "primary-color")


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

    @property
    def sweep(self) -> bool:
        return TASKS[self.e.task].run.at_once


@dataclass(frozen=True)
class Export:
    """One line of the list: `make(run, store)` gives the file; `name(run)` and `why(run)` the keys of its words.

    `fits(e)`: whether the list has it.
    """

    suffix: str
    mime: str
    make: Callable[[Run, TapeStore], str | bytes]
    name: Callable[[Run], str]
    why: Callable[[Run], str]
    fits: Callable[[Experiment], bool] = lambda e: True


@st.fragment
def draw(e: Experiment, scene_builder: Build, say: Say, language: str, at: int | None) -> None:
    """The list of downloads, wherever it is called. Nothing is made before a button is pressed."""
    run = Run(e, scene_builder, language, (st.context.url or "").split("?")[0], at)
    asked = None
    for export in (export for export in EXPORTS if export.fits(e)):
        with st.container(horizontal=True, vertical_alignment="center", key=f"out-{export.suffix}-line"):
            label = say(export.name(run))
            if st.button(label, key=f"out-{export.suffix}", icon=":material/download:", width="stretch"):
                asked = export
            st.markdown(say(export.why(run), step=run.at))
    if asked:
        _hand_over(run, asked, say)


def _hand_over(run, export, say):
    with st.spinner(say("out_making")):
        try:
            content = export.make(run, store())
        except TooLargeError:
            st.error(say("out_failed"))
            return
    save(
        content.encode() if isinstance(content, str) else content, _file_name(run, export), export.mime, key="out-file"
    )


def _file_name(run, export):
    """Says which run it is: the same run always has the same name, another one another name. What scripts read has the
    name by which they ask for it."""
    if export.make is _data:
        return _file_of(run.e).name
    return file_name(run.e, export.suffix).replace(".", f"-{run_id(run.e)[:6]}.")


# ---- the files ---------------------------------------------------------------------------------------

_one_at_a_time = threading.Lock()  # a lecture hall asks for one page a hundred times: it is made once


def _page(run, shared):
    with _one_at_a_time:
        return _made(run, shared)


@lru_cache(maxsize=4)
def _made(run: Run, shared: TapeStore) -> bytes:
    e, say = run.e, translator(run.language)
    scene = scene_of(run.build, e, run.language)
    return offline_page(
        shared, e, scene, captioner(e, say), words=_words(run, say), link_of=lambda action: _link_of(run, action),
        style=_style(), at=run.at,
    )  # fmt: skip


def _words(run, say):
    def note(stride: int, rounded: bool) -> str:
        kept = say("out_every") if stride == 1 else say("out_some", stride=stride)
        return f"{kept} {say('out_rounded')}" if rounded else kept

    return Words(
        language=run.language, title=title(run.e, say), link=run.link, rows=setting_rows(run.e, say), note=note,
        open=say("out_open"), theme=say("out_theme"), settings=say("out_settings"), origin=say("out_origin"),
        keys=say("keys"), needs_script=say("out_needs_script"), needs_browser=say("out_needs_browser"),
    )  # fmt: skip


def _link_of(run, action):
    """Where a stage's button leads: to this run with those settings; None if it is no setting, or not allowed."""
    asked = dict(parse_qsl(action))
    changed, problems = from_pairs(list((dict(to_pairs(run.e)) | asked).items()), kind=type(run.e))
    if not asked or any(problem.is_error for problem in problems):
        return None
    return Run(changed, run.build, run.language, run.base, None).link


def _style():
    """The app's own colours, by theme, as the player reads them."""
    themes = "".join(
        f":root[data-theme={theme}] {{ {' '.join(_color(theme, name) for name in _THEME)} }}\n"
        for theme in ("light", "dark")
    )
    return f":root {{ --st-font: {st.get_option('theme.font')}; }}\n{themes}"


def _color(theme, name):
    first, *rest = name.split("-")
    option = first + "".join(word.capitalize() for word in rest)
    return f"--st-{name}: {st.get_option(f'theme.{theme}.{option}')};"


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


def _file_of(e) -> Path:
    """What the task's scripts read. Raises LookupError where they read nothing."""
    if file := TASKS[e.task].file:
        return file
    raise LookupError(f"scripts of the task {e.task} read no file")


def _data(run, _shared):
    return _file_of(run.e).read_bytes()


def _reads_a_file(e):
    return TASKS[e.task].file is not None


def _parameters_why(run):
    return f"out_{'row' if run.sweep else 'parameters'}_why{'_end' if run.at is None else ''}"


def _always(key):
    return lambda run: key


EXPORTS = (
    Export("html", "text/html", _page, _always("out_page"), _always("out_page_why")),
    Export("ipynb", "application/x-ipynb+json", _notebook, _always("out_notebook"), _always("out_notebook_why")),
    Export("py", "text/x-python", _script, _always("out_script"), _always("out_script_why")),
    Export("npz", "application/octet-stream", _data, _always("out_data"), _always("out_data_why"), _reads_a_file),
    Export("csv", "text/csv", _history, _always("out_history"), _always("out_history_why")),
    Export(
        "json", "application/json", _parameters,
        lambda run: "out_values" if run.sweep else "out_parameters", _parameters_why,
    ),
)  # fmt: skip

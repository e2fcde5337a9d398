"""Several runs on one clock handed out: files of all of them."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from core.experiment.link import from_pairs, to_pairs
from core.handout.exports import parameters
from core.pair.exports import pair_csv, pair_json
from core.pair.pair import Pair
from core.tape.cache import TapeStore
from core.tasks.handout import file_name, notebook, script
from core.tasks.registry import TASKS
from core.wire import whole
from core.wire.together import pair_id
from pages.figures.staging import Staging
from pages.player.offline import offline_page, together
from pages.ui import handed_page
from pages.ui.export import Export
from pages.ui.handed_run import file_of
from pages.web.opened import pair_scene_of, whole_story
from pages.words import translator
from pages.words.told_pair import captioner, kept_words, pair_rows, pair_title


@dataclass(frozen=True)
class Runs:
    """What an export is made of. `base`: the page's address without settings; `at`: the step on screen, if known."""

    pair: Pair
    staging: Staging
    language: str
    base: str
    at: int | None

    @property
    def link(self) -> str:
        """The address of exactly this."""
        view = [("lang", self.language)] + ([("at", str(self.at))] if self.at else [])
        return f"{self.base}?{self.pair.query}&{urlencode(view)}"

    @property
    def facts(self) -> dict[str, Any]:
        """For the words of a line."""
        return {"count": len(self.pair.runs)}

    def file_name(self, suffix: str) -> str:
        """Says that it is of several, and of which: the same runs always have the same name."""
        return file_name(self.pair, suffix).replace(".", f"-{pair_id(self.pair)[:6]}.")


def _page(runs, shared):
    with handed_page.one_at_a_time:
        return _made(runs, shared)


@lru_cache(maxsize=4)
def _made(runs: Runs, shared: TapeStore) -> bytes:
    pair, say = runs.pair, translator(runs.language)
    scene = pair_scene_of(runs.staging, pair, runs.language)
    told = [captioner(pair, say)(event) for event in whole_story(pair)]
    versions = together(shared, pair, scene, told, lambda action: _link_of(runs, action), runs.at)
    return offline_page(versions, words=_words(runs, say), style=handed_page.style(), of=pair_id(pair))


def _words(runs, say):
    def note(strides: tuple[int, ...], rounded: bool) -> str:
        return kept_words(runs.pair, strides, rounded, say)

    return handed_page.words(
        say, note, language=runs.language, title=pair_title(runs.pair, say), link=runs.link,
        origin=say("out_pair_origin"), rows=pair_rows(runs.pair, say),
    )  # fmt: skip


def _link_of(runs, action):
    """Where a stage's button leads: to these runs without one of them or with another on stage, or to the one on stage
    with those settings; None if it is nothing that a link says, or not allowed."""
    stage, *kept = runs.pair.runs
    name, _, number = action.partition("=")
    if name in ("drop", "stage"):
        meant = runs.pair.runs[int(number)]
        left = [e for e in kept if e != meant] if name == "drop" else [stage if e == meant else e for e in kept]
        return _linked(runs, stage if name == "drop" else meant, left)
    asked = dict(parse_qsl(action))
    changed, problems = from_pairs(list((dict(to_pairs(stage)) | asked).items()), kind=type(stage))
    if not asked or any(problem.is_error for problem in problems):
        return None
    return _linked(runs, changed, kept)


def _linked(runs, stage, kept):
    return Runs(Pair.of(stage, kept, runs.pair.clock), runs.staging, runs.language, runs.base, None).link


def _history(runs, shared):
    histories = [whole.each_step(whole.pieces(shared, e)) for e in runs.pair.runs]
    return pair_csv(runs.pair, histories, runs.link)


def _parameters(runs, shared):
    said = [_parameters_of(runs, k, shared) for k in range(len(runs.pair.runs))]
    return pair_json(runs.pair, said, runs.link)


def _parameters_of(runs, k, shared):
    """At the step that the run has made when the pair is at the one on screen."""
    e, end = runs.pair.runs[k], whole.pieces(shared, runs.pair.runs[k])[-1]
    trainer = shared.trainer(e, end.last if runs.at is None else runs.pair.own_step(k, runs.at, end.last))
    return parameters(e, trainer.theta, trainer.step, trainer.measure(), end.stop)


def _script(runs, _shared):
    return script(runs.pair, link=runs.link, language=runs.language)


def _notebook(runs, _shared):
    return notebook(runs.pair, link=runs.link, language=runs.language)


def _data(runs, _shared):
    return file_of(runs.pair.runs[0]).read_bytes()


def _reads_a_file(runs):
    return TASKS[runs.pair.runs[0].task].file is not None


def _data_name(runs):
    return file_of(runs.pair.runs[0]).name


def _always(key):
    return lambda runs: key


def _parameters_why(runs):
    return "out_pair_parameters_why_end" if runs.at is None else "out_pair_parameters_why"


EXPORTS: tuple[Export[Runs], ...] = (
    Export("html", "text/html", _page, _always("out_page"), _always("out_pair_page_why")),
    Export("ipynb", "application/x-ipynb+json", _notebook, _always("out_notebook"), _always("out_pair_notebook_why")),
    Export("py", "text/x-python", _script, _always("out_script"), _always("out_pair_script_why")),
    Export(
        "npz", "application/octet-stream", _data, _always("out_data"), _always("out_data_why"), _reads_a_file,
        _data_name,
    ),
    Export("csv", "text/csv", _history, _always("out_history"), _always("out_pair_history_why")),
    Export("json", "application/json", _parameters, _always("out_parameters"), _parameters_why),
)  # fmt: skip

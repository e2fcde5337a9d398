"""What several runs on stage are handed out as: the files, their names, and the link in each of them."""

import csv
import io
import json
import re
from functools import reduce

import pytest

from core.tape.cache import TapeStore
from core.tasks.together import read_runs
from core.wire.carried_together import fitting_together, versions_together
from core.wire.pieces import make_piece
from pages.figures.staged import STAGED
from pages.player import offline
from pages.player.offline import LIMIT
from pages.ui.handed_run import Run
from pages.ui.handed_runs import EXPORTS, Runs, _link_of, _made
from pages.web.opened import pair_scene_of
from pages.words import WORDS, translator
from pages.words.told_pair import kept_words, pair_rows, pair_title

BASE = "https://example.org/app/logic_gates"
QUERY = "lr=0.1&epochs=40&vs=epochs%3D30%7Cbatch%3D2%26opt%3Dgd%26epochs%3D40&clock=samples"


@pytest.fixture(scope="module")
def store():
    return TapeStore(make_piece)


def runs_of(query, language="en", at=None):
    pair, problems = read_runs(query)
    assert not problems
    return Runs(pair, STAGED[pair.runs[0].task], language, BASE, at)


def files(runs, store):
    return {export.suffix: export.make(runs, store) for export in EXPORTS if export.fits(runs)}


def test_every_file_has_the_exact_link_of_all_runs(store):
    made = files(runs_of(QUERY, at=7), store)
    link = f"{BASE}?{QUERY}&lang=en&at=7"
    assert list(made) == ["html", "ipynb", "py", "csv", "json"]
    assert link.replace("&", "&amp;") in made["html"].decode() and f"# {link}" in made["py"]
    assert f"<{link}>" in json.loads(made["ipynb"])["cells"][0]["source"][-1]
    assert next(csv.DictReader(io.StringIO(made["csv"])))["link"] == link
    assert json.loads(made["json"])["link"] == link


def test_the_parameters_are_of_each_runs_own_step(store):
    said = json.loads(files(runs_of(QUERY, at=7), store)["json"])
    assert [(run["run"], run["step"]) for run in said["runs"]] == [("A", 7), ("B", 14), ("C", 7)]
    rows = {row["samples"]: row for row in csv.DictReader(io.StringIO(files(runs_of(QUERY), store)["csv"]))}
    for run in said["runs"]:
        assert float(rows["28"][f"{run['run']}_loss"]) == pytest.approx(run["loss"], rel=1e-12)
    ends = json.loads(files(runs_of(QUERY), store)["json"])["runs"]
    assert [run["step"] for run in ends] == [run["end"]["step"] for run in ends] == [30, 80, 40]


def test_names_say_that_it_is_several_and_which():
    names = [runs_of(query).file_name("csv") for query in (QUERY, QUERY.replace("samples", "epoch"), QUERY)]
    assert re.fullmatch(r"gradient-stage-gates-xor-3-runs-[0-9a-f]{6}\.csv", names[0])
    assert names[0] == names[2] != names[1]


def test_digits_bring_the_file_that_their_scripts_read(store):
    runs = runs_of("task=digits&epochs=1&batch=300&vs=epochs%3D1%26batch%3D100%26size%3D7")
    (npz,) = [export for export in EXPORTS if export.suffix == "npz"]
    assert npz.fits(runs) and npz.called(runs) == "digits.npz" and npz.make(runs, store)[:2] == b"PK"
    assert not npz.fits(runs_of(QUERY))


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize(
    ("query", "kept"),
    [
        (QUERY, {"en": "Every step is kept", "ja": "全ステップ"}),
        ("task=sine&epochs=900&vs=epochs%3D30", {"en": "one step in so many: A 1, B 5", "ja": "A 1、B 5"}),
        ("task=digits&epochs=1&batch=300&vs=epochs%3D1%26batch%3D100", {"en": "Every step", "ja": "全ステップ"}),
    ],
)
def test_the_page_has_all_runs_is_small_and_says_what_it_keeps(store, query, kept, language):
    page = _made(runs_of(query, language), store)
    assert len(page) <= LIMIT and kept[language] in page.decode()


def test_the_run_that_takes_the_most_gives_way_first(store):
    runs = runs_of("task=sine&epochs=900&hidden=64-64&vs=epochs%3D30")
    scene = pair_scene_of(runs.staging, runs.pair, "en")
    versions = list(versions_together(store, runs.pair, scene))
    sizes = [version.nbytes for version in versions]
    assert sizes == sorted(sizes, reverse=True)
    large = [version.tapes[0].nbytes for version in versions]
    first = next(k for k, version in enumerate(versions) if version.tapes[1].nbytes < versions[0].tapes[1].nbytes)
    assert len(set(large[:first])) == first and len(set(large[first - 1 :])) == 1, "the small run comes last"
    assert fitting_together(store, runs.pair, scene, 1).nbytes == sizes[-1]
    assert all(version.stride % version.tapes[0].stride == 0 for version in versions)


def test_each_run_carries_what_its_own_pictures_show(store):
    runs = runs_of("lr=0.1&epochs=20&vs=epochs%3D20%26hidden%3D16-16")
    whole = next(versions_together(store, runs.pair, pair_scene_of(runs.staging, runs.pair, "en")))
    stage, kept = (tape.pieces[0].arrays for tape in whole.tapes)
    assert "loss" in stage and "loss" in kept and "params" in stage and "theta" in kept
    assert not any(":" in name for name in kept)


def test_what_does_not_fit_is_thinned_until_it_does(store, monkeypatch):
    runs = runs_of("task=sine&epochs=300&hidden=64-64&vs=epochs%3D200%26hidden%3D64-64")
    most = len(_made(runs, store)) - 200_000
    monkeypatch.setattr(offline, "LIMIT", most)
    page = _made.__wrapped__(runs, store)
    assert len(page) <= most and "one step in" in page.decode()


def test_buttons_lead_to_the_app_with_what_they_ask_for():
    runs = runs_of(QUERY, at=7)
    assert (
        _link_of(runs, "drop=1")
        == f"{BASE}?lr=0.1&epochs=40&vs=batch%3D2%26opt%3Dgd%26epochs%3D40&clock=samples&lang=en"
    )
    assert _link_of(runs, "lr=0.5").startswith(f"{BASE}?lr=0.5&epochs=40&vs=epochs%3D30%7Cbatch")
    assert _link_of(runs, "clock=epoch") is None and _link_of(runs, "") is None and _link_of(runs, "lr=fast") is None
    assert _link_of(runs, "stage=1") == (
        f"{BASE}?epochs=30&vs=lr%3D0.1%26epochs%3D40%7Cbatch%3D2%26opt%3Dgd%26epochs%3D40&clock=samples&lang=en"
    )
    both = runs_of("lr=0.1&vs=lr%3D0.2")
    assert _link_of(both, "drop=1") == Run(both.pair.runs[0], both.staging.scene, "en", BASE, None).link


def between(say, *parts):
    return reduce(lambda first, then: say("pair_and", first=first, then=then), parts)


@pytest.mark.parametrize("language", WORDS)
def test_settings_stand_once_where_all_runs_have_the_same(language):
    say, pair = translator(language), runs_of(QUERY).pair
    rows = dict(pair_rows(pair, say))
    assert len(rows) == len(pair_rows(pair, say))
    assert rows[say("set_seed")] == "7"
    assert rows[say("set_lr")] == between(say, "A 0.02", "B 0.02", "C 0.1")
    assert rows[say("set_b1")] == between(say, "A 0.9", "C 0.9"), "B has no use for it"
    assert pair_title(pair, say).endswith(between(say, "A", "B", "C"))
    assert "7" in kept_words(pair, (7, 7, 7), False, say)

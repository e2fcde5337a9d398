"""Links with every value hostile, as Streamlit runs the pages: the page plays, and each bad value is named."""

import pytest

from core.experiment.link import from_pairs
from core.experiment.values import settings_of
from core.tasks.registry import TASKS
from core.wire.packet import unpack
from core.wire.pieces import run_id
from pages.words import WORDS
from tests.pages.asking import ask
from tests.pages.opening import open_home, packets

PAGES = {name: task.page for name, task in TASKS.items()}
HOSTILE = (
    "nan", "1e999", "-0", "9" * 40, "", "a" * 5000, "１２", "a\x00b", "<script>alert(1)</script>",
    "![x](javascript:alert(1))", "' OR 1=1;--", "$x^2$ :red[a] **b** :smile:", "{key}", "-inf", "\u202e٣",
)  # fmt: skip
VIEWS = (
    {"at": "-1"}, {"at": "1e9"}, {"at": "9" * 30, "lang": "xx"}, {"lang": ["ja", "en"]}, {"embed": "maybe"},
    {"view": "<b>,,loss_log", "lecture": "2", "play": "yes", "hide": "everything"}, {"lesson": "<b>$x$"},
)  # fmt: skip
JUNK = {"embed_options": "show_everything", "<b>": "1", "__class__": "x", "": "nobody", "task": "gates"}


def arrive(app, query):
    """By a link on the page itself."""
    app.query_params.clear()
    for key, value in (query | {"go": "1"}).items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


@pytest.fixture(params=PAGES)
def page(request):
    app = open_home()
    app.switch_page(f"pages/{PAGES[request.param]}.py").run()
    return request.param, app


def test_every_value_hostile(page):
    task, app = page
    keys = list(settings_of(TASKS[task].kind))
    for turn, view in enumerate(VIEWS):
        settings = {key: HOSTILE[(i + 3 * turn) % len(HOSTILE)] for i, key in enumerate(keys)}
        arrive(app, settings | JUNK | view)
        expected, problems = from_pairs([*settings.items(), ("task", "gates")], kind=TASKS[task].kind)
        said = " ".join(warning.value for warning in app.warning)
        for problem in problems:
            assert problem.key in said, (problem, said)
        (packet,) = packets(app)
        assert packet["run"] == run_id(expected)
        part = unpack(ask(f"/{packet['tape']}0", packet["query"]).body)
        assert part["run"] == packet["run"] and part["pieces"] and not part["remarks"]
        assert not set("<>[]$") & set(said), "nothing that Markdown would take for more than letters"
        assert app.session_state["lang"] in WORDS


def test_repeated_keys_are_named_and_the_first_counts(page):
    task, app = page
    key = next(iter(settings_of(TASKS[task].kind)))
    kind = TASKS[task].kind
    default = settings_of(kind)[key].write(getattr(kind(), key))
    arrive(app, {key: [default, "nan", default]})
    assert any(key in warning.value for warning in app.warning)
    assert packets(app)[0]["run"] == run_id(kind())

"""Every control of every page, pressed as Streamlit runs the pages: each choice once, then every pair of settings.

What there is to press is found on the page, so that a new control is pressed without anybody remembering it.
"""

import random
import re

import pytest
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup

from core.experiment.link import from_pairs
from core.experiment.values import settings_of, settle
from core.tasks.registry import TASKS
from core.wire.packet import unpack
from core.wire.pieces import run_id
from tests.pages.opening import KINDS, open_page

# Short runs: what is pressed counts here, not what is learned.
FEW = {"sine": {"points": "9"}}
PAGES = {
    name: (task.page, {key: "3" for key in ("epochs", "steps") if key in settings_of(task.kind)} | FEW.get(name, {}))
    for name, task in TASKS.items()
} | {"blocks": ("building_blocks", {})}
# The forms of sine and digits are that of the gates, with other settings.
OFTEN = [task if task not in ("sine", "digits") else pytest.param(task, marks=pytest.mark.long) for task in PAGES]
SHARED = ("language", "share", "lecture")  # of the bar on top of every page; see test_the_bar below
LONGEST_DETOUR = 4  # presses without a new pair
NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")


def open_form(task: str) -> AppTest:
    page, query = PAGES[task]
    return open_page(f"pages/{page}.py", **query)


def leaves(node):
    children = getattr(node, "children", None)
    return [node] if children is None else [leaf for child in children.values() for leaf in leaves(child)]


def key_of(control) -> str:
    return control.key.split("--")[0]


def controls(app: AppTest) -> dict:
    """What a hand can press now, by key."""
    fields = [each for kind in (*KINDS, "button") for each in getattr(app, kind)]
    return {key_of(each): each for each in fields if each.key and not each.disabled and each.key not in SHARED}


def choices(control) -> list:
    """Everything that the control can be set to besides what it shows; for numbers a step up and down."""
    if control.type == "button_group":
        return list(control.options) if not control._is_single_select else others(control, control.formatted_values)
    if control.type in ("selectbox", "select_slider"):
        return others(control, [control.format_func(control.value)])
    if control.type == "number_input":
        return [step for step in (-1, 1) if control.min <= control.value + step <= control.max]
    return ["press"]


def others(control, shown) -> list:
    return [option for option in control.options if option not in shown]


class Chosen(ButtonGroup):
    """Says which of its buttons are pressed by what stands on them."""

    formatted_values = ()


def press(app: AppTest, control, choice) -> None:
    """What a hand does, and all that follows from it."""
    if control.type == "button_group":
        before = [] if control._is_single_select else list(control.formatted_values)
        control.__class__, control.formatted_values = Chosen, sorted({*before} ^ {choice})
    elif control.type == "selectbox":
        control.select_index(control.options.index(choice))
    elif control.type == "select_slider":
        control.set_value(choice)
    elif control.type == "number_input":
        control.set_value(control.value + choice)
    elif control.type == "toggle":
        control.set_value(not control.value)
    elif control.type == "text_input":
        control.set_value(NUMBER.sub(lambda number: nudged(number.group()), control.value, count=1))
    else:
        control.click()
    app.run()


def nudged(number: str) -> str:
    """A number nearby: still allowed wherever this one is, and another one each time."""
    value = float(number)
    return f"{value * 0.97:.6g}" if value else "0.03"


def check(app: AppTest, task: str, pressed: str) -> None:
    """No error box, one player, the run on stage is that of the form, the address says it."""
    assert not app.exception, f"{pressed}: {app.exception[0].value if app.exception else ''}"
    wanted = app.session_state[f"{task}.wanted"]
    settled, _ = settle(wanted)
    address = [(key, app.query_params[key]) for key in app.query_params if key in settings_of(type(wanted))]
    assert from_pairs(address, kind=type(wanted))[0] == settled, pressed
    protos = [getattr(node, "proto", None) for node in leaves(app._tree)]
    stages = [unpack(proto.bytes)["run"] for proto in protos if isinstance(proto, BidiComponent) and proto.bytes]
    assert stages == ([run_id(settled)] if task in TASKS else []), pressed


@pytest.mark.parametrize("task", OFTEN)
def test_each_choice_of_each_control(task):
    app, done = open_form(task), set()
    while fresh := [
        (key, choice)
        for key, control in controls(app).items()
        for choice in choices(control)
        if (key, choice) not in done
    ]:
        key, choice = fresh[0]
        done.add((key, choice))
        press(app, controls(app)[key], choice)
        check(app, task, f"{key}: {choice}")
    print(f"{task}: {len(done)} presses")


def walk_pairs(task, may_press) -> str:
    """Each control after each other that is on the page at the same time, as far as a walk gets that takes a new pair
    where it can."""
    app, draw, done, last, stale = open_form(task), random.Random(1), set(), None, 0
    while stale < LONGEST_DETOUR:
        here = {key: control for key, control in controls(app).items() if may_press(control) and choices(control)}
        fresh = [key for key in here if (last, key) not in done]
        key = draw.choice(fresh or list(here))
        stale = 0 if fresh else stale + 1
        done.add((last, key))
        choice = draw.choice(choices(here[key]))
        press(app, here[key], choice)
        check(app, task, f"{key}: {choice} after {last}")
        last = key
    return f"{task}: {len(done)} pairs"


def changes_the_form(control) -> bool:
    """Numbers are pressed alike whatever stands beside them; these change what there is to press."""
    return control.type in ("selectbox", "toggle", "button_group") or key_of(control).endswith("-layers")


@pytest.mark.long
@pytest.mark.parametrize("task", PAGES)
def test_each_choice_after_each_other(task):
    print(walk_pairs(task, changes_the_form))


@pytest.mark.long
@pytest.mark.parametrize("task", PAGES)
def test_each_setting_after_each_other(task):
    print(walk_pairs(task, lambda control: True))

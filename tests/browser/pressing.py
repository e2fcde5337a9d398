"""A hand that presses whatever it finds on a page, and looks after each press whether all is well."""

import json
import re
import time
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Error as PlaywrightError

from core.blocks.settings import BlocksSettings
from core.experiment.link import ADDRESS_KEYS, from_pairs
from core.experiment.values import settings_of
from core.learning.learner import Learner
from core.lessons import PAGES
from core.pair.pair import Pair
from core.tasks.registry import TASKS
from core.tasks.together import with_kept
from core.wire.pieces import run_id
from core.wire.together import pair_id
from pages.words import translator
from pages.words.setting_words import setting_value
from tests.browser.conftest import Stage

PATIENCE = 20.0  # seconds until what was pressed must have arrived; a race, if it takes longer
NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
# Streamlit looks for its server beside the page first, on every direct load of a page (docs/deploying.md).
# A run whose path is a straight line has no plane of its own: the landscape asks, is refused and says so in words.
KNOWN = re.compile(r"/_stcore/(health|host-config)$|\(Bad Request\) \S+/landscape\?")

_KINDS = {
    ".stSelectbox": "select", ".stNumberInput": "number", ".stTextInput": "text", ".stCheckbox": "switch",
    ".stSlider": "slider", ".stButtonGroup": "group", ".stButton": "button", ".stPopover": "popover",
    ".gs-player :is(button, select)": "player",
}  # fmt: skip
# What lies in an open popover stands last in the document, and first here: it is pressed while it is open. The small
# tools at each picture's head are the same for all: one picture's stand for them.
_LIST = """(kinds) => {
  const visible = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;
  const found = [];
  for (const [selector, kind] of Object.entries(kinds)) {
    for (const e of document.querySelectorAll(selector)) {
      if (!visible(e) || e.closest('.st-key-topbar') || e.parentElement.closest('.stPopover')) continue;
      const inner = e.matches('button, select') ? e : e.querySelector('button, input, [role=slider]');
      const box = e.closest('[class*="st-key-"]');
      const key = box && /st-key-([\\w-]+?)(--\\d+)?(\\s|$)/.exec(box.className)[1];
      const own = e.dataset.gs ?? e.dataset.gsToggle ?? null;
      const words = own ?? (kind === 'player' || kind === 'popover' ? e.innerText.split('\\n')[0] : null);
      const places = ['[data-testid=stPopoverBody], .gs-menu-list', '[data-testid=stSidebar]', '*'];
      const within = places.findIndex((place) => e.closest(place));
      const panel = e.closest('[data-gs-panel], [data-gs=caption], [data-gs=transport]');
      const inPanel = () => [...panel.querySelectorAll('button')].indexOf(e);
      const where = e.matches('.gs-tool, .gs-menu-item') ? 'picture' : panel?.dataset.gsPanel ?? panel?.dataset.gs;
      const inPlayer = () => `${where}: ${own ?? inPanel()}`;
      const name = kind === 'player' ? inPlayer() : kind === 'popover' ? e.innerText.split('\\n')[0] : key;
      e.dataset.pressing = `${kind} ${name}`;
      found.push({ kind, name, within, disabled: Boolean(inner?.disabled) });
    }
  }
  return found.filter(({ disabled, name }) => !disabled && name).sort((a, b) => a.within - b.within);
}"""
_SEEN = """(page) => {
  const said = {};
  for (const box of document.querySelectorAll(`[class*="st-key-${page}-"]`)) {
    const key = new RegExp(`st-key-${page}-([\\w]+)(--\\d+)?(\\s|$)`).exec(box.className)?.[1];
    const input = box.querySelector('input');
    if (!key || !input || !box.checkVisibility() || box.querySelector('[data-testid=stAlert]')) continue;
    said[key] = input.type === 'checkbox' ? (input.checked ? '1' : '0') : input.value;
  }
  const players = [...document.querySelectorAll('[data-gs=player]')];
  return {
    said, url: location.href, players: players.length, run: players[0]?.__gs.state().run ?? null,
    broken: Boolean(document.querySelector('[data-testid=stException]')),
    busy: !document.querySelector('[data-test-script-state=notRunning]'),
  };
}"""


def _on_stage(e, query):
    """The name of the run, or of those that the address keeps beside one another."""
    runs, _ = with_kept(e, query)
    return pair_id(runs) if isinstance(runs, Pair) else run_id(e)


@dataclass(frozen=True)
class Control:
    """Something to press. `within`: 0 an open popover or menu, 1 the side bar, 2 the page."""

    kind: str
    name: str
    within: int


class Hand:
    """On one page. Every press waits until the page has answered it whole, and checks that it did."""

    def __init__(self, stage: Stage, path: str):
        self.stage, self.page = stage, stage.page
        self.task = PAGES.get(path.partition("?")[0], "blocks")
        self.kind = TASKS[self.task].kind if self.task in TASKS else BlocksSettings
        self.complaints: list[str] = []
        self.pressed: list[str] = []
        self.page.on("console", self._console)
        self.page.set_default_timeout(1000 * PATIENCE / 4)

    def _console(self, message):
        said = f"{message.text} {message.location.get('url', '')}"
        if message.type == "error" and not KNOWN.search(said):
            self.complaints.append(said)

    # ---- what there is to press ------------------------------------------------------------------

    def controls(self) -> list[Control]:
        """What is in sight and can be pressed, each once; what lies in an open popover first."""
        found = [Control(each["kind"], each["name"], each["within"]) for each in self.page.evaluate(_LIST, _KINDS)]
        return list(dict.fromkeys(found))

    def choices(self, control: Control) -> list[str]:
        """What the control can be set to besides what it shows; nothing if it has just been taken away."""
        return self._patiently(control, lambda place: self._choices(control, place)) or []

    def _choices(self, control, place):
        if control.kind == "select":
            shown = place.get_by_role("combobox").input_value()
            return [option for option in self.options(control) if option != shown]
        if control.kind == "group":
            return place.locator("button:not([data-selected=true])").all_inner_texts()
        if control.kind == "number":
            steps = {"up": "stNumberInputStepUp", "down": "stNumberInputStepDown"}
            return [step for step, name in steps.items() if place.get_by_test_id(name).is_enabled()]
        if control.kind == "slider":
            least, at, most = place.locator("input[type=range]").first.evaluate("(e) => [e.min, e.value, e.max]")
            return ["ArrowRight"] * (at != most) + ["ArrowLeft"] * (at != least)
        if control.kind == "player" and control.name.endswith("speed"):
            return ["0.5", "0.25"]
        return [""]

    def options(self, control: Control) -> list[str]:
        """All that a list offers."""
        self.controls()
        self._place(control).get_by_role("combobox").click()
        options = self.page.get_by_role("option").all_inner_texts()
        self.page.keyboard.press("Escape")
        return options

    def _place(self, control):
        """Where `controls` has just seen it."""
        return self.page.locator(f"[data-pressing={json.dumps(f'{control.kind} {control.name}')}]").first

    # ---- pressing ----------------------------------------------------------------------------------

    def press(self, control: Control, choice: str = "") -> None:
        """Presses and waits for the answer. Raises AssertionError if anything is wrong after it."""
        self.pressed.append(f"{control.kind} {control.name} {choice}".strip())
        self._patiently(control, lambda place: getattr(self, f"_{control.kind}")(place, choice))
        self.page.wait_for_timeout(100)  # until Streamlit has sent it, all is as it was before
        self.check()

    def _patiently(self, control, act):
        """Streamlit may draw a control anew under the hand, and the run may take it away."""
        for last in (False, False, True):
            if control not in self.controls():
                return None
            try:
                return act(self._place(control))
            except PlaywrightError as error:
                if last:
                    raise AssertionError(self._story(str(error))) from None

    def go(self, way: str) -> None:
        """Back or forward in the browser's history, as long as that stays on this page."""
        here = urlsplit(self.page.url).path
        self.pressed.append(way)
        getattr(self.page, f"go_{way}")()
        if urlsplit(self.page.url).path != here:  # where the window began
            self.page.go_forward()
        self.check()

    def _select(self, place, choice):
        box = place.get_by_role("combobox")
        box.click()
        self.page.get_by_role("option", name=choice, exact=True).click()
        self._until(lambda: box.input_value() == choice, f"the list shows {choice}")

    def _number(self, place, choice):
        field = place.get_by_test_id("stNumberInputField")
        before = int(field.input_value())
        place.get_by_test_id({"up": "stNumberInputStepUp", "down": "stNumberInputStepDown"}[choice]).click()
        wanted = str(before + {"up": 1, "down": -1}[choice])
        self._until(lambda: field.input_value() == wanted, f"the number is {wanted}")

    def _text(self, place, _choice):
        field = place.get_by_test_id("stTextInputField")
        text = NUMBER.sub(lambda number: nudged(number.group()), field.input_value(), count=1)
        field.fill(text)
        field.press("Enter")
        self._until(lambda: field.input_value() == text, f"the field keeps {text}")

    def _switch(self, place, _choice):
        box = place.locator("input[type=checkbox]")
        before = box.is_checked()
        place.locator("label").first.click()
        self._until(lambda: box.is_checked() != before, "the switch has turned")

    def _slider(self, place, choice):
        thumb = place.locator("input[type=range]").first
        before = thumb.get_attribute("aria-valuetext")
        thumb.focus()
        self.page.keyboard.press(choice)
        self._until(lambda: thumb.get_attribute("aria-valuetext") != before, "the slider has moved")

    def _group(self, place, choice):
        place.locator("button").get_by_text(choice, exact=True).click()

    def _button(self, place, _choice):
        place.locator("button:visible").first.click()

    def _popover(self, place, _choice):
        """Opened, or closed again."""
        place.locator("button").click()

    def _player(self, place, choice):
        if choice:
            place.select_option(choice)
        else:
            place.click()

    # ---- looking -----------------------------------------------------------------------------------

    def check(self) -> None:
        """No error box, one player, the run on stage is that of the form, the address says it, no console error."""
        self._until(lambda: not self._wrong(), self._wrong)
        assert not self.complaints and not self.stage.errors, self._story(str(self.complaints + self.stage.errors))

    def _wrong(self) -> str:
        """What is not as it should be at this moment; empty if all is well."""
        seen = self.page.evaluate(_SEEN, self.task)
        if seen["broken"] or seen["busy"]:
            return "an error box" if seen["broken"] else "still running"
        if seen["players"] != (1 if self.task in TASKS else 0):
            return f"{seen['players']} players"
        query = [pair for pair in parse_qsl(urlsplit(seen["url"]).query) if pair[0] not in ADDRESS_KEYS]
        e, problems = from_pairs(query, kind=self.kind)
        if problems:
            return f"the address: {problems}"
        if self.task in TASKS and seen["run"] != _on_stage(e, urlsplit(seen["url"]).query):
            return f"the run on stage is not that of the address, {query}"
        # What a hand changed on the way counts from there on, and the form shows what counts in the end.
        return self._form_differs(replace(e.at(e.total), edits=e.edits) if isinstance(e, Learner) else e, seen["said"])

    def _form_differs(self, e, said):
        for key, shown in said.items():
            setting = settings_of(self.kind).get(key)
            if setting is None or not setting.used(e):
                continue
            wanted = setting_value(e, key, translator("en")) if setting.choices else shown
            value = getattr(e, key) if setting.choices else setting.parse(shown.strip())
            if shown != wanted or value != getattr(e, key):
                return f"the form shows {key} = {shown}, the address says {setting.write(getattr(e, key))}"
        return ""

    def _until(self, holds, what):
        deadline = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > deadline:
                raise AssertionError(self._story(what() if callable(what) else f"never: {what}"))
            self.page.wait_for_timeout(40)

    def _story(self, what):
        return f"{what}; after {' → '.join(self.pressed[-6:])}; {self.page.url}"


def nudged(number: str) -> str:
    """A number nearby: still allowed wherever this one is, and another one each time."""
    value = float(number)
    return f"{value * 0.97:.6g}" if value else "0.03"

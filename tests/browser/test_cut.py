"""No word is cut, nothing runs past the window's side: on every page, in both languages, on large and small screens."""

import pytest

from core.tasks.registry import TASKS
from tests.browser.conftest import open_stage
from tests.browser.touch import PHONE

PAGES = (
    "", "lessons", "sweep", "building_blocks", "notebooks", *(task.page for task in TASKS.values()),
    "logic_gates?opt=gd&vs=hidden%3D2%7Chidden%3D8", "logic_gates?opt=gd&sel=w1.1.1",
    "sine_regression?opt=gd&points=30&batch=10",
    "digits?opt=gd&sel=h1.2", "descent?walkers=gd:0.1;momentum:0.01:0.8",
    "sweep?epochs=20&over=hidden:2,3,4,6,8,10&over=opt:gd,momentum,nesterov,adagrad,rmsprop,adam&seeds=2",
)  # fmt: skip
READY = """() => {
  if (!document.documentElement.dataset.gsShell || document.querySelector('[data-testid=stSkeleton]')) return false;
  const [player, sweep] = ['player', 'sweep'].map((name) => document.querySelector(`[data-gs=${name}]`));
  return (!player || player.__gs.state().frames > 0) && (!sweep || sweep.__gs.state().whole);
}"""
# Lists of the browser's own tell nothing of their words' widths: these are measured, beside the arrow.
CUT = """() => {
  const ARROW = 16;
  const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && e.clientWidth > 1
    && getComputedStyle(e).clipPath === 'none' && !e.closest('.st-key-pages');
  const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
  const pen = document.createElement('canvas').getContext('2d');
  const choices = all('select').flatMap((list) => {
    const { font, paddingLeft, paddingRight } = getComputedStyle(list);
    pen.font = font;
    const room = list.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - ARROW;
    return [...list.options].map(({ text }) => text).filter((text) => pen.measureText(text).width > room + 0.5);
  });
  const words = 'input[role=combobox], [data-testid=stWidgetLabel] p, [data-testid=stPageLink] p, button, button p,'
    + ' .gs-title, .gs-value, .gs-action, .gs-heat th, .gs-part, .gs-keep-words, .gs-from-words';
  const short = all(words).filter((e) => getComputedStyle(e).display !== 'inline' && e.scrollWidth > e.clientWidth + 1);
  const main = document.querySelector('[data-testid=stMain]');
  const aside = main.scrollWidth > main.clientWidth || document.documentElement.scrollWidth > innerWidth;
  return [...choices, ...short.map((e) => e.value || e.innerText), ...(aside ? ['scrolls sideways'] : [])];
}"""


@pytest.mark.long
@pytest.mark.parametrize("window", [{}, {"viewport": {"width": 1920, "height": 1080}}, PHONE])
@pytest.mark.parametrize("locale", ["en-US", "ja-JP"])
def test_no_word_is_cut_on_any_page(browser, server, locale, window):
    with open_stage(browser, server.url, locale=locale, **window) as stage:
        cut = {}
        for path in PAGES:
            stage.page.goto(stage.url + path)
            stage.page.wait_for_function(READY)
            stage.settle()
            if stage.control("settings").is_visible():
                stage.control("settings").click()
            cut[path] = stage.page.evaluate(CUT)
        assert not any(cut.values()), {path: words for path, words in cut.items() if words}

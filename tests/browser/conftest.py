"""A real server and a real browser, one of each for the whole run."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.browser import installing

ROOT = Path(__file__).parents[2]
BROWSER_ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)  # fmt: skip
# The headless shell first: pages come a sixth sooner.
INSTALLED = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
    "microsoft-edge",
)  # fmt: skip
NO_BROWSER = (
    "No browser for the browser tests: none is installed, Playwright could not download one, and apt-get could not "
    "install chromium. Install Chromium or Chrome, or leave these tests out with --no-browser."
)
# Where a point of a plot's axes is on the screen.
_PLACE = """([panel, x, y]) => {
  const plot = document.querySelector(`[data-gs-panel=${panel}] .js-plotly-plot`);
  const { left, top } = plot.getBoundingClientRect();
  const { xaxis, yaxis } = plot._fullLayout;
  const share = (value, [low, high]) => (value - low) / (high - low);
  return [left + xaxis._offset + share(x, xaxis.range) * xaxis._length,
          top + yaxis._offset + (1 - share(y, yaxis.range)) * yaxis._length];
}"""


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(address: str, alive: Callable[[], bool] = lambda: True, seconds: float = 60.0) -> None:
    """Until something answers there. Raises OSError when time is up, or when who should answer is no longer alive."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            if time.monotonic() > deadline or not alive():
                raise
            time.sleep(0.05)


class Server:
    """The app in the folder `root`, served on a free port of 127.0.0.1; `base` is its --server.baseUrlPath."""

    def __init__(self, base: str = "", root: Path = ROOT):
        self.port, self.base, self.root = free_port(), base, root
        self.process: subprocess.Popen | None = None
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/" + (f"{self.base}/" if self.base else "")

    def command(self) -> list[str]:
        command = [
            sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port),
            "--server.address", "127.0.0.1", "--server.headless", "true", "--server.fileWatcherType", "none",
        ]  # fmt: skip
        return command + (["--server.baseUrlPath", self.base] if self.base else [])

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command(), cwd=self.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_for(f"{self.url}_stcore/health", lambda: self.process.poll() is None)

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def serving(base: str = "", root: Path = ROOT):
    server = Server(base, root)
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def server():
    with serving() as running:
        yield running


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright):
    running = find_browser(playwright)
    yield running
    running.close()


def find_browser(playwright: Playwright) -> Browser:
    """A browser that is installed, else Playwright's own, else Debian's package when root. Fails in one line."""
    path = _installed(playwright) or _brought(playwright)
    if not path:
        pytest.fail(NO_BROWSER, pytrace=False)
    return playwright.chromium.launch(executable_path=path, args=list(BROWSER_ARGUMENTS))


def _brought(playwright):
    with installing.one_at_a_time():
        return _installed(playwright) or _playwrights(playwright) or _debians(playwright)


def _installed(_playwright):
    return next(filter(None, map(shutil.which, INSTALLED)), None)


def _playwrights(playwright):
    path = playwright.chromium.executable_path
    if not Path(path).exists():
        installing.run([sys.executable, "-m", "playwright", "install", "chromium"], 240)
    return path if Path(path).exists() else None


def _debians(playwright):
    return _installed(playwright) if installing.install_debians("chromium-headless-shell", "fonts-noto-cjk") else None


class Stage:
    """A page with the player on it, as a person uses it."""

    def __init__(self, page: Page, url: str):
        self.page, self.url = page, url
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, path: str = "logic_gates", **wait) -> "Stage":
        self.page.goto(self.url + path)
        return self.ready(**wait)

    def ready(self, timeout: float = 30_000) -> "Stage":
        """Waits until a run is on screen and the page, if it is one of the app's, hears keys."""
        self.page.wait_for_function(
            "() => { const r = document.querySelector('[data-gs=player]');"
            " const heard = !document.querySelector('.st-key-shell') || document.documentElement.dataset.gsShell;"
            " return heard && r && r.__gs && r.__gs.state().run && r.__gs.state().frames > 0; }",
            timeout=timeout,
        )
        return self

    @property
    def state(self) -> dict:
        return self.page.wait_for_function(
            "() => { const r = document.querySelector('[data-gs=player]'); return r && r.__gs && r.__gs.state(); }"
        ).json_value()

    def until(self, condition: str, timeout: float = 10_000) -> dict:
        """Waits for a JavaScript condition on the player's state `s`, and returns that state."""
        self.page.wait_for_function(
            f"() => {{ const r = document.querySelector('[data-gs=player]'); if (!r || !r.__gs) return false;"
            f" const s = r.__gs.state(); return {condition}; }}",
            timeout=timeout,
        )
        return self.state

    def place(self, panel: str, x: float, y: float) -> list[float]:
        """The pixel, from the window's corner, where (x, y) of the panel's axes is."""
        return self.page.evaluate(_PLACE, [panel, x, y])

    def follow(self, group: str, page: str) -> None:
        """To a page by the bar on top, as its words say it."""
        self.page.locator(".st-key-pages").get_by_role("button", name=group).click()
        self.page.get_by_test_id("stPopoverBody").get_by_role("link", name=page).click()

    def control(self, name: str):
        return self.page.locator(f"[data-gs={name}]")

    def settle(self) -> None:
        """Waits until Streamlit has no script running."""
        self.page.wait_for_function("() => !document.querySelector('[data-testid=stStatusWidget]')")


@pytest.fixture(scope="session")
def window(browser: Browser):
    """One browser window for many tests: what it has fetched and compiled once, it keeps."""
    with _window(browser) as context:
        yield context


@pytest.fixture
def stage(window: BrowserContext, server: Server):
    """The app in an English browser window of a projector's size, which remembers nothing of other tests."""
    try:
        yield from _stage(window, server.url)
    finally:
        _forget(window)


def _forget(window):
    with suppress(PlaywrightError):
        window.pages[0].evaluate("localStorage.clear()")
    for page in window.pages:
        page.close()
    window.set_offline(False)
    window.clear_cookies()
    window.clear_permissions()


@contextmanager
def open_stage(browser: Browser, url: str, **options):
    """The app in a window of its own, with nothing cached."""
    with _window(browser, **options) as context:
        yield from _stage(context, url)


@contextmanager
def _window(browser, **options):
    settings = {"viewport": {"width": 1280, "height": 720}, "locale": "en-US", "color_scheme": "light"} | options
    context = browser.new_context(**settings)
    context.set_default_timeout(30_000)
    try:
        yield context
    finally:
        with suppress(PlaywrightError):
            context.close()


def _stage(context, url):
    opened = Stage(context.new_page(), url)
    yield opened
    assert not opened.errors, f"errors in the page: {opened.errors}"

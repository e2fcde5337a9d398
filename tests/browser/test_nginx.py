"""Two processes behind nginx: an even spread, pages that play, downloads, and what happens when a process is killed."""

import gzip
import re
import time
import urllib.request
from collections import Counter
from http.cookiejar import CookieJar
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.web.modules import PLOTLY
from pages.web.modules import kept as address
from tests.browser.conftest import open_stage
from tests.browser.downloads import open_list, take
from tests.browser.nginx import Hall, find_nginx, wait_for

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    find_nginx()
    running = Hall(tmp_path_factory.mktemp("hall"))
    yield running
    running.stop()


def visitor():
    """A browser's way with addresses: it keeps its cookies."""
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))


def finished(frame) -> bool:
    """Streamlit says that the page has been drawn."""
    return ForwardMsg.FromString(frame).WhichOneof("type") == "script_finished"


def test_visitors_are_spread_evenly_and_each_stays_with_one_process(hall):
    for number in range(150):
        someone = visitor()
        for turn in range(3 if number < 20 else 1):
            someone.open(f"{hall.url}_stcore/health?visitor={number}.{turn}").read()
    visits = hall.served("?visitor=", 190)
    assert {status for _, status, _ in visits} == {200}
    ports_of = {seat: {port for port, _, s in visits if s == seat} for *_, seat in visits}
    assert len(ports_of) == 150 and all(len(ports) == 1 for ports in ports_of.values())
    shares = Counter(port for ports in ports_of.values() for port in ports)
    assert len(shares) == 2 and min(shares.values()) >= 0.35 * 150, shares


def test_a_made_up_seat_is_replaced(hall):
    request = urllib.request.Request(f"{hall.url}_stcore/health", headers={"Cookie": "seat=first"})
    with urllib.request.urlopen(request) as answer:
        drawn = [text for text in answer.headers.get_all("Set-Cookie") if text.startswith("seat=")]
        assert len(drawn) == 1 and re.fullmatch(r"seat=[0-9a-f]{32}; Path=/; HttpOnly; SameSite=Lax", drawn[0])


def test_shared_files_are_compressed_and_kept_and_carry_no_cookie(hall):
    request = urllib.request.Request(f"{hall.url}app/static/player/player.js", headers={"Accept-Encoding": "gzip"})
    for _ in range(2):
        with urllib.request.urlopen(request) as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            assert answer.headers["Set-Cookie"] is None


@pytest.mark.parametrize("file", [address("js"), address("css"), f"kept/{PLOTLY}"])
def test_the_player_comes_from_nginx_itself_as_the_process_has_compressed_it(hall, file):
    hall.forget()
    bodies = []
    for accepted in ("gzip", "gzip", "identity"):
        request = urllib.request.Request(f"{hall.url}{file}", headers={"Accept-Encoding": accepted})
        with urllib.request.urlopen(request) as answer:
            assert answer.headers["Set-Cookie"] is None and "immutable" in answer.headers["Cache-Control"]
            assert answer.headers["Content-Encoding"] == (None if accepted == "identity" else "gzip")
            bodies.append(answer.read())
    assert bodies[0] == bodies[1] and gzip.decompress(bodies[0]) == bodies[2]
    hall.flush()
    assert len(hall.served(file, 0)) == 1


def test_killing_a_process_moves_its_users_with_experiment_and_step(hall, browser):
    with open_stage(browser, hall.url) as stage:
        stage.open("logic_gates?gate=and&seed=11&epochs=400")
        stage.control("play").click()
        stage.until("s.playing && s.step > 30")
        stage.control("play").click()
        step = stage.until("!s.playing && !s.request")["step"]
        stage.page.wait_for_function(f"() => location.search.includes('at={step}')")
        before = stage.state
        port = hall.served("/_stcore/health")[-1][0]  # Streamlit looks there before it opens its websocket
        drawn = []
        hear = lambda data: finished(data) and drawn.append(True)  # noqa: E731
        stage.page.on("websocket", lambda socket: socket.on("framereceived", hear))
        with stage.page.expect_websocket():
            hall.kill(port)
            killed = time.monotonic()
        assert time.monotonic() - killed < 5.0
        while not drawn:  # the new session draws the page without being asked by a hand
            stage.page.wait_for_timeout(50)
        after = stage.state
        assert (after["run"], after["step"]) == (before["run"], step)
        target = stage.page.locator("[data-gs-panel=table] button").first
        target.click()
        stage.until(f"s.run !== '{before['run']}' && s.buffered.length")
        address = dict(parse_qsl(urlsplit(stage.page.url).query))
        assert address == {"gate": "xnor", "seed": "11", "epochs": "400"}
        assert hall.served("/_stcore/host-config")[-1][0] != port
    wait_for(f"http://127.0.0.1:{port}/_stcore/health")  # and it is started again


def test_downloads_work(hall, browser, tmp_path):
    """In both processes: the file comes out of the session, over its websocket."""
    ports = set()
    while len(ports) < 2:
        with open_stage(browser, hall.url) as stage:
            stage.open("logic_gates?gate=and&epochs=40")
            ports.add(hall.served("/_stcore/health")[-1][0])
            open_list(stage, "Download")
            rows = take(stage, "csv", tmp_path).read_text().splitlines()
            assert len(rows) == 1 + 41 and "gate=and" in rows[1]

"""Tapes through nginx, from two processes on two addresses: one experiment, one process; then nobody trains again."""

import gzip
import http.client
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from core.record.timeline import Timeline
from core.tasks.registry import read_link
from core.wire.packet import unpack
from pages.web.address import version
from tests.browser.nginx import Hall, find_nginx

pytestmark = pytest.mark.long
KEPT = f"&lang=en&v={version()}"
CLIENTS = 6


@pytest.fixture(scope="module", params=["", "lab"], ids=["at the root", "under a path"])
def hall(request, tmp_path_factory):
    find_nginx()
    running = Hall(tmp_path_factory.mktemp("hall"), ("127.0.0.1", "127.0.0.2"), request.param)
    yield running
    running.stop()


def experiments(first, many):
    """Settings that nobody has asked for before, with the addresses of all their parts."""
    for seed in range(first, first + many):
        task, settings = ("gates", f"seed={seed}&epochs=130") if seed % 2 else ("sine", f"seed={seed}&epochs=90")
        e, _ = read_link(f"task={task}&{settings}")
        yield f"{task}/{settings}", [f"tape/{task}/{k}?{settings}" for k in range(Timeline(e.total).n_chunks)]


def fetch(hall, paths, method="GET", **headers):
    """[(status, headers, body)] over one connection, one after the other."""
    address = urlsplit(hall.url)
    line = http.client.HTTPConnection(address.netloc, timeout=60)
    answers = []
    for path in paths:
        line.request(method, address.path + path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        answer = line.getresponse()
        answers.append((answer.status, answer.headers, answer.read()))
    line.close()
    return answers


def by_everybody(hall, paths):
    """The bodies, which are the same for each of several clients who come at the same time, one way or the other."""
    with ThreadPoolExecutor(CLIENTS) as pool:
        ways = [paths if k % 2 else paths[::-1] for k in range(CLIENTS)]
        answers = [list(some) for some in pool.map(lambda way: fetch(hall, way, Accept_Encoding="gzip"), ways)]
    assert {status for some in answers for status, *_ in some} == {200}
    bodies = [[body for *_, body in (some if k % 2 else some[::-1])] for k, some in enumerate(answers)]
    assert all(some == bodies[0] for some in bodies)
    return bodies[0]


def ports(hall, settings):
    """Which process was asked for each part of an experiment that did not come from nginx itself."""
    hall.flush()
    return [port for port, *_ in hall.served(f"?{settings.split('/')[1]}&", 0)]


def test_each_experiment_is_trained_in_one_process_and_then_read_from_nginx(hall):
    wanted = dict(experiments(7000, 30))
    paths = [path + KEPT for some in wanted.values() for path in some]
    first = by_everybody(hall, paths)
    asked = {settings: ports(hall, settings) for settings in wanted}
    assert all(len(set(found)) == 1 for found in asked.values()), asked
    assert len({found[0] for found in asked.values()}) == 2, "both processes train"
    assert by_everybody(hall, paths) == first
    assert {settings: ports(hall, settings) for settings in wanted} == asked, "no process was asked again"


def test_windows_languages_and_versions_go_where_the_parts_are(hall):
    for settings, parts in experiments(7100, 8):
        window = parts[0].replace("/0?", "/3-9?")
        ways = [parts[0], parts[0] + KEPT, parts[0] + "&lang=ja", parts[0] + "&v=0000", window + KEPT]
        query = settings.split("/")[1]
        explained = parts[0].replace("/0?", "/explain/3?")
        ways += [explained + KEPT, f"{explained}&sel=b1.1&sample=2&lang=ja"]
        ways += [parts[-1].replace(query, f"lang=ja&{query}"), parts[-1].replace(query, f"v=1&{query}&lang=en")]
        assert [status for status, *_ in fetch(hall, ways)] == [200] * len(ways)
        hall.flush()
        found = [port for port, *_ in hall.served(query)]
        assert len(found) == len(ways) and len(set(found)) == 1, found


def test_what_is_kept_is_opened_for_those_who_cannot_and_carries_no_seat(hall):
    ((settings, parts),) = experiments(7200, 1)
    part = parts[0] + KEPT
    ((_, packed_headers, packed),) = fetch(hall, [part], Accept_Encoding="gzip, br")
    for accepts in ("identity", "gzip;q=0", "br", None):
        extra = {"Accept_Encoding": accepts} if accepts else {}
        ((status, headers, body),) = fetch(hall, [part], **extra)
        assert (status, headers["Content-Encoding"], body) == (200, None, gzip.decompress(packed))
    assert packed_headers["Content-Encoding"] == "gzip" and unpack(body)["task"] == settings.split("/")[0]
    for said in (packed_headers, headers):
        assert said["Set-Cookie"] is None and said["Vary"] == "Accept-Encoding"
        assert "immutable" in said["Cache-Control"] and said["Access-Control-Allow-Origin"] == "*"
    assert len(ports(hall, settings)) == 1


def test_what_somebody_has_is_not_sent_again(hall):
    ((settings, parts),) = experiments(7300, 1)
    for part, asked in ((parts[0] + KEPT, 1), (parts[0] + "&lang=en", 2)):
        ((_, headers, _),) = fetch(hall, [part])
        ((status, _, body),) = fetch(hall, [part], If_None_Match=headers["ETag"])
        assert (status, body) == (304, b"")
        assert len(ports(hall, settings)) == asked, "without a version the process says whether it is the same"
        hall.forget()


def test_a_range_counts_in_the_parts_own_bytes_and_is_not_kept(hall):
    ((_, parts),) = experiments(7400, 1)
    part = parts[0] + KEPT
    ((status, headers, some),) = fetch(hall, [part], Range="bytes=4-23", Accept_Encoding="gzip")
    ((_, _, whole),) = fetch(hall, [part])
    assert (status, some) == (206, whole[4:24]) and headers["Content-Range"] == f"bytes 4-23/{len(whole)}"


def test_refusals_are_not_kept(hall):
    for path, wanted in (("tape/gates/0?hidden=x" + KEPT, 400), ("tape/gates/99999?seed=1" + KEPT, 404)):
        hall.forget()
        for _ in range(2):
            ((status, headers, _),) = fetch(hall, [path])
            assert status == wanted and headers["Set-Cookie"] is None
        hall.flush()
        assert len(hall.served(path)) == 2
    ((status, *_),) = fetch(hall, ["tape/gates/0?seed=1" + KEPT], method="POST")
    assert status == 405


def test_the_experiments_of_a_machine_that_is_lost_go_to_the_other(hall):
    wanted = dict(experiments(7500, 12))
    fetch(hall, [parts[0] + KEPT for parts in wanted.values()])
    homes = {settings: ports(hall, settings)[0] for settings in wanted}
    gone, stays = hall.first, hall.first + 1
    assert set(homes.values()) == {gone, stays}
    hall.lose(gone)
    hall.forget()
    answers = fetch(hall, [part + KEPT for parts in wanted.values() for part in parts])
    assert {status for status, *_ in answers} == {200}
    for settings, parts in wanted.items():
        assert ports(hall, settings) == [stays] * (len(parts) - 1), "the first part is nginx's"

"""What the server refuses: other sites' pages, files beside static/, uploads that are too large."""

import http.client

import pytest

HANDSHAKE = {
    "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "c2l4dGVlbiBsZXR0ZXJzIQ==",
}  # fmt: skip


def status(server, path, headers=None, method="GET", body=None):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        connection.request(method, path, body, headers or {})
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("origin", "answer"), [("http://evil.example", 403), ("http://127.0.0.1:{port}", 101)], ids=["foreign", "own"]
)
def test_only_our_own_pages_may_open_the_websocket(server, origin, answer):
    headers = HANDSHAKE | {"Origin": origin.format(port=server.port)}
    assert status(server, "/_stcore/stream", headers) == answer


@pytest.mark.parametrize("path", ["../app.py", "%2e%2e/app.py", "..%2fcore/tape.py", "../.streamlit/config.toml"])
def test_nothing_but_static_is_served(server, path):
    assert status(server, f"/app/static/{path}") in (400, 403, 404)
    assert status(server, "/app/static/player.js") == 200


def test_an_upload_without_a_token_is_refused(server):
    assert status(server, "/_stcore/upload_file/nobody/0", method="PUT", body=b"1,2") in (400, 403)


def test_other_programs_cannot_drive_the_app(server):
    assert status(server, "/_stcore/agent/interact", {"Content-Type": "application/json"}, "POST", b"{}") >= 400


def test_a_page_asks_nobody_but_our_server(stage):
    asked = []
    stage.page.on("request", lambda request: asked.append(request.url))
    stage.open()
    elsewhere = [url for url in asked if not url.startswith((stage.url, "data:", "blob:"))]
    assert len(asked) > 5 and not elsewhere

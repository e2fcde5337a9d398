"""What small answers wait for."""

import os
import socket

from pages.web.sockets import send_at_once


def test_accepted_connections_send_small_packets_at_once():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        send_at_once.__wrapped__()
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_nothing_else_that_is_open_is_opened_once_more():
    """A copy of another program's pipe would keep that program waiting for more."""
    reading, writing = os.pipe()
    send_at_once.__wrapped__()
    os.close(writing)
    os.set_blocking(reading, False)
    assert os.read(reading, 1) == b"", "nobody else can write"
    os.close(reading)

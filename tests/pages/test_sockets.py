"""What small answers wait for."""

import socket

from pages.web.sockets import send_at_once


def test_accepted_connections_send_small_packets_at_once():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        send_at_once.__wrapped__()
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)

"""Answers leave at once.

The server writes an answer's head and then its body. Streamlit opens its socket in a way in which asyncio leaves
Nagle's algorithm on, so the body waits until the browser has acknowledged the head, and browsers take 40 ms for that on
a connection that is used again: for every part of a tape, every file of the page and every message of a session.
"""

import os
import socket
import stat
from contextlib import suppress
from functools import cache


@cache
def send_at_once() -> None:
    """Connections that this process accepts from now on send small packets without waiting for acknowledgements."""
    with suppress(OSError):  # not every system lists them
        for name in os.listdir("/dev/fd"):
            with suppress(OSError):  # the list's own is closed by now
                _send_at_once(int(name))


def _send_at_once(descriptor):
    if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
        return
    with socket.fromfd(descriptor, socket.AF_INET, socket.SOCK_STREAM) as found:
        if found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):  # those that it accepts inherit this
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

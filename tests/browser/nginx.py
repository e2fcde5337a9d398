"""A real nginx on loopback, with deploy/nginx.conf, in front of two processes of deploy/serve.py."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

from tests.browser import installing
from tests.browser.conftest import free_port, wait_for

ROOT = Path(__file__).parents[2]
_SECRET = "STREAMLIT_SERVER_COOKIE_SECRET"
WHERE = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"


def find_nginx() -> str:
    """An nginx that is installed, else Debian's package when root; else the tests that need it are left out."""
    found = shutil.which("nginx", path=WHERE)
    if not found:
        with installing.one_at_a_time():
            found = shutil.which("nginx", path=WHERE)
            if not found and installing.install_debians("--no-install-recommends", "nginx-light"):
                found = shutil.which("nginx", path=WHERE)
    if not found:
        pytest.skip("no nginx is installed, and apt-get could not install nginx-light")
    return found


class Hall:
    """Two processes behind nginx. `url` is nginx's; `served` tells which port answered what, from nginx's own log.

    addresses: of the machines, which share the processes out. base: the path under which everything is served.
    """

    def __init__(self, folder: Path, addresses: tuple[str, ...] = ("127.0.0.1",), base: str = ""):
        self.folder, self.first, self.port = folder, _two_free_ports(), free_port()
        self.url = f"http://127.0.0.1:{self.port}/{base + '/' if base else ''}"
        places = [f"{addresses[number % len(addresses)]}:{self.first + number}" for number in range(2)]
        self.flushes = self.forgotten = 0
        self._write_configuration(places)
        self.machines = [self._serve(places[k :: len(addresses)], base) for k in range(len(addresses))]
        self.nginx = subprocess.Popen([find_nginx(), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")])
        for place in (*places, f"127.0.0.1:{self.port}"):
            wait_for(f"http://{place}/{base + '/' if base else ''}_stcore/health")

    def _serve(self, places, base):
        """deploy/serve.py as one machine runs it."""
        address, port = places[0].split(":")
        command = [sys.executable, "deploy/serve.py", "--address", address, "--port", port]
        command += ["--processes", str(len(places)), "--server.baseUrlPath", base]
        with (self.folder / "serve.log").open("a") as log:
            return subprocess.Popen(
                command, cwd=ROOT, stdout=log, stderr=subprocess.DEVNULL, env=os.environ | {_SECRET: "of this hall"}
            )

    def _write_configuration(self, places):
        site = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
        for old, new in (
            ("127.0.0.1:8601", places[0]), ("127.0.0.1:8602", places[1]),
            ("listen 8600;", f"listen 127.0.0.1:{self.port};"), ("/var/cache/nginx/", f"{self.folder}/cache-"),
        ):  # fmt: skip
            assert old in site
            site = site.replace(old, new)
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temporary = [f"{kind}_temp_path {self.folder}/{kind};" for kind in kinds]
        user = "user root;" if os.geteuid() == 0 else ""  # pytest's folders are closed to others
        (self.folder / "nginx.conf").write_text(
            f"daemon off; {user} pid {self.folder}/pid; worker_processes auto;\n"
            "worker_rlimit_nofile 16384; events { worker_connections 8192; }\n"
            "http {\nlog_format who '$upstream_cache_status $request_time $upstream_addr $status $seat $request_uri';\n"
            f"access_log {self.folder}/access.log who;\n{' '.join(temporary)}\n{site}\n}}\n",
            encoding="utf-8",
        )

    @property
    def pids(self) -> dict[int, int]:
        """The process that serves each port now."""
        started = re.findall(r"port (\d+): process (\d+)", (self.folder / "serve.log").read_text())
        return {int(port): int(pid) for port, pid in started}

    def served(self, containing: str, least: int = 1) -> list[tuple[int, int, str]]:
        """(port that answered, status, seat) of each request whose address contains a text: `least` or more.

        What nginx answered by itself is left out. It writes a request down after it has answered it: see `flush`.
        """
        deadline = time.monotonic() + 10.0
        while len(found := self._served(containing)) < least and time.monotonic() < deadline:
            time.sleep(0.05)
        return found

    def _served(self, containing):
        found = []
        for line in (self.folder / "access.log").read_text()[self.forgotten :].splitlines():
            upstream, status, seat, path = line.rsplit(" ", 3)
            if containing in path and ":" in upstream:  # "a:1, b:2" names the processes tried; the last has answered
                found.append((int(upstream.rsplit(":", 1)[1]), int(status), seat))
        return found

    @property
    def kept(self) -> list[float]:
        """Seconds that each answer took which came from what nginx keeps."""
        lines = (self.folder / "access.log").read_text().splitlines()
        return [float(line.split(" ", 2)[1]) for line in lines if line.startswith("HIT ")]

    def flush(self) -> None:
        """Until all requests that were answered are written down."""
        self.flushes += 1
        with urllib.request.urlopen(f"{self.url}_stcore/health?flush={self.flushes}."):
            self.served(f"?flush={self.flushes}.")

    def forget(self) -> None:
        """Only requests from now on are told by `served`."""
        self.flush()
        self.forgotten = len((self.folder / "access.log").read_text())

    def kill(self, port: int) -> None:
        os.kill(self.pids[port], signal.SIGKILL)

    def lose(self, port: int) -> None:
        """The machine with the process on this port is gone, for good."""
        machine = self.machines[(port - self.first) % len(self.machines)]
        machine.kill()
        machine.wait()
        self.kill(port)

    def stop(self) -> None:
        processes = (self.nginx, *self.machines)
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(20)


def _two_free_ports() -> int:
    """A port that is free together with the next one."""
    while True:
        port = free_port()
        with suppress(OSError), socket.socket() as s:
            s.bind(("127.0.0.1", port + 1))
            return port

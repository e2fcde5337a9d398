#!/usr/bin/env python3
"""Several Streamlit processes on consecutive ports, each started again when it dies or no longer answers.

    deploy/serve.py --processes 2 --port 8601

nginx.conf beside this file spreads visitors over them. Needs the standard library only; run it with the Python that
has Streamlit. It stops, with all its processes, on SIGTERM and SIGINT.
"""

import argparse
import http.client
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = {
    "OPENBLAS_NUM_THREADS": "1",  # idle threads of the matrix library spin, and the processes share the cores
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",  # each session's thread would otherwise keep freed memory to itself
    "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",  # code does not change while it runs
    "STREAMLIT_SERVER_HEADLESS": "true",
}
CHECK_EVERY, PATIENCE = 2.0, 5.0  # seconds
MOST_MISSES = 4  # checks in a row without an answer, then it is ended and started again


class Process:
    """One Streamlit server on one port of one of this machine's addresses."""

    def __init__(self, address: str, port: int, environment: dict[str, str], options: list[str]):
        self.address, self.port, self.environment, self.options = address, port, environment, options
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)]
        command += ["--server.address", self.address, *self.options]
        self.running = subprocess.Popen(command, cwd=ROOT, env=self.environment)
        self.misses, self.answered = 0, False
        print(f"port {self.port}: process {self.running.pid}", flush=True)

    def check(self) -> None:
        """Starts it again if it has died, or if it used to answer and no longer does."""
        if self.running.poll() is None:
            if self._answers():
                self.misses, self.answered = 0, True
                return
            self.misses += self.answered
            if self.misses < MOST_MISSES:
                return
            print(f"port {self.port}: no answer, ending process {self.running.pid}", flush=True)
            self.running.kill()
        print(f"port {self.port}: ended with code {self.running.wait()}, starting again", flush=True)
        self.start()

    def _answers(self):
        try:
            with urllib.request.urlopen(f"http://{self.address}:{self.port}/_stcore/health", timeout=PATIENCE):
                return True
        except urllib.error.HTTPError:
            return True  # so it answers where it is served under a path
        except (OSError, http.client.HTTPException):
            return False

    def stop(self) -> None:
        self.running.terminate()
        try:
            self.running.wait(10)
        except subprocess.TimeoutExpired:
            self.running.kill()


def environment() -> dict[str, str]:
    """What all processes share, above all one cookie secret: a cookie signed by one must hold with the others."""
    secret = {"STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(32)}
    return secret | SETTINGS | dict(os.environ)


def _stop(*_):
    raise SystemExit


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="one for each core, by default")
    parser.add_argument("--address", default="127.0.0.1", help="of this machine, at which nginx finds the processes")
    parser.add_argument("--port", type=int, default=8601, help="of the first one")
    arguments, options = parser.parse_known_args()  # the rest is Streamlit's
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, _stop)
    shared, processes = environment(), []
    try:
        for number in range(arguments.processes):
            processes.append(Process(arguments.address, arguments.port + number, shared, options))
        while True:
            time.sleep(CHECK_EVERY)
            for process in processes:
                process.check()
    finally:
        for process in processes:
            process.stop()


if __name__ == "__main__":
    main()

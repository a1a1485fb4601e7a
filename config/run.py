"""`make run`: the web server, the worker and the beat together, over a database with the demo office in it."""

import argparse
import os
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg
from honcho.manager import Manager
from honcho.printer import Printer

from config import embedded, processes, roles
from config.demo.accounts_file import accounts_file
from config.entry import prepare

BASE = Path(__file__).resolve().parent.parent
HOST, PORT = "127.0.0.1", os.environ.get("PORT", "8000")
ADDRESS = f"http://{HOST}:{PORT}"
PROCESSES = {
    "web": "gunicorn -c python:config.gunicorn config.wsgi",
    "worker": "celery -A config.worker worker --loglevel INFO --concurrency 1 --without-mingle --without-gossip",
    "beat": "celery -A config.beat beat --loglevel INFO",
}
SECONDS_BETWEEN_CHECKS = 3
READY = """
  {address}        (Ctrl-C stops everything)
  Demo accounts:   {accounts}
"""


def main() -> int:
    """Run until somebody stops it; the exit code is that of the first process to end."""
    parser = argparse.ArgumentParser(prog="python -m config.run", description=__doc__)
    parser.add_argument("--check-port", action="store_true", help="only say whether PORT is free")
    parser.add_argument("--stop", action="store_true", help="end what this checkout runs")
    told = parser.parse_args()
    if told.stop:
        processes.end(processes.ours())
        return 0
    _require_free_port()
    if told.check_port:
        return 0
    os.environ["HOST"] = HOST  # for this computer alone, whatever the shell calls it
    os.environ.setdefault("SITE_URL", ADDRESS)  # what mails link to
    prepare()
    _load_demo_once()
    threading.Thread(target=_say_when_ready, daemon=True).start()
    ended = threading.Event()
    keeper = threading.Thread(target=_keep_servers, args=(ended,), daemon=True)
    keeper.start()
    try:
        return _serve()
    finally:
        ended.set()
        keeper.join()
        embedded.stop(only_if_idle=True)


def _require_free_port() -> None:
    with socket.socket() as candidate:
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            candidate.bind((HOST, int(PORT)))
        except ValueError:
            sys.exit(f"PORT must be a number, not {PORT!r}.")
        except OSError as error:
            if any(process.port == PORT for process in processes.ours()):
                sys.exit(f"This checkout runs already: {ADDRESS} (make stop ends it)")
            sys.exit(f"Port {PORT} cannot be used ({error.strerror}). Choose another: make run PORT={int(PORT) + 1}")


def _load_demo_once() -> None:
    """Load the demo office into an empty database; one that holds anything else is left alone."""
    with psycopg.connect(roles.application_url()) as connection:
        query = "SELECT EXISTS (SELECT FROM core_demomark), EXISTS (SELECT FROM rounds_organization)"
        is_demo, holds_data = connection.execute(query).fetchone()
    if not holds_data or (is_demo and not accounts_file().exists()):
        print("· demo office: the first time takes a while", flush=True)
        subprocess.run([sys.executable, "manage.py", "demo"], cwd=BASE, check=True)


def _serve() -> int:
    programs = Path(sys.executable).parent
    manager = Manager(Printer(Voice()))
    _end_with_the_terminal()
    for name, command in PROCESSES.items():
        manager.add_process(name, f"exec {shlex.quote(str(programs))}/{command}", cwd=str(BASE))
    manager.loop()
    return 0 if manager.returncode == 130 else manager.returncode


class Voice:
    """What is said here. Where nobody reads it any more, everything ends, as by Ctrl-C."""

    def write(self, text: str) -> None:
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except OSError:
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - until the process ends
            os.kill(os.getpid(), signal.SIGTERM)

    def flush(self) -> None:
        """Written is said."""

    def isatty(self) -> bool:
        return sys.stdout.isatty()


def _end_with_the_terminal() -> None:
    """A closed terminal is told to all of its processes; only the first acts on it, and ends the others."""
    first = os.getpid()
    signal.signal(signal.SIGHUP, lambda *_told: os.getpid() == first and os.kill(first, signal.SIGTERM))


def _keep_servers(ended: threading.Event) -> None:
    """Start an embedded server again that died meanwhile."""
    while not ended.wait(SECONDS_BETWEEN_CHECKS):
        try:
            embedded.ensure()
        except embedded.EmbeddedError as error:
            print(error, file=sys.stderr, flush=True)


def _say_when_ready() -> None:
    """Tell the address once it answers, below what the processes print as they start."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{ADDRESS}/healthz/", timeout=5):  # noqa: S310 - our own address
                print(READY.format(address=ADDRESS, accounts=accounts_file()), flush=True)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())

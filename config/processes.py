"""The processes of this checkout that `make run` started, also those that outlived it."""

import os
import signal
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PROCESSES = Path("/proc")
ROOT = Path(__file__).resolve().parents[1]
SERVING = ("gunicorn", "celery")
SECONDS_TO_END = 15


@dataclass(frozen=True)
class Process:
    """One of them, as the system lists it."""

    pid: int
    words: tuple[str, ...]

    @property
    def folder(self) -> Path | None:
        """Where it works."""
        try:
            return (PROCESSES / str(self.pid) / "cwd").readlink()
        except OSError:
            return None

    @property
    def port(self) -> str | None:
        """What it was told of `PORT`."""
        try:
            told = (PROCESSES / str(self.pid) / "environ").read_bytes().decode(errors="replace").split("\0")
        except OSError:
            return None
        return next((line.partition("=")[2] for line in told if line.startswith("PORT=")), None)


def ours() -> list[Process]:
    """Those that run from this checkout's environment, but for the one that asks: whoever started all first."""
    found = [process for path in PROCESSES.glob("[0-9]*") if (process := _read(path)) and _is_ours(process)]
    return sorted(found, key=lambda process: (not _starts_others(process), process.pid))


def end(processes: Iterable[Process]) -> None:
    """Ask each to end, in this order, and put an end to those that do not."""
    waiting = list(processes)
    for process in waiting:
        _send(process, signal.SIGTERM)
    deadline = time.monotonic() + SECONDS_TO_END
    while waiting := [process for process in waiting if _read(PROCESSES / str(process.pid)) == process]:
        if time.monotonic() > deadline:
            for process in waiting:
                _send(process, signal.SIGKILL)
            return
        time.sleep(0.1)


def _read(path: Path) -> Process | None:
    try:
        words = (path / "cmdline").read_bytes().decode(errors="replace").rstrip("\0").split("\0")
    except OSError:
        return None
    return Process(int(path.name), tuple(words))


def _is_ours(process: Process) -> bool:
    programs = Path(sys.prefix) / "bin"
    serves = any(word == str(programs / name) for word in process.words[:2] for name in SERVING)
    return process.pid != os.getpid() and (serves or _starts_others(process))


def _starts_others(process: Process) -> bool:
    return process.words[1:] == ("-m", "config.run") and process.folder == ROOT


def _send(process: Process, number: int) -> None:
    try:
        os.kill(process.pid, number)
    except ProcessLookupError:
        return

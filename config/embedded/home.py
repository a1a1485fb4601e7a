"""Where the embedded servers keep their files, and as whom they run."""

import fcntl
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

VAR = Path(os.environ.get("EMBEDDED_VAR") or Path(__file__).resolve().parents[2] / "var")
PLACE_FOR_ROOT = Path("/var/lib/inspection-rounds")
UNPRIVILEGED = ("postgres", "nobody")
LONGEST_HOME = 70  # the kernel allows about 104 bytes for the whole path of a socket


class EmbeddedError(Exception):
    """An embedded server cannot be started; the message says what to do."""


@dataclass(frozen=True)
class Home:
    """The folder of this checkout's servers. Its owner is the user they run as."""

    path: Path

    @classmethod
    def current(cls) -> "Home":
        """The home that `var/servers` is or leads to, whether it exists yet or not."""
        return cls((VAR / "servers").resolve())

    @classmethod
    def existing_or_new(cls) -> "Home":
        """The home, made on first use."""
        home = cls.current()
        if not home.path.exists():
            home = cls._new()
        home._check_owner()
        return home

    @classmethod
    def _new(cls) -> "Home":
        """Make a home: in `var/` if its sockets can be there, else elsewhere and linked from `var/`."""
        link = VAR / "servers"
        VAR.mkdir(parents=True, exist_ok=True)
        link.unlink(missing_ok=True)
        if os.geteuid() == 0:
            path, owner = _folder_under(PLACE_FOR_ROOT), _unprivileged_user()
            os.chown(path, owner.pw_uid, owner.pw_gid)
        elif _is_short(link):
            path = link
            path.mkdir(mode=0o700)
        elif _is_short(own := Path.home() / ".local/share/inspection-rounds"):
            path = _folder_under(own)
        else:
            path = Path(tempfile.mkdtemp(prefix="inspection-rounds-", dir="/var/tmp"))
        if path != link:
            link.symlink_to(path)
        return cls(path)

    def _check_owner(self) -> None:
        owner = self.path.stat().st_uid
        if os.geteuid() not in (0, owner):
            raise EmbeddedError(
                f"{VAR} belongs to the embedded servers of user {pwd.getpwuid(owner).pw_name}: "
                "run as that user or as root, use a checkout of your own, or set DATABASE_URL and REDIS_URL."
            )

    @property
    def sockets(self) -> Path:
        """The folder of the servers' sockets."""
        return self.path / "run"

    def folder(self, name: str) -> Path:
        """A folder in the home, made on first use."""
        path = self.path / name
        if not path.exists():
            self.must("mkdir", "-m", "700", path)
        return path

    def place(self, program: Path, name: str) -> Path:
        """A copy of a packaged program where the owner can reach it, as may not be where it is installed."""
        target = self.folder("programs") / name
        if not target.exists():
            copy = 'cat >"$1.partial" && chmod 700 "$1.partial" && mv "$1.partial" "$1"'
            with program.open("rb") as content:
                self.must("sh", "-c", copy, "sh", target, given=content)
        return target

    def run(self, *command, given: str | IO = "", **environment: object) -> subprocess.CompletedProcess:
        """Run a program as the owner, apart from this process's terminal, streams and environment.

        Whatever is written into the home is written so: root would follow links that the owner has laid there.
        """
        as_owner = {}
        if os.geteuid() == 0:
            owner = self.path.stat()
            as_owner = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
        return subprocess.run(  # noqa: S603 - our own programs with our own arguments
            [str(part) for part in command],
            **as_owner,
            **({"input": given} if isinstance(given, str) else {"stdin": given}),
            cwd=self.path,
            env={"HOME": str(self.path), "PATH": os.defpath, "LC_ALL": "C.UTF-8"}
            | {name: str(value) for name, value in environment.items()},
            umask=0o077,
            start_new_session=True,
            capture_output=True,
            text=True,
            check=False,
        )

    def must(self, *command, given: str | IO = "") -> None:
        """Run a program as `run` does; that it fails is an error."""
        done = self.run(*command, given=given)
        if done.returncode:
            raise EmbeddedError(f"{command[0]} failed in {self.path}: {done.stderr.strip()}")

    def delete(self) -> None:
        """Delete the folder and the link to it."""
        if self.path.exists():
            shutil.rmtree(self.path)
        (VAR / "servers").unlink(missing_ok=True)


@contextmanager
def locked():
    """Hold this checkout's lock, so that of several processes one starts or stops a server at a time."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "servers.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def secret_key(*, create: bool = False) -> str:
    """This installation's secret, readable by its user alone; a passing one until it is made."""
    path = VAR / "secret-key"
    if path.exists():
        return path.read_text().strip()
    key = secrets.token_urlsafe(64)
    if create:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(key + "\n")
    return key


def is_running(pid: int, sign: str) -> bool:
    """Whether this process exists and has `sign` in its command line: its number may be another's by now."""
    command = Path(f"/proc/{pid}/cmdline")
    if Path("/proc/self/cmdline").exists():
        return command.exists() and sign.encode() in command.read_bytes().replace(b"\0", b" ")
    listing = subprocess.run(  # noqa: S603 - a number is the only argument
        ["/bin/ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return sign in listing.stdout


def any_works_in(folder: Path) -> bool:
    """Whether a process has this folder as its working directory, as PostgreSQL's all have; on Linux alone."""
    for link in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if link.readlink() == folder:
                return True
        except OSError:  # gone meanwhile, a zombie, or another user's
            continue
    return False


def _is_short(path: Path) -> bool:
    """Whether the sockets of a home here have paths that the kernel allows."""
    return len(os.fsencode(path)) <= LONGEST_HOME


def _folder_under(parent: Path) -> Path:
    """A new folder below a shared parent; named at random, since clones may follow each other at one path."""
    parent.mkdir(parents=True, exist_ok=True)
    path = parent / secrets.token_hex(6)
    path.mkdir(mode=0o700)
    return path


def _unprivileged_user() -> pwd.struct_passwd:
    """The user that root starts the servers as: PostgreSQL refuses to run as root."""
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise EmbeddedError("There is no user postgres or nobody to run PostgreSQL as: run as an ordinary user.")

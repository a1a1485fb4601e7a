"""What the cache holds, sessions above all: JSON. A pickle would run whatever stood in the cache."""

import json
from typing import Any

from django.core.cache.backends import redis


class JsonSerializer:
    """For Django's cache on Redis, which counts whole numbers itself and so keeps them as they are."""

    def dumps(self, value: Any) -> int | bytes:
        """As it goes into the cache; TypeError if JSON does not know it."""
        return value if type(value) is int else json.dumps(value).encode()

    def loads(self, stored: bytes) -> Any:
        """As it was; None for what is no JSON, as if it were not there."""
        try:
            return json.loads(stored)
        except ValueError:
            return None


class RedisCacheClient(redis.RedisCacheClient):
    """Django's, which would build a client anew, with a table of all commands, for each of them.

    A client is but a view of its pool, which threads may share. It also counts and replaces, each by one command.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._clients: dict[Any, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """The client of the server that is asked."""
        pool = self._get_connection_pool(write)
        if pool not in self._clients:
            self._clients[pool] = self._client(connection_pool=pool)
        return self._clients[pool]

    def count(self, key: Any, seconds: int) -> int:
        """One more under this key, in one command; the first one says how long the key lasts.

        Should the process die in between, the key stays: let no key come twice.
        """
        client = self.get_client(key, write=True)
        counted = client.incr(key)
        if counted == 1:
            client.expire(key, seconds)
        return counted

    def replace(self, key: str, value: Any, timeout: int) -> bool:
        """Put the value where there is one, for so many seconds; whether there was."""
        client = self.get_client(key, write=True)
        return bool(client.set(key, self._serializer.dumps(value), ex=timeout, xx=True))


class RedisCache(redis.RedisCache):
    """Django's cache on Redis that keeps its clients, counts and replaces."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = RedisCacheClient

    def count(self, key: str, seconds: int) -> int:
        """Count one more under a key that begins at nothing and lasts so long; returns how many there are by now."""
        return self._cache.count(self.make_and_validate_key(key), seconds)

    def replace(self, key: str, value: Any, timeout: int) -> bool:
        """Keep the value for so many seconds if the key has one; whether it had."""
        return self._cache.replace(self.make_and_validate_key(key), value, timeout)

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
    """Django's, but for one thing: Django builds a client anew, with a table of all commands, for each of them.

    A client is but a view of its pool, which threads may share.
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


class RedisCache(redis.RedisCache):
    """Django's cache on Redis that keeps its clients."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = RedisCacheClient

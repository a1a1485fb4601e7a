"""What the cache holds, sessions above all: JSON. A pickle would run whatever stood in the cache."""

import json
from typing import Any


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

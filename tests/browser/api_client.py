"""The program of another body: it knows an address and a token, and nothing of Django."""

import json
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass, field


@dataclass
class Answer:
    """What came back."""

    status: int
    body: dict
    headers: dict = field(repr=False)


class ApiClient:
    """Reads and writes `/api/v1/` over real HTTP."""

    def __init__(self, address: str, token: str):
        self._address = address
        self._token = token

    def read(self, path: str) -> Answer:
        """GET."""
        return self._call("GET", path)

    def write(self, path: str, body=None, *, key: str | None = None) -> Answer:
        """POST with an Idempotency-Key; the same key again gets the same answer."""
        return self._call("POST", path, body or {}, {"Idempotency-Key": key or str(uuid.uuid4())})

    def _call(self, method, path, body=None, headers=()):
        request = urllib.request.Request(  # noqa: S310 - our own address
            f"{self._address}/api/v1/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Token {self._token}", "Content-Type": "application/json", **dict(headers)},
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as response:  # noqa: S310
                return Answer(response.status, json.load(response), dict(response.headers))
        except urllib.error.HTTPError as refusal:
            with refusal:
                return Answer(refusal.code, json.load(refusal), dict(refusal.headers))

"""One message to one address, and nowhere else: names are resolved once, checked, and that very address is asked.

Redirects are not followed, nothing is waited for long, and no error says where it led.
"""

import ipaddress
import json
import socket
import ssl
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from threading import Event, Timer
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

SECONDS, SECONDS_IN_ALL = 5, 10
"""How long each part of a talk may take, and all of it: a server may answer letter by letter."""
MOST = 64 * 1024
DEFAULT_PORTS = {"http": 80, "https": 443}


class AddressNotListed(OSError):
    """The name leads into a network that is not listed: of this machine, of the house, of a cloud's metadata."""


class Answered(OSError):
    """The server answered, and not that it took the message."""

    def __init__(self, status: int):
        super().__init__()
        self.http_status = status


class Rejected(OSError):
    """The server took the request and says in its answer, by a code of its own, that it refuses the message."""

    def __init__(self, code: object = None):
        super().__init__()
        self.robot_code = code


class NotUnderstood(OSError):
    """What came back is no answer of a web server."""


class _Pinned(HTTPConnection):
    """A connection to one address, whatever its name resolves to by now."""

    def __init__(self, host: str, port: int, address: str, *, is_secure: bool):
        super().__init__(host, port, timeout=SECONDS)
        self.address, self.is_secure = address, is_secure

    def connect(self) -> None:
        """To the address that was checked; the certificate is the name's."""
        self.sock = socket.create_connection((self.address, self.port), SECONDS)
        if self.is_secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def post(url: str, message: str | bytes, headers: dict[str, str]) -> dict[str, Any]:
    """Send the message, and return the answer if that is JSON, else {}.

    Raises `OSError`: the network's, `AddressNotListed`, `Answered` for all but 2xx, `NotUnderstood`.
    """
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme]
    connection = _Pinned(host, port, _address_of(host, port), is_secure=parts.scheme == "https")
    try:
        return _talk(connection, f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}", message, headers)
    except HTTPException as error:
        raise NotUnderstood from error
    finally:
        connection.close()


def _talk(connection: _Pinned, path: str, message: str | bytes, headers: dict[str, str]) -> dict[str, Any]:
    connection.connect()
    is_over = Event()
    end = Timer(SECONDS_IN_ALL, _cut, [connection.sock, is_over])
    end.daemon = True
    end.start()
    try:
        status, body = _asked(connection, path, message, headers)
    finally:
        end.cancel()
    if is_over.is_set():
        raise TimeoutError
    if not 200 <= status < 300:
        raise Answered(status)
    return _parsed(body)


def _asked(connection: _Pinned, path: str, message: str | bytes, headers: dict[str, str]) -> tuple[int, bytes]:
    connection.request("POST", path, message.encode() if isinstance(message, str) else message, headers)
    answer = connection.getresponse()
    return answer.status, answer.read(MOST)


def _cut(line: socket.socket, is_over: Event) -> None:
    """End a talk that lasts too long; what reads from it finds its end."""
    is_over.set()
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _address_of(host: str, port: int) -> str:
    """The first address of that name that may be asked."""
    for *_kind, (address, *_rest) in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if may_ask(str(address)):
            return str(address)
    raise AddressNotListed


def may_ask(address: str) -> bool:
    """Whether it is an address of the internet, or in one of `settings.CHANNEL_NETWORKS`."""
    found = ipaddress.ip_address(address.partition("%")[0])
    found = getattr(found, "ipv4_mapped", None) or found
    return (found.is_global and not found.is_multicast) or any(found in each for each in settings.CHANNEL_NETWORKS)

"""Somebody with an account of the demo at one of an office's web servers: pages, and forms with files."""

import re

import requests

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
KEY = re.compile(r'name="one_time_key" value="([A-Za-z0-9]{32})"')


class Visitor:
    """Signed in from when it is made; follows where a form leads."""

    def __init__(self, address: str, account: dict[str, str]):
        self.address, self.session = address, requests.Session()
        told = {"username": account["username"], "password": account["password"]}
        assert self.send("/login/", told).url != f"{address}/login/"

    def at(self, address: str) -> "Visitor":
        """The same, at another web server."""
        other = object.__new__(Visitor)
        other.address, other.session = address, self.session
        return other

    def get(self, path: str) -> requests.Response:
        return self.session.get(self.address + path, timeout=60)

    def send(self, path: str, facts: dict, files: tuple = ()) -> requests.Response:
        """Send the form of a page; `files` are pairs of a name and what lies under it, of the field `evidence`."""
        page = self.get(path).text
        hidden = {"csrfmiddlewaretoken": TOKEN.search(page)[1]}
        if key := KEY.search(page):
            hidden["one_time_key"] = key[1]
        sent = [("evidence", file) for file in files]
        headers = {"Referer": self.address + path}
        return self.session.post(self.address + path, hidden | facts, files=sent, headers=headers, timeout=90)

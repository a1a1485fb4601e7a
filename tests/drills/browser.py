"""A browser without a screen: keeps cookies, sends forms as the pages have them, and follows nothing."""

import re

import requests

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
KEY = re.compile(r'name="one_time_key" value="([A-Za-z0-9]{32})"')


class Browser:
    """Asks a web server at `address`; with `name`, as the proxy does for whoever typed that name with https."""

    def __init__(self, address: str, name: str = ""):
        self.address, self.session = address, requests.Session()
        self.site = f"https://{name}" if name else address
        if name:
            proxied = {"Host": name, "X-Forwarded-Proto": "https", "X-Forwarded-For": "10.0.0.9"}
            self.session.headers.update(proxied)

    def at(self, address: str) -> "Browser":
        """The same person at another web server."""
        other = Browser(address)
        other.session = self.session
        return other

    def get(self, path: str) -> requests.Response:
        return self._ask("GET", path)

    def post(self, path: str, facts: dict, *, page: str = "", files=None) -> requests.Response:
        """Send the form of `path`, or that of the `page` which was fetched before."""
        page = page or self.get(path).text
        token = TOKEN.search(page)
        assert token, page[:2000]
        hidden = {"csrfmiddlewaretoken": token[1]}
        if key := KEY.search(page):
            hidden["one_time_key"] = key[1]
        return self._ask("POST", path, data=hidden | facts, files=files)

    def sign_in(self, name: str, password: str) -> "Browser":
        answer = self.post("/login/", {"username": name, "password": password})
        assert answer.status_code == 302, answer.text
        return self

    def _ask(self, method: str, path: str, **said) -> requests.Response:
        """Cookies are sent by hand: those for https alone go over the plain connection of the proxy, too."""
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.session.cookies)
        headers = {"Referer": self.site + path} | ({"Cookie": cookies} if cookies else {})
        return self.session.request(
            method, self.address + path, headers=headers, allow_redirects=False, timeout=60, **said
        )

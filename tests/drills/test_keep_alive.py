"""Browsers think for a second or three between two requests on one connection: none of them is reset."""

import http.client
import os
import random
import shutil
import ssl
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings

from tests.drills.certificates import Authority
from tests.drills.servers import free_port
from tests.drills.waiting import until

pytestmark = pytest.mark.drill
PEOPLE, EACH = 44, 50
NAME = "inspection.city"
MAIN = """
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site;
}}
"""


class Person:
    """Asks again and again over one connection, and opens another where the server said that it ends this one."""

    def __init__(self, number, connect):
        self.chance = random.Random(number)  # noqa: S311 - it only chooses
        self.connect, self.connection = connect, connect()
        self.failed, self.opened = [], 1

    def read(self):
        for _time in range(EACH):
            try:
                self._ask()
            except (OSError, http.client.HTTPException) as error:
                self.failed.append(type(error).__name__)
                self._open()
            time.sleep(self.chance.uniform(1, 3))
        self.connection.close()
        return self

    def _ask(self):
        self.connection.request("GET", "/login/", headers={"Host": NAME, "X-Forwarded-Proto": "https"})
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != 200:
            self.failed.append(answer.status)
        if answer.will_close:
            self._open()

    def _open(self):
        self.connection, self.opened = self.connect(), self.opened + 1


def failures(connect, record_property):
    people = [Person(number, connect) for number in range(PEOPLE)]
    with ThreadPoolExecutor(PEOPLE) as pool:
        done = list(pool.map(Person.read, people))
    record_property("requests", PEOPLE * EACH)
    record_property("connections", sum(person.opened for person in done))
    return [failure for person in done for failure in person.failed]


@pytest.fixture(scope="module")
def server(site):
    site.start_web(ALLOWED_HOSTS=f"127.0.0.1,{NAME}", PROXIES="1")
    return site


def test_straight_at_the_web_server(server, record_property):
    assert failures(lambda: http.client.HTTPConnection("127.0.0.1", server.port, timeout=60), record_property) == []


@pytest.fixture
def through_nginx(server, tmp_path):
    """How to connect to nginx with our own settings before the web server."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    if not os.path.exists(program):
        pytest.skip("no nginx: apt-get install nginx-light")
    authority, port = Authority(tmp_path / "tls", "City"), free_port()
    certificate, key = authority.vouch_for("127.0.0.1")
    told = (settings.BASE_DIR / "deploy/nginx.conf").read_text()
    for page, here in {
        "127.0.0.1:8000": server.host,
        "/etc/inspection/tls/certificate.pem": str(certificate),
        "/etc/inspection/tls/key.pem": str(key),
        "/var/log/nginx": str(tmp_path),
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "listen 80": f"listen 127.0.0.1:{free_port()}",
        "    listen [::]:443 ssl;\n": "",
        "    listen [::]:80;\n": "",
    }.items():
        assert page in told
        told = told.replace(page, here)
    (tmp_path / "site").write_text(told)
    (tmp_path / "nginx.conf").write_text(MAIN.format(folder=tmp_path))
    context = ssl.create_default_context(cafile=authority.file)
    nginx = subprocess.Popen([program, "-c", tmp_path / "nginx.conf", "-e", tmp_path / "error.log"])

    def connect():
        return http.client.HTTPSConnection("127.0.0.1", port, timeout=60, context=context)

    def answers():
        try:
            return connect().connect() is None
        except OSError:
            return False

    until(answers, 30)
    yield connect
    nginx.terminate()
    nginx.wait(20)


def test_through_nginx_as_the_page_sets_it_up(through_nginx, record_property):
    assert failures(through_nginx, record_property) == []

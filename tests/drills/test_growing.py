"""Three hosts before one PostgreSQL and one Redis, each in a network of its own; one of them dies under load."""

import os
import signal
import subprocess
import threading
import time
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import pytest
import requests

from tests.drills.installation import BEAT, TO_BE_SENT, WEB, WORKER, Installation
from tests.drills.papers import by_token, new_paper
from tests.drills.servers import open_folder
from tests.drills.waiting import answers, until

pytestmark = [
    pytest.mark.drill,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root makes networks"),
]
BRIDGE, HERE = "drill0", "10.213.7.1"
NAMES = ("drill1", "drill2", "drill3")
PORT = 8000
CLIENTS, EACH = 6, 40


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)


class Host:
    """A machine that runs the web server and a worker, and reaches the others over the wire alone."""

    def __init__(self, name: str, number: int):
        self.name, self.address = name, f"10.213.7.{number}"
        ip("netns", "add", name)
        ip("link", "add", f"{name}w", "type", "veth", "peer", "name", "eth0", "netns", name)
        ip("link", "set", f"{name}w", "master", BRIDGE, "up")
        for words in (["addr", "add", f"{self.address}/24", "dev", "eth0"], ["link", "set", "eth0", "up"]):
            ip("-n", name, *words)
        ip("-n", name, "link", "set", "lo", "up")

    def kill(self) -> None:
        """Everything of it at once, as if its power were cut."""
        said = subprocess.run(["ip", "netns", "pids", self.name], capture_output=True, text=True, check=True).stdout
        for pid in said.split():
            os.kill(int(pid), signal.SIGKILL)

    def remove(self) -> None:
        self.kill()
        ip("netns", "del", self.name)


class City(Installation):
    """An office whose programs run on three hosts."""

    def __init__(self, root: Path):
        ip("link", "add", BRIDGE, "type", "bridge")
        ip("addr", "add", f"{HERE}/24", "dev", BRIDGE)
        ip("link", "set", BRIDGE, "up")
        self.hosts = [Host(name, number) for number, name in enumerate(NAMES, 11)]
        super().__init__(root, HERE, ALLOWED_HOSTS=",".join(host.address for host in self.hosts))

    def run(self, host: Host, command: str) -> None:
        inside = ("ip", "netns", "exec", host.name)
        name = f"{host.name}-{command.rsplit(maxsplit=1)[-1]}"
        self.start(command, name, *inside, HOST=host.address, PORT=str(PORT))

    def close(self) -> None:
        for host in self.hosts:
            host.remove()
        super().close()
        ip("link", "del", BRIDGE)


@pytest.fixture(scope="module")
def city():
    with open_folder() as root:
        city = City(root)
        try:
            city.open(demo=True)
            for host in city.hosts:
                city.run(host, f"{WEB} config.wsgi")
                city.run(host, WORKER)
            city.run(city.hosts[0], BEAT)
            for host in city.hosts:
                until(lambda host=host: answers(f"{host.address}:{PORT}"), 120)
            yield city
        finally:
            city.close()


class Client(threading.Thread):
    """A program that files papers, each under a key, and asks another host where one does not answer."""

    def __init__(self, city: City, number: int, paper: dict):
        super().__init__()
        self.city, self.number, self.paper = city, number, paper
        self.filed: dict[str, int] = {}
        self.tries = 0

    def run(self) -> None:
        for call in range(EACH):
            key = f"drill-{self.number}-{call}"
            self.filed[key] = self._file(key, call)

    def _file(self, key: str, call: int) -> int:
        headers = by_token(self.city) | {"Idempotency-Key": key}
        for attempt in range(60):
            self.tries += 1
            host = self.city.hosts[(self.number + call + attempt) % len(self.city.hosts)]
            address = f"http://{host.address}:{PORT}/api/v1/working-papers/"
            try:
                answer = requests.post(address, json=self.paper, headers=headers, timeout=10)
            except requests.RequestException:
                answer = None
            if answer is not None and answer.ok:
                return answer.json()["id"]
            # 409: the same call is under way elsewhere
            assert answer is None or answer.status_code in (409, 502, 503), answer.text
            time.sleep(0.1)
        raise AssertionError("no host took it")


def test_one_of_three_dies_and_nothing_is_lost_or_doubled(city):
    paper = new_paper(city, f"{city.hosts[0].address}:{PORT}")
    clients = [Client(city, number, paper) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    until(lambda: sum(len(client.filed) for client in clients) > CLIENTS * EACH / 3, 120)
    city.hosts[1].kill()
    for client in clients:
        client.join(120)
    told = [key for client in clients for key in client.filed.values()]
    assert len(told) == CLIENTS * EACH
    assert len(set(told)) == len(told)
    kept = city.asked("SELECT id FROM findings_workingpaper WHERE title = '演练'")
    assert sorted(key for (key,) in kept) == sorted(told)
    assert sum(client.tries for client in clients) > len(told)  # somebody did meet the dead one


def test_every_mail_is_sent_once_whoever_sends_it(city):
    until(lambda: city.asked(TO_BE_SENT) == [(0,)], 240)
    sent = [message_from_bytes(mail) for mail in city.mail.received]
    assert sent
    assert Counter(Counter((mail["To"], mail["Message-ID"]) for mail in sent).values()).keys() == {1}
    assert len({mail["To"] for mail in sent}) == len(sent)


def test_the_trail_is_whole(city):
    city.manage("verify_trail")

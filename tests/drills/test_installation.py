"""docs/operations.md followed to the letter: what the page says and what is run here is one text.

Its blocks marked `sh` are run in order; those marked `console` need a machine of one's own (packages, users, systemd,
nginx). Only places and ports are put in the stead of those on the page.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.conf import settings

from tests.devices import Device
from tests.drills.browser import Browser
from tests.drills.installation import Installation
from tests.drills.registries import network
from tests.drills.servers import Cache, open_folder, unprivileged
from tests.drills.waiting import answers, until

pytestmark = pytest.mark.drill
PAGE = (settings.BASE_DIR / "docs/operations.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", PAGE.split("## Environment")[0], re.MULTILINE | re.DOTALL)
UNITS = settings.BASE_DIR / "deploy/systemd"
SLIP = re.compile(r"用户名：(\S+)\n\s*一次性密码：(\S+)")
PYTHON = shutil.which("python3", path=os.defpath) if os.geteuid() == 0 else sys.executable
"""One that other users may run: root's own may lie where nobody else comes."""
CHOSEN = "Xc-2026-anzhuang"
SECRET = re.compile(r'class="secret-text">([A-Z2-7 ]+)<')


class Machine(Installation):
    """A bare folder in the place of a machine; its settings are those that the page makes."""

    def __init__(self, root: Path):
        super().__init__(root)
        self.code = root / "opt/inspection/current"
        self.programs = self.code / ".venv/bin"
        self.cache, self.said = None, ""

    def stead(self, text: str) -> str:
        """What stands on the page or in a unit, as it is called here."""
        places = {folder: f"{self.root}{folder}" for folder in ("/opt/", "/etc/inspection", "/var/lib/", "/var/log/")}
        ports = {"127.0.0.1/inspection": f"127.0.0.1:{self.database.port}/inspection", ":8000": f":{self.port}"}
        if self.cache:
            ports[":6379"] = f":{self.cache.port}"
        administrator = "postgresql:///postgres?host=/var/run/postgresql"
        others = {"runuser -u postgres -- ": "", administrator: self.database.administrator}
        for page, here in others.items():
            text = text.replace(page, here)
        for page, here in (places | ports).items():
            text = text.replace(here, page).replace(page, here)  # once, also where it was done before
        return text

    def run(self, block: str) -> str:
        """Do what a block of the page says, as a shell on a machine where nothing of ours is set."""
        environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", self.stead(block)],
            env=environment | network() | {"PYTHON": PYTHON},
            cwd=self.root,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{block}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
        return done.stdout

    def start_unit(self, unit: str) -> None:
        """What systemd would do with a unit of ours."""
        told = dict(re.findall(r"^(\w+)=(.*)$", self.stead((UNITS / f"{unit}.service").read_text()), re.MULTILINE))
        assert told["StandardOutput"] == f"append:{self.log(unit)}"
        assert told["WorkingDirectory"] == str(self.code)
        self.log(unit).parent.mkdir(parents=True, exist_ok=True)
        self.start(told["ExecStart"], unit, *self.as_another_user())

    def as_another_user(self) -> list[str]:
        """As the unit does: what root made for itself alone stops the program here as there."""
        if not (another := unprivileged().get("user")):
            return []
        kept = self.root / "var/lib/inspection"
        kept.mkdir(parents=True, exist_ok=True)
        shutil.chown(kept, another)
        return ["setpriv", f"--reuid={another}", "--clear-groups"]

    def log(self, name: str) -> Path:
        return self.root / f"var/log/inspection/{name.removeprefix('inspection-')}.log"

    @property
    def settings(self) -> dict[str, str]:
        lines = (self.root / "etc/inspection/environment").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))

    def set(self, **told: str) -> None:
        """What the page leaves to whoever installs, typed into the settings."""
        path = self.root / "etc/inspection/environment"
        path.write_text(self.stead("".join(f"{name}={value}\n" for name, value in (self.settings | told).items())))
        owner = path.with_name("owner")
        owner.write_text(self.stead(owner.read_text()))
        self.environment = {"PATH": os.defpath, "PORT": str(self.port)} | self.settings


@pytest.fixture(scope="module")
def machine():
    """Everything the page says to type, typed."""
    with open_folder() as root:
        machine = Machine(root)
        machine.database.start()
        try:
            yield installed(machine)
        finally:
            machine.close()


def installed(machine: Machine) -> Machine:
    _program, written, tables, _asked = BLOCKS
    release = machine.root / "opt/inspection/releases/drill"
    subprocess.run(["git", "clone", "--quiet", settings.BASE_DIR, release], check=True)
    (machine.root / "opt/inspection/current").symlink_to("releases/drill")
    machine.run("make -C /opt/inspection/current install")
    machine.run(written)
    at_any_hour = {"DIGEST_HOUR": "0", "DIGEST_UNTIL_HOUR": "24", "DIGEST_DAYS": "all"}
    machine.set(EMAIL_URL=f"smtp://127.0.0.1:{machine.mail.port}", **at_any_hour)
    password = re.search(r"redis://:([^@]+)@", machine.settings["REDIS_URL"])[1]
    machine.cache = Cache(password, machine.root / "etc/inspection/redis")
    machine.cache.start()
    machine.set()
    machine.said = machine.run(f"cd /opt/inspection/current\n{tables}")
    for unit in ("inspection-web", "inspection-worker", "inspection-beat"):
        machine.start_unit(unit)
    return machine


def signed_in(machine: Machine, name: str) -> Browser:
    """Who signs in for the first time, with what the slip says, and chooses a password."""
    slips, browser = dict(SLIP.findall(machine.said)), Browser(f"http://127.0.0.1:{machine.port}", "inspection.city")
    until(lambda: answers(f"127.0.0.1:{machine.port}"), 60)
    browser.sign_in(name, slips[name])
    chosen = {"new_password1": CHOSEN + name, "new_password2": CHOSEN + name}
    browser.post("/password/", {"old_password": slips[name]} | chosen)
    set_second_factor_up(browser)
    assert browser.get("/").status_code == 200
    return browser


def set_second_factor_up(browser: Browser) -> None:
    """What the page asks for next: a device that knows its secret, and the code it shows."""
    address = browser.get("/").headers["Location"]
    secret = SECRET.search(browser.get(address).text)[1].replace(" ", "")
    assert browser.post(address, {"code": Device(secret).code()}).status_code == 302


def test_each_of_the_three_signs_in_and_the_first_mail_is_sent_within_a_minute(machine):
    system = signed_in(machine, "sysadmin")
    facts = {"username": "wang", "name": "王四平", "email": "wang@inspection.city", "language": "zh-hans"}
    made = system.post("/accounts/add/", facts)
    assert made.status_code == 302, made.text
    rights = signed_in(machine, "secadmin")
    granted = rights.post(f"{made.headers['Location']}grant/", {"role": "office"})
    assert granted.status_code == 302, granted.text
    began = time.monotonic()
    [mail] = until(lambda: machine.mail.received, 75, machine.logs)
    assert time.monotonic() - began < 75
    told = message_from_bytes(mail, policy=policy.default)
    assert told["To"] == "wang@inspection.city"
    assert "https://inspection.city/" in told.get_content()


def test_it_says_that_it_works(machine):
    until(lambda: answers(f"127.0.0.1:{machine.port}"), 60)
    *_before, asked = BLOCKS
    assert machine.run(asked).startswith("ok")


def test_the_nightly_checks_hold(machine):
    machine.manage("verify_trail")


def test_every_line_of_its_logs_is_json(machine):
    lines = [line for path in machine.root.glob("var/log/inspection/*.log") for line in path.read_text().splitlines()]
    assert len(lines) > 10
    assert [line for line in lines if not line.startswith('{"at": ')] == []


def test_nothing_is_written_into_the_program(machine):
    assert not (machine.root / "opt/inspection/current/var").exists()

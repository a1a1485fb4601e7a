"""What `deploy/` holds fits the program and the page that installs it."""

import re
import shlex
import subprocess

import pytest
from django.conf import settings
from django.core.management import get_commands

from config.embedded.home import Home
from config.embedded.postgres import PostgreSQL

DEPLOY = settings.BASE_DIR / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
TIMERS = sorted((DEPLOY / "systemd").glob("*.timer"))
PAGE = (settings.BASE_DIR / "docs/operations.md").read_text(encoding="utf-8")
PROGRAMS = "/opt/inspection/current/.venv/bin/"


def told(unit) -> dict[str, list[str]]:
    facts: dict[str, list[str]] = {}
    for name, value in re.findall(r"^(\w+)=(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE):
        facts.setdefault(name, []).append(value)
    return facts


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_starts_what_is_there(unit):
    for command in told(unit)["ExecStart"]:
        program, *words = shlex.split(command)
        assert program.startswith(PROGRAMS)
        assert (settings.BASE_DIR / ".venv/bin" / program.removeprefix(PROGRAMS)).exists() or not program
        if words[0] == "manage.py":
            assert words[1] in get_commands()


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_runs_as_nobody_of_weight_and_writes_where_it_must(unit):
    facts = told(unit)
    assert facts["User"] == ["inspection"]
    assert facts["ProtectSystem"] == ["strict"]
    assert facts["EnvironmentFile"][0] == "/etc/inspection/environment"


def test_only_the_backup_knows_the_owner_of_the_tables():
    knowing = [unit.name for unit in UNITS if "/etc/inspection/owner" in told(unit)["EnvironmentFile"]]
    assert knowing == ["inspection-backup.service"]


def test_what_runs_by_night_tells_when_it_fails():
    for timer in TIMERS:
        assert told(timer.with_suffix(".service"))["OnFailure"] == ["inspection-failed@%n.service"]


def test_the_page_starts_every_service_and_timer():
    [line] = re.findall(r"^systemctl enable --now (.*)$", PAGE, re.MULTILINE)
    lasting = {unit.stem for unit in UNITS if told(unit).get("Type") != ["oneshot"]}
    assert set(line.split()) == lasting | {timer.name for timer in TIMERS}


def test_every_file_of_the_folder_is_named_on_the_page_or_read_by_the_program():
    read = {"environment.example", "owner.example", "redis.example"}
    named = {path.name for path in DEPLOY.iterdir() if f"deploy/{path.name}" in PAGE}
    assert {path.name for path in DEPLOY.iterdir()} == named | read


def test_the_proxy_passes_on_what_the_program_needs():
    said = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for header in ("Host $host", "X-Forwarded-For $remote_addr", "X-Forwarded-Proto $scheme"):
        assert f"proxy_set_header {header};" in said
    [most] = re.findall(r"client_max_body_size (\d+)m", said)
    assert int(most) * 1024 * 1024 > settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 50 * 1024 * 1024


def test_the_database_of_the_containers_takes_its_settings(tmp_path):
    """As its command is written: PostgreSQL refuses what it does not know, and does not start."""
    [command] = re.findall(r"command: postgres (.*)$", (DEPLOY / "compose.yaml").read_text(), re.MULTILINE)
    options = command.replace("/etc/inspection.conf", str(DEPLOY / "postgresql.conf")).split()
    postgres = PostgreSQL(Home.current()).programs / "postgres"
    environment = {"LD_LIBRARY_PATH": str(postgres.parents[1] / "lib")}
    asked = [postgres, "-C", "log_min_messages", "-D", tmp_path, *options]
    done = subprocess.run(asked, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "log", done.stderr


def test_blocks_of_the_page_are_sound_for_a_shell():
    for block in re.findall(r"^```(?:sh|console)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL):
        done = subprocess.run(["bash", "-n"], input=block, text=True, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")

"""The settings of a new installation: whole, secret, for those alone who need them, and never written over."""

import re
import subprocess
import sys

import pytest
from django.conf import settings

from config.environment import write_environment
from config.production import refuse_unsafe


def values(path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


@pytest.fixture
def written(tmp_path):
    return {path.name: path for path in write_environment(tmp_path / "etc", "inspection.city")}


def test_production_starts_with_them(written):
    refuse_unsafe(values(written["environment"]))
    refuse_unsafe(values(written["environment"]) | values(written["owner"]), as_owner=True)


def test_redis_asks_for_the_password_that_the_program_knows(written):
    [password] = re.findall(r"^requirepass (\S+)$", written["redis"].read_text(), re.MULTILINE)
    assert f":{password}@" in values(written["environment"])["REDIS_URL"]


def test_each_role_has_a_password_of_its_own_and_another_installation_others(written, tmp_path):
    other = values(write_environment(tmp_path / "other", "inspection.city")[0])
    ours = values(written["environment"])
    assert ours["DATABASE_URL"].split(":")[2] != values(written["owner"])["DATABASE_OWNER_URL"].split(":")[2]
    assert ours["SECRET_KEY"] != other["SECRET_KEY"]


def test_only_those_read_them_who_need_them(written):
    modes = {name: oct(path.stat().st_mode & 0o777) for name, path in written.items()}
    assert modes == {"environment": "0o640", "owner": "0o600", "redis": "0o640"}


def test_what_is_there_stays(written, tmp_path):
    before = written["environment"].read_text()
    with pytest.raises(FileExistsError):
        write_environment(tmp_path / "etc", "inspection.city")
    assert written["environment"].read_text() == before


@pytest.mark.parametrize("host", ["", "inspection city", "https://inspection.city", "*", ".city", "a\nDEBUG=1"])
def test_a_host_is_a_name(tmp_path, host):
    done = subprocess.run(
        [sys.executable, "-m", "config.environment", tmp_path / "etc", "--host", host],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr, (tmp_path / "etc").exists()) == (1, False, False)


def test_a_shell_reads_them_as_systemd_does(written):
    shell = f"set -a; . {written['environment']}; printenv DATABASE_URL"
    said = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=True).stdout
    assert said.strip() == values(written["environment"])["DATABASE_URL"]

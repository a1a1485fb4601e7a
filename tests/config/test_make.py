"""The commands that people and CI type. That they work is shown by typing them; here, that they can be read."""

import os
import socket
import subprocess
import sys

import pytest
from django.conf import settings


def run(*command, **environment):
    """Run a command in the checkout."""
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=os.environ | environment, capture_output=True, text=True, check=False
    )


TARGETS = "run setup test check lint bench drills format messages shell lock install bundle stop clean"


@pytest.mark.parametrize("target", TARGETS.split())
def test_make_understands_the_target(target):
    done = run("make", "--dry-run", target)
    assert done.returncode == 0, done.stderr


def test_a_machine_without_a_new_enough_python_is_told_what_is_missing(tmp_path):
    (tmp_path / "Makefile").symlink_to(settings.BASE_DIR / "Makefile")
    done = subprocess.run(
        ["make", "PYTHON=", ".venv/.ready"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "Python 3.11 or later is needed" in done.stdout


def test_the_script_of_ci_is_sound():
    assert os.access(settings.BASE_DIR / ".ci/run", os.X_OK)
    assert run("bash", "-n", ".ci/run").returncode == 0


def test_a_taken_port_is_told_with_a_way_out():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        done = run(sys.executable, "-m", "config.run", "--check-port", PORT=str(port))
    assert done.returncode != 0
    assert f"make run PORT={port + 1}" in done.stderr


def test_the_key_of_the_backups_is_made_without_servers_and_settings(tmp_path):
    """On a machine of its own, where the program is only unpacked and installed."""
    key = tmp_path / "backup.key"
    bare = {"PATH": os.environ["PATH"], "EMBEDDED_VAR": str(tmp_path / "var")}
    command = [sys.executable, "manage.py", "backup_key", key]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=bare, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("age1"), done.stderr
    assert not (tmp_path / "var").exists()

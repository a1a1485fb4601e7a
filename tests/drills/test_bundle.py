"""A machine without any network is set up from a bundle: in a network of its own in which nothing can be reached."""

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from django.conf import settings

from tests.drills.registries import network
from tests.drills.servers import open_folder

pytestmark = [
    pytest.mark.drill,
    pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("unshare"), reason="only root parts from the network"),
]
ALONE = ["unshare", "--net"]


def run(*command: object, folder: Path, **environment: str) -> subprocess.CompletedProcess:
    plain = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(command, cwd=folder, env=plain | environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def unpacked():
    """The tree of a bundle of the last commit, as an administrator unpacks it."""
    with open_folder() as root:
        built = run("make", "bundle", f"BUNDLE={root}", folder=settings.BASE_DIR, **network())
        assert built.returncode == 0, built.stdout + built.stderr
        [archive] = root.glob("*.tar.gz")
        with tarfile.open(archive) as packed:
            packed.extractall(root, filter="data")
        yield root / archive.name.removesuffix(".tar.gz")


def test_it_is_set_up_without_a_network(unpacked):
    done = run(*ALONE, "make", "install", "BUNDLE=.", folder=unpacked)
    assert done.returncode == 0, done.stdout + done.stderr
    checked = run(
        *ALONE,
        ".venv/bin/python",
        "-c",
        "import django, psycopg, celery, lxml, pyrage; print(django.__path__[0])",
        folder=unpacked,
    )
    assert checked.stdout.startswith(str(unpacked)), checked.stderr
    assert (unpacked / "staticfiles/staticfiles.json").exists()
    assert list(unpacked.glob("locale/*/LC_MESSAGES/*.mo"))


@pytest.mark.skipif(not shutil.which("gcc"), reason="LDAP is built with gcc and Debian's libldap2-dev, libsasl2-dev")
def test_what_some_need_besides_comes_from_it_too(unpacked):
    done = run(*ALONE, "make", "install", "BUNDLE=.", "WITH=openid ldap bucket", folder=unpacked)
    assert done.returncode == 0, done.stdout + done.stderr
    told = "import ldap, django_auth_ldap, mozilla_django_oidc, boto3; print(ldap.__file__)"
    checked = run(*ALONE, ".venv/bin/python", "-c", told, folder=unpacked)
    assert checked.stdout.startswith(str(unpacked)), checked.stderr


@pytest.mark.parametrize("lock", ["bundle/requirements.lock", "requirements-openid.lock", "requirements-bucket.lock"])
@pytest.mark.parametrize("processor", ["x86_64", "aarch64"])
@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_it_holds_what_every_machine_needs(unpacked, tmp_path, processor, version, lock):
    """Asked of pip as on such a machine: it finds all in the bundle, and nothing is fetched."""
    fits = [f"--platform={library}_{processor}" for library in ("manylinux2014", "manylinux_2_17", "manylinux_2_28")]
    abis = [f"--abi={abi}" for abi in (f"cp{version.replace('.', '')}", "abi3", "none")]
    wheels = ["--no-index", f"--find-links={unpacked}/bundle/wheels", "--no-deps", "--only-binary=:all:"]
    locked = ["--require-hashes", f"--requirement={unpacked}/{lock}", f"--dest={tmp_path}"]
    pip = [sys.executable, "-m", "pip", "download", "-qq", f"--python-version={version}", "--implementation=cp"]
    done = run(*ALONE, *pip, *fits, *abis, *wheels, *locked, folder=unpacked)
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.iterdir())) > (40 if lock.startswith("bundle/") else 6)


def test_what_was_altered_on_the_way_is_named(unpacked):
    (unpacked / "findings/apps.py").write_text("import os\n", encoding="utf-8")
    done = run(*ALONE, "make", "install", "BUNDLE=.", folder=unpacked)
    assert done.returncode != 0
    assert "findings/apps.py" in done.stdout + done.stderr

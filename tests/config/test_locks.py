"""What is installed is pinned with hashes: each package named with its reason, and whatever these need."""

import re

import pytest
from django.conf import settings

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", re.MULTILINE)
LOCKS = ["requirements", "requirements-dev"]


def text(name):
    return (settings.BASE_DIR / name).read_text()


def pins(name):
    """Version by package, under the one spelling that indexes use."""
    return {re.sub(r"[._-]+", "-", package).lower(): version for package, version in PIN.findall(text(name))}


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_holds_every_package_in_the_version_that_is_asked_for(name):
    asked, locked = pins(f"{name}.txt"), pins(f"{name}.lock")
    assert {package: locked.get(package) for package in asked} == asked


def test_tests_run_with_the_packages_of_the_product():
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_of_a_lock_has_its_hashes(name):
    entries = [entry for entry in re.split(r"\n(?=\w)", text(f"{name}.lock")) if PIN.match(entry)]
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert text(f"{name}.lock").count("--hash=sha256:") > len(pins(f"{name}.lock"))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_index_and_no_address(name):
    assert "://" not in text(f"{name}.lock")
    assert "index-url" not in text(f"{name}.lock")


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_that_is_asked_for_has_its_reason(name):
    lines = [line for line in text(f"{name}.txt").splitlines() if "==" in line]
    assert [line for line in lines if not re.search(r"\s# \w+", line)] == []

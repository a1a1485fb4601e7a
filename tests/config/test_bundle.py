"""A bundle is laid over a tree only whole: what is missing, altered or of another version is named."""

import io
import tarfile

import pytest
from django.conf import settings

from config import bundle

FILES = {"README.md": b"one", "bundle/wheels/a.whl": b"two", "staticfiles/css/site.css": b"three"}


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A tree as a commit has it: without what a bundle brings."""
    monkeypatch.setattr(bundle, "ROOT", tmp_path / "tree")
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree/README.md").write_bytes(FILES["README.md"])
    return tmp_path / "tree"


@pytest.fixture
def archive(tmp_path):
    """`archive(**others)`: a bundle of `FILES`, some of them replaced or left out after their digests were taken."""

    def pack(others=None):
        scratch = tmp_path / "sums"
        scratch.mkdir(exist_ok=True)
        lines = []
        for name, content in FILES.items():
            (scratch / "file").write_bytes(content)
            lines.append(f"{bundle._digest(scratch / 'file')}  {name}\n")
        held = FILES | {bundle.SUMS: "".join(lines).encode()} | (others or {})
        with tarfile.open(tmp_path / "x.tar.gz", "w:gz") as packed:
            for name, content in held.items():
                if content is not None:
                    member = tarfile.TarInfo(f"inspection-rounds-1/{name}")
                    member.size = len(content)
                    packed.addfile(member, io.BytesIO(content))
        return tmp_path / "x.tar.gz"

    return pack


def test_it_lays_out_what_it_brings(tree, archive):
    bundle.unpack(archive())
    assert (tree / "bundle/wheels/a.whl").read_bytes() == b"two"
    assert (tree / "staticfiles/css/site.css").read_bytes() == b"three"


def test_unpacked_by_hand_it_is_held_to_its_digests_in_place(tree, archive):
    bundle.unpack(archive())
    bundle.unpack(tree)
    (tree / "bundle/wheels/a.whl").write_bytes(b"other")
    with pytest.raises(bundle.BundleError, match=r"a\.whl"):
        bundle.unpack(tree)


@pytest.mark.parametrize("content", [b"altered", None])
def test_what_was_altered_or_is_missing_is_named(tree, archive, content):
    with pytest.raises(bundle.BundleError, match=r"site\.css"):
        bundle.unpack(archive({"staticfiles/css/site.css": content}))


def test_a_bundle_of_another_version_is_refused(tree, archive):
    (tree / "README.md").write_bytes(b"of another version")
    with pytest.raises(bundle.BundleError, match=r"README\.md"):
        bundle.unpack(archive())


def test_the_tree_itself_is_not_written_over(tree, archive):
    (tree / "README.md").write_bytes(b"mine")
    with pytest.raises(bundle.BundleError):
        bundle.unpack(archive())
    assert (tree / "README.md").read_bytes() == b"mine"


def test_nothing_is_laid_outside_the_tree(tree, archive):
    with pytest.raises(tarfile.OutsideDestinationError):
        bundle.unpack(archive({"bundle/../../../beside": b"x"}))


def test_what_is_no_bundle_says_how_one_is_made(tree):
    with pytest.raises(bundle.BundleError, match="make bundle"):
        bundle.unpack(tree)


def test_it_leaves_out_what_only_developers_need():
    lock = (settings.BASE_DIR / "requirements.lock").read_text(encoding="utf-8")
    kept = bundle._lock_of_production()
    assert all(name in lock for name in bundle.DEVELOPERS)
    assert not any(name in kept for name in bundle.DEVELOPERS)
    assert len(kept) > len(lock) / 2
    assert kept.count("django==") == 1


def test_it_holds_what_another_machine_asks_for_and_the_one_that_builds_does_not():
    """Debian 12 has Python 3.11.2, for which redis asks for async-timeout."""
    lock = bundle._lock_of_production()
    wanted = bundle._for_every_machine(lock)
    assert "async-timeout==5.0.1 ; python_full_version < '3.11.3' \\\n    --hash" in lock
    assert "async-timeout==5.0.1 \\\n    --hash" in wanted
    assert " ; " not in wanted
    assert wanted.count("--hash") == lock.count("--hash")


@pytest.mark.parametrize(
    ("mode", "kind", "expected"),
    [(0o600, tarfile.REGTYPE, 0o644), (0o700, tarfile.REGTYPE, 0o755), (0o770, tarfile.DIRTYPE, 0o755)],
)
def test_everyone_reads_what_it_holds_and_root_owns_it_whoever_built_it(mode, kind, expected):
    member = tarfile.TarInfo("inspection-rounds-1/manage.py")
    member.mode, member.type, member.uid, member.uname = mode, kind, 1000, "builder"
    laid = bundle._for_everyone(member)
    assert (laid.mode, laid.uid, laid.gid, laid.uname, laid.gname) == (expected, 0, 0, "root", "root")

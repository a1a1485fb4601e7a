"""What a backup holds, by its own words: the last member of the archive."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.utils.crypto import constant_time_compare, salted_hmac

MEMBER, SEAL = "manifest.json", "seal"
FILES, ANCHORS, DATABASE = "files/", "anchors/", "database/"
FORMAT = 1


@dataclass(frozen=True)
class Member:
    """A member of the archive."""

    size: int
    sha256: str


@dataclass
class Manifest:
    """The moment it was taken, of what it was taken, and every member with its digest."""

    taken_at: str
    program: str
    server: int
    dumped_by: int
    migrations: list[str]
    tables: dict[str, int]
    head: tuple[int, str] | None
    members: dict[str, Member] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    format: int = FORMAT

    def as_bytes(self) -> bytes:
        """As it is written."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=0).encode()

    @classmethod
    def read(cls, written: bytes) -> "Manifest":
        """As it was written."""
        facts = json.loads(written)
        facts["members"] = {name: Member(**member) for name, member in facts["members"].items()}
        facts["head"] = tuple(facts["head"]) if facts["head"] else None
        return cls(**facts)

    @property
    def moment(self) -> datetime:
        """When it was taken."""
        return datetime.fromisoformat(self.taken_at)

    @property
    def bytes_of_files(self) -> int:
        """How much the files take together."""
        return sum(member.size for name, member in self.members.items() if name.startswith(FILES))

    @property
    def count_of_files(self) -> int:
        """How many files there are."""
        return sum(name.startswith(FILES) for name in self.members)


def seal_of(written: bytes) -> str:
    """Says that this installation wrote it: anybody can encrypt to a public key, and only we know the secret."""
    return salted_hmac("config.backup", written, algorithm="sha256").hexdigest()


def is_sealed(written: bytes, seal: str) -> bool:
    """Whether an installation with our secret wrote it."""
    return constant_time_compare(seal_of(written), seal)

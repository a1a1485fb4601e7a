"""Preview and commit. Both check the rows anew, so nothing is saved that was not just checked."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from django.conf import settings
from django.core.files import File
from django.db import connection, transaction
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import Actor, Refused
from core.ledgers.foreseen import creations_of
from core.ledgers.importer import Creation, Importer, Options
from core.ledgers.marks import MarkedFile, UnreadableMarked, marked_by, refuse_marked
from core.ledgers.registry import ImportKind, kinds
from core.ledgers.subjects import Subject
from core.trail.recording import acting
from core.wording import kept_alone, sentence
from core.workbook import grids_kept
from core.workbook.grid import grids_of
from core.workbook.package import UnreadableFile
from core.workbook.passed_over import Remark
from core.workbook.read_rows import CellError, Reading, Row
from core.workbook.reader import read_grids
from core.workflow.moves import Conflict


@dataclass(frozen=True)
class ReadBefore:
    """A workbook whose cells were read once and written down (`core.workbook.grids_kept`), and its name."""

    cells: bytes
    name: str


Source = str | BinaryIO | File | ReadBefore  # a path, an open file, or what was read of one
IMPORTED = kept_alone(gettext_lazy("Imported from “%(file)s”"))
LOCK = 0x1E46E5  # one import at a time, so that the next one finds what this one creates


class RefusedRows(Exception):
    """Rows were refused and the person did not ask to go on without them; nothing was saved."""

    def __init__(self, plan: "Plan"):
        super().__init__(_("Some rows were refused, so nothing was saved."))
        self.plan = plan


class Unconfirmed(Exception):
    """Something about the workbook is in doubt and the person did not say that it is right; nothing was saved."""

    def __init__(self, plan: "Plan"):
        super().__init__(
            _("Something in this workbook is in doubt. Confirm that it was understood, or mend the file.")
        )
        self.plan = plan


class NotAllowed(Refused):
    """A ledger of a kind that this person may not import."""

    def __init__(self, kind: ImportKind):
        super().__init__(_("You may not import “%(kind)s”. Ask whoever handles them.") % {"kind": kind.label})
        self.kind = kind


@dataclass
class Plan:
    """A workbook as it was understood: rows good and refused, and what saving the good ones would create."""

    kind: ImportKind
    reading: Reading
    importer: Importer
    creations: list[Creation]

    @property
    def good(self) -> list[Row]:
        return self.reading.good

    @property
    def refused(self) -> list[Row]:
        return self.reading.refused

    @property
    def standing(self) -> list[Row]:
        """Rows whose record is there already; saving changes nothing about it."""
        return self.reading.standing

    @property
    def updates(self) -> list[Row]:
        """Rows that bring what is there already up to date."""
        return [row for row in self.good if row.is_update]

    @property
    def passed_by(self) -> list[Row]:
        """Rows that say something else than what is there already, of which nothing is taken over."""
        return [row for row in self.reading.rows if row.differences and not row.errors and not row.is_update]

    @property
    def errors(self) -> list[CellError]:
        return self.reading.errors

    @property
    def confidential(self) -> bool:
        return self.kind.confidential

    @property
    def remarks(self) -> list[tuple[str, Remark]]:
        """What the person must know before anything is saved, each with the name of its sheet."""
        return self.reading.remarks

    @property
    def is_in_doubt(self) -> bool:
        """Whether some of it must be confirmed."""
        return any(remark.is_doubt for _sheet, remark in self.remarks)

    @cached_property
    def subjects(self) -> list[Subject]:
        """What all rows are about, what needs to be looked at first: what was understood of each, and from where."""
        return self.importer.subjects()

    @cached_property
    def understood(self) -> list[str]:
        """What else was told from elsewhere than the columns, each with where from."""
        return self.importer.understood()

    def fingerprint(self) -> str:
        """A digest that is equal if a later check has the same options, the same good rows and the same creations.

        Computed in one language, since the page and the worker may use different ones.
        """
        with translation.override(settings.LANGUAGE_CODE):
            creations = creations_of(self.importer)
        said = [
            self.kind.key,
            json.dumps(self.importer.options, sort_keys=True),
            *(f"{row.sheet.name}:{row.number}:{_state_of(row)}" for row in self.reading.rows),
            *(f"{creation.label}:{creation.amount}:{creation.names}" for creation in creations),
        ]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


@dataclass(frozen=True)
class Outcome:
    """What a commit did."""

    plan: Plan
    saved: int


def _state_of(row: Row) -> str:
    """What becomes of a row, the same in every language."""
    if row.errors or not row.there:
        return str(bool(row.errors))
    return f"{row.is_update}:{[(each.old, each.new) for each in row.differences]}"


def preview(file: Source, *, by: Actor, options: Options, trusted: bool = False) -> Plan:
    """Read a workbook and check its rows; nothing is written.

    Raises `UnreadableFile` when it cannot be read, fits no ledger or bears the mark of another, and `Refused` when it
    is one that `by` may not import. Of the `options` only those of the ledger's kind are used: the kind is known once
    the file is read. `trusted` is for commands, whose user already has the server.
    """
    kind, reading = _read(file)
    allowed = trusted or kind.open_to(by)
    if not allowed:
        raise NotAllowed(kind)
    importer = kind.importer(reading, by, kind.options_from(options))
    importer.check()
    return Plan(kind, reading, importer, creations_of(importer))


def commit(
    file: Source,
    *,
    by: Actor,
    options: Options,
    skip_refused: bool = False,
    confirmed: bool = False,
    expected: str = "",
    trusted: bool = False,
) -> Outcome:
    """Save a workbook: every row, or with `skip_refused` the good ones, in one transaction.

    Raises `RefusedRows` when rows are refused and may not be skipped, `Unconfirmed` when what is in doubt was not
    `confirmed`, and `Conflict` when the fingerprint is no longer the `expected` one.
    """
    with transaction.atomic():
        _one_at_a_time()
        plan = preview(file, by=by, options=options, trusted=trusted)
        if expected and plan.fingerprint() != expected:
            raise Conflict(_("Since the preview the database has changed. Look at the rows again before you go on."))
        if plan.refused and not skip_refused:
            raise RefusedRows(plan)
        if plan.good and plan.is_in_doubt and not confirmed:
            raise Unconfirmed(plan)
        saved = len(plan.good)
        with acting(by, reason=sentence(IMPORTED, file=_name_of(file))):
            plan.importer.save()
    return Outcome(plan, saved)


def _read(file: Source) -> tuple[ImportKind, Reading]:
    """The workbook, and the one kind of ledger it holds."""
    try:
        grids = grids_kept.read_back(file.cells) if isinstance(file, ReadBefore) else grids_of(file)
        reading = read_grids(grids, [kind.schema for kind in kinds()])
    except UnreadableFile as reason:
        raise marked_by(reason, _name_of(file)) from reason
    found = {sheet.schema.name for sheet in reading}
    if len(found) > 1:
        raise _refusal_of_several(reading, _name_of(file))
    (name,) = found
    kind = next(kind for kind in kinds() if kind.schema.name == name)
    refuse_marked(kind, reading, _name_of(file))
    return kind, reading


def read_once(file: File) -> ReadBefore:
    """Take a file apart, for every look that follows; raises `UnreadableFile` for what is no workbook."""
    try:
        return ReadBefore(grids_kept.written(grids_of(file)), _name_of(file))
    except UnreadableFile as reason:
        raise marked_by(reason, _name_of(file)) from reason


def _refusal_of_several(reading: Reading, name: str) -> UnreadableFile:
    """A workbook that holds ledgers of several kinds; where one is confidential, the refusal is one of that kind."""
    words = _("This workbook holds different ledgers: %(labels)s. Import them one at a time, each in its own file.")
    reason = UnreadableFile(words % {"labels": "、".join(sorted({str(sheet.schema.label) for sheet in reading}))})
    held = {sheet.schema.name for sheet in reading}
    secret = next((kind for kind in kinds() if kind.confidential and kind.schema.name in held), None)
    return UnreadableMarked(secret, reason) if secret else marked_by(reason, name)


@contextmanager
def refusals_traced(by: Actor) -> Iterator[None]:
    """Keep who had a confidential ledger that is refused; call it outside the transaction that the refusal ends."""
    try:
        yield
    except (MarkedFile, UnreadableMarked, NotAllowed) as refusal:
        refusal.kind.record_access(by, "", "refused")
        raise


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _name_of(file: Source) -> str:
    return PurePath(str(getattr(file, "name", file) or "")).name

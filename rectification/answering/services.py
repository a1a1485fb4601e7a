"""Receipt and answer of what the office sent: the same for a letter and for advice, whoever it went to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from core.access.reach import Actor
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.days import require_past
from core.workflow.guards import require_text
from core.workflow.moves import IllegalStep
from core.workflow.saving import lock_row, save_checked
from rectification.evidence import keep_files
from rectification.models.answered import Answered
from rounds.deadlines import obligations
from rounds.models import Obligation

Row = TypeVar("Row", bound=Answered)


@dataclass(frozen=True)
class Flow:
    """One kind of what is receipted and answered: its two duties, what its day of going out is called, and what is
    said where it is receipted, or answered, already.

    Its services ask who may take the step, then change the row by these.
    """

    receipt_owed: str
    answer_owed: str
    went_out: Any
    receipted_already: Any
    answered_already: Any

    def receipt(self, row: Row, by: Actor) -> Row:
        """Receipt it today, by this account. Raises `IllegalStep` where that is done, or needless."""
        return self._receipt(row, by, today(), receipted_by_id=by.pk)

    def record_receipt(self, row: Row, by: Actor, on: date, document: str, files: Sequence[UploadedFile]) -> Row:
        """Record a receipt on paper: its day, and the document that shows it. Raises `ValidationError` by field."""
        document = require_text("document", document, _("Document of the receipt"))
        self._require_after_it_went_out(row, on)
        self._receipt(row, by, on, receipt_document=document)
        keep_files(row, files, by)
        return row

    def answer(
        self, row: Row, by: Actor, files: Sequence[UploadedFile], then: Obligation | None = None, **said: str
    ) -> Row:
        """Answer it today by what is `said`; the office owes `then`, if anything. Raises as `receipt`."""
        return self._answer(row, by, files, then, answered_on=today(), **said)

    def record_answer(
        self,
        row: Row,
        by: Actor,
        on: date,
        files: Sequence[UploadedFile],
        then: Obligation | None = None,
        **said: str,
    ) -> Row:
        """Record an answer that came on paper on that day."""
        self._require_after_it_went_out(row, on)
        return self._answer(row, by, files, then, answered_on=on, **said)

    def _require_after_it_went_out(self, row: Answered, on: date) -> None:
        require_past("on", on, since=getattr(row, row.OUT_ON), fact=self.went_out)

    def _receipt(self, row: Row, by: Actor, on: date, **how: Any) -> Row:
        lock_row(row)
        if row.is_settled or row.receipted_on:
            raise IllegalStep(self.receipted_already)
        save_checked(row, by=by, receipted_on=on, **how)
        obligations.meet(self.receipt_owed, row, on)
        return row

    def _answer(self, row: Row, by: Actor, files: Sequence[UploadedFile], then: Obligation | None, **said: Any) -> Row:
        """An answer says that it has come: nobody waits for its receipt any more."""
        lock_row(row)
        if row.is_settled:
            raise IllegalStep(self.answered_already)
        save_checked(row, by=by, **said)
        keep_files(row, files, by)
        with acting(by):
            if then:
                others = (self.receipt_owed,)
                obligations.meet_and_owe(self.answer_owed, row, said["answered_on"], then, others=others)
            else:
                owed = obligations.owed_on(row, self.answer_owed, self.receipt_owed)
                obligations.meet_each(owed, said["answered_on"])
        return row

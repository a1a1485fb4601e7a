"""The four steps of receipt and answer: by the side that it went to, and by the office from paper."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.workflow.steps import Asks, Command, Step, Task
from rectification.answering.forms import PaperReceiptForm
from rounds.deadlines.querysets import with_owed_day


@dataclass(frozen=True)
class Receipting:
    """What the two steps of a receipt say of one kind of row, and the services that take them."""

    label: Any
    confirm: Any
    done: Any
    task: Any
    command: str
    service: Callable[..., Any]
    record: Callable[..., Any]
    on_paper: Any


@dataclass(frozen=True)
class Answers:
    """What the two steps of an answer say and ask, and the services that take them."""

    label: Any
    asks: Asks
    done: Any
    task: Any
    command: Command
    service: Callable[..., Any]
    record: Callable[..., Any]
    record_asks: Asks
    recorded: Any


def owing(rows: Callable[[Any], Any], node: str) -> Callable[[Any], Any]:
    """Of such rows what waits for this user, with its day; of what came with a ledger nothing is owed."""

    def rows_owing(user):
        return with_owed_day(rows(user), node).filter(owed_on__isnull=False)

    return rows_owing


def of_their_side(rows: Any, said: Receipting, node: str, answers: Answers) -> tuple[Step, Step]:
    """Receipt and answer by those whom it went to; the receipt is a task where it is owed under `node`."""
    return (
        Step(
            "receipt",
            said.label,
            rows=rows.receiptable_by,
            service=said.service,
            confirm=said.confirm,
            done=said.done,
            task=Task(
                said.task,
                _("Read and receipt"),
                due_on=lambda row: row.owed_on,
                rows=owing(rows.receiptable_by, node),
            ),
            command=Command(said.command),
        ),
        Step(
            "answer",
            answers.label,
            rows=rows.answerable_by,
            service=answers.service,
            asks=answers.asks,
            done=answers.done,
            primary=lambda row: row.receipted_on is not None,
            task=Task(answers.task, _("Go and answer"), due_on=lambda row: row.answer_due_on),
            command=answers.command,
        ),
    )


def from_paper(rows: Any, said: Receipting, answers: Answers) -> tuple[Step, Step]:
    """Receipt and answer as the office records them from paper."""
    return (
        Step(
            "record_receipt",
            _("Record the receipt from paper"),
            rows=rows.receipts_recordable_by,
            service=said.record,
            asks=Asks(PaperReceiptForm, consequence=said.on_paper),
            done=_("The receipt is recorded."),
            primary=False,
        ),
        Step(
            "record_answer",
            _("Record the answer from paper"),
            rows=rows.recordable_by,
            service=answers.record,
            asks=answers.record_asks,
            done=answers.recorded,
            primary=False,
        ),
    )

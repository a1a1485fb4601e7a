"""`manage.py import_ledger FILE.xlsx`: what a ledger holds and what importing it would create; `--commit` saves it."""

from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.access.reach import Refused
from core.ledgers.importer import Options
from core.ledgers.registry import ImportKind
from core.ledgers.running import Plan, RefusedRows, Unconfirmed, commit, preview, refusals_traced
from core.workbook.dates import day
from core.workbook.package import UnreadableFile
from core.workbook.refused import write_refused
from core.workdays.reckoning import today
from core.workflow.moves import Conflict, IllegalStep
from personnel.accounts.services import system_account
from personnel.models import Pool, User


def _day_over(text: str) -> str:
    """A day that is not still to come, as ISO text."""
    try:
        read = day()(text, "")
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error
    if read > today():
        raise ArgumentTypeError(_("This day is still to come. Enter the day on which it happened."))
    return read.isoformat()


class Command(BaseCommand):
    help = "Read a ledger as offices keep them. Without --commit only a preview; with it, all rows or none."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.xlsx")
        parser.add_argument("--commit", action="store_true", help="save the rows")
        parser.add_argument(
            "--skip-refused", type=Path, metavar="OUT.xlsx", help="save good rows, write others to OUT"
        )
        parser.add_argument("--confirm", action="store_true", help="what is in doubt was understood rightly")
        parser.add_argument("--round", type=int, metavar="N", help="the round of a ledger that names none")
        parser.add_argument(
            "--fed-back-on",
            dest="delivered_on",
            type=_day_over,
            metavar="YYYY-MM-DD",
            help="the day of the feedback, where neither a row nor what is here already tells it",
        )
        parser.add_argument("--update", action="store_true", help="bring up to date what is there already")
        parser.add_argument("--pool", choices=Pool.values, help="the pool of a roster that names none")
        parser.add_argument("--by", metavar="USERNAME", help="the account that imports; without it, the system")

    def handle(self, *, file, by, **options):
        if not file.is_file():
            raise CommandError(_("There is no file “%(file)s”.") % {"file": file})
        account = {"by": _account(by) if by else system_account(), "trusted": by is None}
        self.shown: list[ImportKind] = []
        said = {name: options[name] for name in ("round", "delivered_on", "update", "pool")}
        try:
            with refusals_traced(account["by"]), self._looks_traced(account["by"]):
                self._import(file, said, account, options)
        except (UnreadableFile, Conflict, IllegalStep, Refused, OSError) as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except IntegrityError as error:
            words = _("Meanwhile someone else entered the same. Look at it again before you go on.")
            raise CommandError(words) from error

    @contextmanager
    def _looks_traced(self, by: User) -> Iterator[None]:
        """Keep who had a confidential ledger before them, also where the transaction that read it was undone."""
        try:
            yield
        finally:
            for kind in self.shown:
                kind.record_access(by, "", "preview")

    def _import(self, file: Path, said: Options, account: dict, options: dict) -> None:
        if options["commit"]:
            self._commit(file, said, account, options["skip_refused"], confirmed=options["confirm"])
        else:
            self._preview(preview(str(file), options=said, **account), options["skip_refused"])

    def _preview(self, plan: Plan, out: Path | None) -> None:
        self._tell(plan)
        self._hand_back(plan, out)
        self.stdout.write(_("Nothing was saved. With --commit the rows are saved."))

    @transaction.atomic
    def _commit(self, file: Path, said: Options, account: dict, out: Path | None, *, confirmed: bool) -> None:
        """Save, and write the refused rows; if these cannot be written, nothing is saved."""
        try:
            outcome = commit(str(file), options=said, skip_refused=out is not None, confirmed=confirmed, **account)
        except Unconfirmed as doubt:
            self._tell(doubt.plan)
            raise CommandError(
                _("Something is in doubt, so nothing was saved. Mend the file, or say --confirm if it is right.")
            ) from doubt
        except RefusedRows as refused:
            self._tell(refused.plan)
            raise CommandError(
                _("Some rows were refused, so nothing was saved. Mend them, or use --skip-refused OUT.xlsx.")
            ) from refused
        self._tell(outcome.plan)
        self._hand_back(outcome.plan, out)
        self.stdout.write(_("Saved: %(amount)s rows.") % {"amount": outcome.saved})

    def _tell(self, plan: Plan) -> None:
        """What was understood, sheet by sheet, every refusal with its place and cause, and what is created."""
        self.shown.append(plan.kind)
        self.stdout.write(f"{plan.kind.label}")
        for sheet in plan.reading:
            self.stdout.write(
                _("Sheet “%(sheet)s”: %(good)s good, %(standing)s there already, %(refused)s refused")
                % {
                    "sheet": sheet.name,
                    "good": len(sheet.good),
                    "standing": len(sheet.standing),
                    "refused": len(sheet.refused),
                }
            )
        for unread in plan.reading.unread:
            self.stdout.write(_("Sheet “%(sheet)s” was passed over: %(reason)s") % vars_of(unread))
        for sheet_name, remark in plan.remarks:
            mark = "?" if remark.is_doubt else "·"
            self.stdout.write(
                f"  {mark} " + _("sheet “%(name)s”: %(text)s") % {"name": sheet_name, "text": remark.text}
            )
        for line in [*plan.subjects, *plan.understood]:
            self.stdout.write(f"  · {line}")
        for error in plan.errors:
            self.stdout.write(f"  ✗ {error}")
        self._tell_differences(plan)
        for made in plan.creations:
            self.stdout.write(f"  + {made.label}：{made.amount}  {'、'.join(made.names)}{'……' if made.more else ''}")
            if made.warning:
                self.stdout.write(f"  ! {made.warning}")

    def _tell_differences(self, plan: Plan) -> None:
        """What is brought up to date, old and new, and what a row says otherwise without being taken over."""
        for mark, rows, title in (
            ("~", plan.updates, _("is brought up to date")),
            ("≠", plan.passed_by, _("differs from what is there, which stays")),
        ):
            for row in rows:
                place = _("Sheet “%(sheet)s” row %(row)d") % {"sheet": row.sheet.name, "row": row.number}
                self.stdout.write(f"  {mark} {place} {title}：{'；'.join(map(str, row.differences))}")

    def _hand_back(self, plan: Plan, out: Path | None) -> None:
        if out and plan.refused:
            write_refused(str(out), plan.reading)
            self.stdout.write(_("Refused rows to mend: %(file)s") % {"file": out})


def vars_of(unread) -> dict:
    return {"sheet": unread.name, "reason": unread.reason}


def _account(username: str) -> User:
    account = User.objects.active().filter(username=username).first()
    if account is None:
        raise CommandError(_("No open account is called “%(name)s”.") % {"name": username})
    return account

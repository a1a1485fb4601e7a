"""The decision on an application about an item, the same for each kind: held, not by its own side, entered once."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Manager, QuerySet

from core.workflow.guards import day_or_today
from core.workflow.moves import IllegalStep, lock
from core.workflow.saving import save_checked
from personnel.models import User
from rectification.models import Item
from rectification.models.applications import WITHDRAWN, Application
from rectification.sides import (
    of_office,
    of_organization,
    require_none_of_office,
    require_none_of_organization,
)


def open_application(
    item: Item, applications: QuerySet | Manager, *, by: User, nobody: str, held: Sequence[str] = (), **asked: Any
) -> Any:
    """The application that waits for a decision, with what is `asked` beside it, its item and what else is `held`.

    Raises `IllegalStep` with the words `nobody` where none waits, and `Refused` for who acted for the organization.
    """
    # Only who ever stood for an organization can have: of others the longest part of the statement is not asked.
    may_have_acted = bool(by.reach.once_of)
    if may_have_acted:
        asked["of_organization"] = of_organization(item.hand_over)
    application = _waiting(item, applications, nobody, held, asked)
    require_none_of_organization(by, application.of_organization if may_have_acted else ())
    return application


def withdraw(
    item: Item, applications: QuerySet | Manager, reason: str, *, by: User, nobody: str, on: date | None
) -> Any:
    """End the application that waits for a decision, for the side that applied; it stays told, with the reason.

    Raises `IllegalStep` with the words `nobody` where none waits, and `Refused` for who acted for the office.
    """
    asked = {"of_office": of_office(item.hand_over)}
    application = _waiting(item, applications, nobody, (), asked)
    require_none_of_office(by, item.hand_over, application.of_office)
    since = getattr(application, "accepted_on", None) or application.applied_on
    decide(application, WITHDRAWN, reason, by=by, on=day_or_today(on, since=since))
    return application


def _waiting(
    item: Item, applications: QuerySet | Manager, nobody: str, held: Sequence[str], asked: dict[str, Any]
) -> Any:
    lock(item)
    waiting = applications.filter(decision="").annotate(**asked)
    application = waiting.select_for_update(of=("self", *held)).first()
    if application is None:
        raise IllegalStep(nobody)
    return application


def decide(application: Application, decision: str, opinion: str, *, by: User, on: date) -> None:
    """Enter the decision. No other application is open on the item, which is held: that is not asked again."""
    facts = {"decision": decision, "opinion": opinion.strip(), "decided_by": by, "decided_on": on}
    save_checked(application, by=by, sure=["item"], ask_checks=False, **facts)

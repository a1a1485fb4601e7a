"""Nobody is handed what they cannot take: whether the addressed have accounts, and the step that asks for them."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.ui.views.record import Fact
from core.workflow.acts import all_or_nothing
from core.workflow.steps import Rows, Step, require_among
from personnel.account_requests import services
from personnel.account_requests.querysets import Seats, lacking_accounts, seats_of
from personnel.account_requests.steps import ASK, ASK_CONFIRM, ASKED
from rounds.models import Organization


def asking_step(rows: Rows, organization: str, occasion: str, *, states: tuple[str, ...] = ()) -> Step:
    """The step by which the office asks for accounts of the organization that such rows address, at this path."""
    return Step(
        "request_accounts",
        ASK,
        rows=rows,
        offered=lambda user: lacking_accounts(rows(user), organization),
        states=states,
        primary=False,
        service=_asking(rows, attrgetter(organization.replace("__", ".")), occasion),
        confirm=ASK_CONFIRM,
        done=ASKED,
    )


def _asking(rows: Rows, organization_of: Callable[[Any], Organization], occasion: str) -> Callable[..., Any]:
    @all_or_nothing
    def request_accounts(row, *, by):
        """Ask for the accounts of the organization that this row addresses."""
        require_among(rows(by), row, _("This step is not yours to take."))
        return services.request_accounts(organization_of(row), by=by, occasion=occasion)

    return request_accounts


def told_of_accounts(organization: Organization, user) -> list[Fact]:
    """What the office reads where the addressed lack an account; nothing where both posts have one."""
    seats = seats_of(organization, user)
    if not seats.lacking:
        return []
    address = seats.request.get_absolute_url() if seats.request else ""
    return [Fact(_("Without an account"), _words(seats), wide=True, url=address)]


def _words(seats: Seats) -> str:
    told = {"posts": seats.lacking_in_words}
    if seats.request is None:
        words = _("%(posts)s. Nobody signs or reports in this post here; ask for the account, or record from paper.")
        return words % told
    asked = {
        "name": seats.request.asked_by,
        "day": date_format(seats.request.asked_on),
        "next": seats.request.waits_for,
    }
    return _("%(posts)s. Asked for by %(name)s on %(day)s; next: %(next)s.") % (told | asked)

"""Pages of requests for accounts."""

from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.ui.views.list import ListPage
from core.ui.views.record import Fact, RecordPage, facts_of
from personnel.account_requests.filters import AccountRequestFilter
from personnel.account_requests.tables import AccountRequestTable
from personnel.models import AccountRequest
from personnel.permissions import sees_account_requests

LIST = (gettext_lazy("Account requests"), reverse_lazy("personnel:account_requests"))


class OfAccountRequests:
    """Pages over requests for accounts."""

    crumbs = [LIST]

    def queryset_for(self, user):
        """Those this user sees, each with who acts next."""
        rows = AccountRequest.objects.visible_to(user).with_standing()
        return rows.select_related("organization", "asked_by", "decided_by")


class AccountRequestList(OfAccountRequests, ListPage):
    title = gettext_lazy("Account requests")
    crumbs: list = []
    table_class = AccountRequestTable
    filter_class = AccountRequestFilter
    empty_text = gettext_lazy("No accounts are asked for.")
    empty_hint = gettext_lazy("The office asks on the page of a hand-over, a letter, a self-check or an organization.")

    def may_open(self, user):
        return sees_account_requests(user)


class AccountRequestPage(OfAccountRequests, RecordPage):
    """One request: whose accounts, what is done, and who acts next."""

    def facts(self):
        request = self.record
        decided = ("decided_by", "decided_on") if request.decided_by_id else ()
        told = [Fact(_("Next"), request.waits_for, wide=True)] if request.waits_for else []
        declined = ("opinion",) if request.opinion else ()
        return [
            *facts_of(request, "organization"),
            Fact(_("Accounts wanted"), request.posts_in_words),
            *facts_of(request, "occasion", "asked_by", "asked_on"),
            *told,
            *facts_of(request, *decided, *declined, wide=("opinion",)),
        ]

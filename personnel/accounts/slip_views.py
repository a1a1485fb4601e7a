"""Printing sealed slips: drawn by a button, shown once on the page that is printed."""

import json

from django.conf import settings
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.access import codes
from core.ui.context import office_name
from core.ui.views.base import Page
from core.ui.views.form import FormPage
from personnel.accounts.forms import SlipsForm
from personnel.accounts.slips import AT_ONCE, draw_slips
from personnel.models import PasswordSlip, User
from personnel.permissions import can_keep_accounts

TO_PRINT = "slips_to_print"
"""What the session keeps, encrypted, until the page was shown: the passwords by the key of their slip."""
LIST = [(gettext_lazy("Accounts"), reverse_lazy("personnel:accounts"))]
LONGEST_KEY = 19  # digits; the database has no larger keys


class SlipsDraw(FormPage):
    """Whose slips are printed: those ticked in the list of accounts, or all that wait for one."""

    title = gettext_lazy("Print sealed slips")
    crumbs = LIST
    form_class = SlipsForm
    intro = gettext_lazy("A one-time password is made for each account. The next page shows them once, to be printed.")
    submit_label = gettext_lazy("Make the passwords and print")
    done = gettext_lazy("The slips are drawn. Print them now.")

    def may_open(self, user):
        return can_keep_accounts(user)

    def form_kwargs(self):
        return {"user": self.request.user}

    def initial(self):
        waiting = self.form_class.waiting_for(self.request.user)
        if "all" not in self.request.GET:
            ticked = [pk for pk in self.request.GET.getlist("pk") if pk.isdecimal() and len(pk) < LONGEST_KEY]
            waiting = waiting.filter(pk__in=ticked)
        return {"accounts": list(waiting[:AT_ONCE])}

    def save(self, form):
        _keep(self.request, draw_slips(form.cleaned_data["accounts"], by=self.request.user))
        return "personnel:slips"


@require_POST
@never_cache
def draw_one(request, pk):
    """Draw the slip of one account, the first or anew."""
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    _keep(request, draw_slips([user], by=request.user))
    return redirect("personnel:slips")


def _keep(request, drawn) -> None:
    """Until the next page, encrypted: a page that is sent again would draw them again."""
    passwords = {each.slip.pk: each.password for each in drawn}
    request.session[TO_PRINT] = codes.seal(json.dumps(passwords))


class SlipsPage(Page):
    """The slips that were just drawn, on A4 with lines to cut along; loaded again it has none."""

    title = gettext_lazy("Sealed slips")
    crumbs = LIST
    template_name = "personnel/slips.html"

    def may_open(self, user):
        return can_keep_accounts(user)

    def get(self, request, *args, **kwargs):
        """Once: what the session kept is gone with it."""
        response = self.render_to_response(self.get_context_data())
        response["Cache-Control"] = "no-store"
        return response

    def get_context_data(self, **kwargs):
        sealed = self.request.session.pop(TO_PRINT, "")
        passwords = {int(pk): password for pk, password in json.loads(codes.unseal(sealed) or "{}").items()}
        slips = PasswordSlip.objects.visible_to(self.request.user).filter(pk__in=passwords)
        slips = slips.select_related("account__organization").order_by("account__organization__name_key", "pk")
        return super().get_context_data(
            slips=[(slip, passwords[slip.pk]) for slip in slips],
            sign_in=settings.SITE_URL + reverse("login"),
            office=office_name(),
            **kwargs,
        )

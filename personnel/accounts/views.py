"""Accounts: made and shut by the system administrator, given roles by the security administrator."""

from django.contrib import messages
from django.contrib.auth import views as auth
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.access.reach import require
from core.consent.views import ShowsProposals
from core.trail.history import timeline
from core.ui.forms import ReasonForm
from core.ui.views.base import Action
from core.ui.views.form import FormPage, StepPage
from core.ui.views.frame import TriesPassword
from core.ui.views.list import BulkAction, ListPage
from core.ui.views.picker import PickerOptions
from core.ui.views.record import Fact, RecordPage, facts_of
from core.workflow.moves import hold
from personnel.accounts import services as account_services
from personnel.accounts.filters import AccountFilter
from personnel.accounts.forms import AccountForm, OwnPasswordForm
from personnel.accounts.oversight import FACTOR_RESET, GRANT
from personnel.accounts.resets import resets_of
from personnel.accounts.roles import revoke_role
from personnel.accounts.tables import AccountTable, GrantsOfAccount, SlipsOfAccount
from personnel.models import PasswordSlip, PortfolioEntry, RoleGrant, User
from personnel.permissions import can_grant_role, can_grant_roles, can_keep_accounts, can_see_accounts
from rounds.models import Organization

LIST = (gettext_lazy("Accounts"), reverse_lazy("personnel:accounts"))


class OfAccounts:
    """Pages over accounts."""

    crumbs = [LIST]

    def queryset_for(self, user):
        """The accounts this user sees."""
        return User.objects.visible_to(user)


class AccountList(ListPage):
    title = gettext_lazy("Accounts")
    table_class = AccountTable
    filter_class = AccountFilter
    empty_text = gettext_lazy("No account yet.")

    def may_open(self, user):
        return can_see_accounts(user)

    def queryset_for(self, user):
        rows = User.objects.visible_to(user).select_related("person", "organization", "body")
        return rows.prefetch_related("grants")

    def actions(self):
        if not can_keep_accounts(self.request.user):
            return []
        return [
            Action(_("Accounts from a workbook"), reverse("imports"), "file-import"),
            Action(_("New account"), reverse("personnel:account_add"), "plus", primary=True),
        ]

    def bulk_actions(self):
        """Steps on many rows, and the slips of those that are ticked."""
        if not can_keep_accounts(self.request.user):
            return super().bulk_actions()
        return [
            *super().bulk_actions(),
            BulkAction(_("Print sealed slips"), reverse("personnel:slips_draw"), "printer", asks=True),
        ]


class AccountPage(ShowsProposals, RecordPage):
    template_name = "personnel/account_page.html"
    proposed = (GRANT, FACTOR_RESET, account_services.RENAME, account_services.RESET)

    def queryset_for(self, user):
        return User.objects.visible_to(user).select_related("person", "organization", "body")

    def get_crumbs(self):
        """The list, for those who open it: everybody sees their own account."""
        return [LIST] if can_see_accounts(self.request.user) else []

    @property
    def hide_from_timeline(self):
        """The trail names the organizations an account stood for once; who is recused from one is told of none."""
        return ("organization",) if self.request.user.reach.recused_organizations else ()

    def events(self):
        """The record of an account is read by administrators: it names accounts as the trail does."""
        return list(reversed(timeline(self.record, self.own_events, hide=self.hide_from_timeline, accounts=True)))

    def facts(self):
        followed = PortfolioEntry.objects.visible_to(self.request.user).filter(user=self.record)
        entries = followed.select_related("organization").order_by("organization__name_key")
        portfolio = "、".join(str(entry.organization) for entry in entries)
        signing_in = ("created_at", "last_login", "password_set_at", "second_factor_at")
        own = facts_of(self.record, "username", "email", "mobile", "language", *signing_in)
        own += facts_of(self.record, "wanted_role") if self.record.wanted_role else []
        sides = facts_of(self.record, "person", "organization", "body")
        return [*own, *sides, Fact(_("Portfolio"), portfolio, wide=True)]

    def actions(self):
        if not can_keep_accounts(self.request.user):
            return []
        return [Action(_("Change"), reverse("personnel:account_change", args=[self.record.pk]), "pencil")]

    def get_context_data(self, **kwargs):
        grants = self.record.grants.order_by("revoked_on", "-granted_on")
        grantable = can_grant_role(self.request.user, self.record)
        roles = GrantsOfAccount(grants, exclude=() if grantable else ("steps",))
        slips = PasswordSlip.objects.visible_to(self.request.user).filter(account=self.record)
        drawn = SlipsOfAccount(slips.select_related("drawn_by"))
        return super().get_context_data(grants=roles, slips=drawn, **kwargs)


def show_password(request, user, password) -> None:
    """Tell the one-time password once, to whoever made it."""
    words = _("One-time password of %(user)s: %(password)s — it is shown only now.")
    messages.warning(request, words % {"user": user.username, "password": password})


class AccountForms(OfAccounts, FormPage):
    """Parent of what only the system administrator does."""

    form_class = AccountForm
    submit_label = gettext_lazy("Save")

    def may_open(self, user):
        return can_keep_accounts(user)

    def form_kwargs(self):
        return {"user": self.request.user}


class AccountAdd(AccountForms):
    title = gettext_lazy("New account")
    intro = gettext_lazy("The account begins without roles; the security administrator grants them.")
    done = gettext_lazy("The account is made.")

    def initial(self):
        """The organization whose accounts are asked for (`personnel.account_requests`)."""
        wanted = self.request.GET.get("organization", "")
        return {"organization": wanted} if wanted.isdecimal() else {}

    def save(self, form):
        user, password = account_services.create_user(by=self.request.user, **form.cleaned_data)
        if password:
            show_password(self.request, user, password)
        return user


class AccountChange(AccountForms):
    title = gettext_lazy("Change the account")

    def save(self, form):
        user = account_services.update_user(self.record, by=self.request.user, **form.cleaned_data)
        if any(getattr(user, name) != form.cleaned_data[name] for name in account_services.NAMES):
            self.done = _("The new name waits for another administrator to confirm it; the rest is saved.")
        return user


class GrantRevoke(StepPage):
    title = gettext_lazy("Revoke the role")
    crumbs = [LIST]
    form_class = ReasonForm
    consequence = gettext_lazy("What the role allowed is closed with the next page the person asks for.")
    submit_label = gettext_lazy("Revoke")
    done = gettext_lazy("The role is revoked.")
    danger = True

    def may_open(self, user):
        return can_grant_roles(user)

    def queryset_for(self, user):
        return RoleGrant.objects.visible_to(user).select_related("user")

    def get_cancel_url(self):
        return self.record.user.get_absolute_url()

    def save(self, form):
        revoke_role(self.record, by=self.request.user, reason=form.cleaned_data["reason"])
        return self.record.user


@require_POST
@never_cache
def reset_password(request, pk):
    """Set a new one-time password and show it once."""
    accounts = User.objects.visible_to(request.user).select_for_update(of=("self",))
    user = hold(get_object_or_404(accounts, pk=pk))
    show_password(request, user, account_services.reset_password(user, by=request.user))
    return redirect(user)


class SideOptions(PickerOptions):
    """Names of organizations for the form of an account."""

    def search(self, user, words):
        return Organization.objects.named_to(user).search(words)


class PasswordChange(TriesPassword, auth.PasswordChangeView):
    """One's own password; a one-time password leads nowhere else."""

    form_class = OwnPasswordForm

    def name_tried(self):
        return self.account.username

    @cached_property
    def account(self):
        """The account itself, not the lazy one of the request."""
        return User.objects.visible_to(self.request.user).get(pk=self.request.user.pk)

    def dispatch(self, request, *args, **kwargs):
        """Where the office's directory keeps the password, it is changed there."""
        require(not request.user.by_directory, _("The office's directory keeps your password. It is changed there."))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.account, "request": self.request}

    def get_context_data(self, **kwargs):
        once = self.account.must_change_password
        return super().get_context_data(resets=resets_of(self.account) if once else [], **kwargs)

    def form_valid(self, form):
        form.save()
        auth.update_session_auth_hash(self.request, self.account)
        return HttpResponseRedirect(reverse("password_change_done"))

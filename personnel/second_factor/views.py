"""One's own second factor: set up with a picture, proven by a code, changed with one."""

import json

import segno
from django.conf import settings
from django.contrib import auth
from django.http import Http404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.access import codes
from core.ui.context import office_name
from core.ui.views.form import FormPage
from core.ui.views.frame import TriesPassword
from core.ui.views.sign_in_code import TriesCode
from personnel.models import SecondFactor, User
from personnel.second_factor import services
from personnel.second_factor.forms import ChosenSetUpForm, ProofForm, SetUpForm

OPENID = "openid"
PAGE = reverse_lazy("personnel:second_factor")
SECRET, WRITTEN_DOWN = "second_factor_secret", "recovery_codes"
"""What the session keeps, encrypted: a secret until it is proven, recovery codes until they were shown."""


class OwnFactor:
    """Pages over one's own second factor."""

    @cached_property
    def account(self):
        """The account itself, not the lazy one of the request."""
        return User.objects.visible_to(self.request.user).get(pk=self.request.user.pk)

    def dispatch(self, request, *args, **kwargs):
        """Nothing is here for whoever has none here."""
        if not request.user.may_have_second_factor:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def show_later(self, recovery_codes):
        """Let the page of the second factor show the new codes, once; this session outlives the change."""
        auth.update_session_auth_hash(self.request, self.account)
        self.request.session[WRITTEN_DOWN] = codes.seal(json.dumps(recovery_codes))
        return PAGE


class SecondFactorPage(OwnFactor, TriesPassword, FormPage):
    """Sets it up; once it is, says since when, and shows new recovery codes once."""

    title = _("Second factor")
    submit_label = _("Switch on")
    done = _("The second factor is on.")
    cancel_url = "/"

    def get_template_names(self):
        shown = "state" if self.account.second_factor_at else "set_up"
        return [f"personnel/second_factor/{shown}.html"]

    @property
    def asks_password(self) -> bool:
        """Of whom it is no duty; who signs in by OpenID Connect has no password that could be asked for."""
        elsewhere = self.account.by_directory and settings.DIRECTORY == OPENID
        return not (self.account.owes_second_factor or elsewhere)

    @property
    def form_class(self):
        """With the password or without."""
        return ChosenSetUpForm if self.asks_password else SetUpForm

    def form_kwargs(self):
        return {"request": self.request, "account": self.account} if self.asks_password else {}

    def name_tried(self):
        return self.account.get_username()

    @cached_property
    def secret(self) -> str:
        """The same for as long as it takes to set it up: whoever loads the page again sees the same picture."""
        known = codes.unseal(self.request.session.get(SECRET, ""))
        if known is None:
            known = codes.new_secret()
            self.request.session[SECRET] = codes.seal(known)
        return known

    def save(self, form):
        made = services.set_up(self.account, secret=self.secret, code=form.cleaned_data["code"])
        del self.request.session[SECRET]
        return self.show_later(made)

    def get_context_data(self, **kwargs):
        told = self._state() if self.account.second_factor_at else self._to_scan()
        return super().get_context_data(account=self.account, **told, **kwargs)

    def _to_scan(self) -> dict:
        address = codes.address_of(self.secret, account=self.account.get_username(), issuer=office_name())
        groups = [self.secret[at : at + 4] for at in range(0, len(self.secret), 4)]
        picture = segno.make_qr(address).svg_data_uri(scale=5, border=4, light="white")
        return {"picture": picture, "secret": " ".join(groups), "owed": self.account.owes_second_factor}

    def _state(self) -> dict:
        sealed = self.request.session.pop(WRITTEN_DOWN, "")
        return {
            "recovery_codes": json.loads(codes.unseal(sealed) or "[]"),
            "factor": SecondFactor.objects.visible_to(self.account).first(),
            "is_required": self.account.must_have_second_factor,
        }


class Proven(OwnFactor, TriesCode, FormPage):
    """Parent of what asks for a code first."""

    form_class = ProofForm
    cancel_url = PAGE
    crumbs = [(_("Second factor"), PAGE)]

    def form_kwargs(self):
        return {"request": self.request, "account": self.account}

    def get(self, request, *args, **kwargs):
        """Only where there is a code to ask for."""
        if not self.account.second_factor_at:
            raise Http404
        return super().get(request, *args, **kwargs)


class RecoveryCodes(Proven):
    title = _("New recovery codes")
    intro = _("The old ones are good no more. A code of the device comes first.")
    submit_label = _("Make new ones")
    done = _("New recovery codes are made.")

    def save(self, form):
        return self.show_later(services.renew_recovery_codes(self.account))


class Removal(Proven):
    intro = _("A code of the present device comes first, or a recovery code. Then the present one is good no more.")
    submit_label = _("Take this device away")
    done = _("The second factor is taken away.")

    def get_title(self):
        """Who must have one goes on with another device; others may leave it off."""
        required = self.account.must_have_second_factor
        return _("Use another device") if required else _("Switch off or use another device")

    def save(self, form):
        services.remove(self.account)
        auth.update_session_auth_hash(self.request, self.account)
        return PAGE

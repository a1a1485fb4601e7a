"""OpenID Connect: the directory says who signed in there, and nothing else."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView
from requests import RequestException

from core.access import half_way
from core.access.session_limits import ENDED
from core.ui import language
from personnel.accounts.backends import SessionsOfAccounts
from personnel.models import User


class OpenIdBackend(SessionsOfAccounts, OIDCAuthenticationBackend):
    """By what the directory signed for us; the account is here, and matched by its user name."""

    def verify_token(self, token, **kwargs):
        """What the token says, if this directory made it for this program."""
        said = super().verify_token(token, **kwargs)
        audience = said.get("aud")
        meant = [audience] if isinstance(audience, str) else audience or []
        if said.get("iss") != settings.OIDC_ISSUER or self.OIDC_RP_CLIENT_ID not in meant:
            raise SuspiciousOperation("The token is of another directory, or for another program.")
        return said

    def retrieve_matching_jwk(self, token):
        """The key of the directory that the token names."""
        try:
            return super().retrieve_matching_jwk(token)
        except KeyError as error:
            raise SuspiciousOperation("The token names no key.") from error

    def get_or_create_user(self, access_token, id_token, payload):
        """The account here; the directory makes none, and changes none."""
        said = self.get_userinfo(access_token, id_token, payload)
        if said.get("sub") != payload.get("sub"):
            raise SuspiciousOperation("The directory speaks of somebody else than it signed for.")
        claim = settings.OIDC_USERNAME_CLAIM
        return User.objects.of_directory(said.get(claim) or payload.get(claim)).first()


@method_decorator(login_not_required, name="dispatch")
class ToDirectory(OIDCAuthenticationRequestView):
    """Sends the browser to the directory."""


@method_decorator(login_not_required, name="dispatch")
class FromDirectory(OIDCAuthenticationCallbackView):
    """Takes up who signed in there; a second factor of the account here is asked for as after a password."""

    def get(self, request):
        try:
            return super().get(request)
        except RequestException:
            return self._back("directory_away")

    def login_success(self):
        if self.user.asks_for_code:
            half_way.begin(self.request, self.user, then=self.success_url)
            return redirect("sign_in_code")
        response = super().login_success()
        language.remember(response, self.user.language)
        return response

    def login_failure(self):
        return self._back("not_known_here")

    def _back(self, why: str):
        self.request.session[ENDED] = why
        return redirect("login")


urlpatterns = [
    path("", ToDirectory.as_view(), name="directory"),
    path("return/", FromDirectory.as_view(), name="directory_return"),
]

"""Getting a token by name and password, and ending it."""

from django.contrib.auth import authenticate, user_logged_in
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import Throttled
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from core.access.reach import require
from core.access.signins import DIRECTORY_AWAY, WRONG_CODE, DirectoryAway, TooManyFailures, one_code, one_try
from core.api.errors import ProblemError
from core.api.throttles import TokenThrottle
from core.api.tokens import issue_token
from core.api.views import Limited


class Credentials(serializers.Serializer):
    """Name and password of an account; `code` where it has a second factor: six digits, or a recovery code."""

    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=200, trim_whitespace=False)
    code = serializers.CharField(max_length=30, required=False)


class IssuedToken(serializers.Serializer):
    """A token, readable this once."""

    token = serializers.CharField()
    expires_at = serializers.DateTimeField()


class WrongCredentials(ProblemError):
    """One answer for every way in which name and password can be wrong."""

    auth_header = "Token"

    def __init__(self):
        detail = _("User name or password is wrong, or the account is locked after too many attempts.")
        super().__init__(status.HTTP_401_UNAUTHORIZED, "wrong_credentials", detail)


class CodeNeeded(ProblemError):
    """Said once the password is right, and not before: whether there is a second factor is the account's business."""

    auth_header = "Token"

    def __init__(self, words):
        super().__init__(status.HTTP_401_UNAUTHORIZED, "second_factor_required", words)


class TokenView(Limited, APIView):
    """Get a token by name and password, or end the token in use."""

    serializer_class = Credentials

    def get_authenticators(self):
        """A token in hand is asked for only to end it."""
        return super().get_authenticators() if self.request and self.request.method == "DELETE" else []

    def get_permissions(self):
        """Anyone may try a password; ending a token needs one."""
        return super().get_permissions() if self.request.method == "DELETE" else [AllowAny()]

    def get_throttles(self):
        """Passwords are tried slowly: by address here and in `post`, by account through axes."""
        return [TokenThrottle()] if self.request.method == "POST" else super().get_throttles()

    @extend_schema(request=Credentials, responses={201: IssuedToken}, auth=[])
    def post(self, request):
        """Give a token for a name and a password."""
        credentials = Credentials(data=request.data)
        credentials.is_valid(raise_exception=True)
        user = _proven(request._request, **credentials.validated_data)
        require(not user.owes_password, _("Sign in on the web page first and choose a password of your own."))
        require(not user.owes_second_factor, _("Sign in on the web page first and set up a second factor."))
        del request._request.session  # else axes begins one to note its key, and a program keeps none
        user_logged_in.send(type(user), request=request._request, user=user)
        token, text = issue_token(user)
        answer = IssuedToken({"token": text, "expires_at": token.expiry})
        return Response(answer.data, status.HTTP_201_CREATED, headers={"Cache-Control": "no-store"})

    @extend_schema(request=None, responses={204: OpenApiResponse(description="The token is ended.")})
    def delete(self, request):
        """End the token this request was made with."""
        request.auth.delete()
        return Response(status=status.HTTP_204_NO_CONTENT)


def _proven(request, username, password, code=""):
    """The account whose name, password and, where it asks for one, code these are."""
    user = _tried(request, one_try, username=username, password=password)
    if user is None:
        raise WrongCredentials
    if user.asks_for_code and not code:
        raise CodeNeeded(_("This account has a second factor. Send its code as well, in the field “code”."))
    if user.asks_for_code and _tried(request, one_code, username=username, secret_code=code) is None:
        raise CodeNeeded(WRONG_CODE)
    return user


def _tried(request, counted, **credentials):
    """Whose they are, tried once and counted."""
    try:
        with counted(request, credentials["username"]):
            return authenticate(request, **credentials)
    except TooManyFailures as error:
        raise Throttled(error.failures.seconds_left()) from error
    except DirectoryAway as error:
        raise ProblemError(status.HTTP_503_SERVICE_UNAVAILABLE, "directory_away", DIRECTORY_AWAY) from error
    finally:
        request.axes_locked_out = False  # the middleware would answer with a page

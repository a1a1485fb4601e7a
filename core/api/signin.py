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
from core.access.signins import TooManyFailures, one_try
from core.api.errors import ProblemError
from core.api.throttles import TokenThrottle
from core.api.tokens import issue_token
from core.api.views import Limited


class Credentials(serializers.Serializer):
    """Name and password of an account."""

    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=200, trim_whitespace=False)


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
        try:
            with one_try(request._request, credentials.validated_data["username"]):
                user = authenticate(request._request, **credentials.validated_data)
        except TooManyFailures as error:
            raise Throttled(error.failures.seconds_left()) from error
        request._request.axes_locked_out = False  # the middleware would answer with a page
        if user is None:
            raise WrongCredentials
        require(not user.must_change_password, _("Sign in on the web page first and choose a password of your own."))
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

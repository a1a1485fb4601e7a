"""The small requests of the frame itself: looks to remember and numbers beside the menu."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from core.access import half_way
from core.access.session_limits import ENDED
from core.access.signins import DIRECTORY_AWAY, DirectoryAway, TooManyCodes, TooManyFailures, one_try
from core.ui import language, menu
from core.ui.context import DENSITIES, THEMES
from core.ui.first_page import first_page_of

PREFERENCES = {"theme": THEMES, "density": DENSITIES}
YEAR = 365 * 24 * 3600


@login_not_required
@require_POST
def remember(request):
    """Keep theme or density in a cookie, so that the server sends the next page as the reader likes it."""
    response = HttpResponseRedirect(safe_next(request))
    for name, allowed in PREFERENCES.items():
        value = request.POST.get(name)
        if value in allowed:
            response.set_cookie(
                name,
                value,
                max_age=YEAR,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
    return response


@login_not_required
@require_POST
def choose_language(request):
    """Show this and every later page in the chosen language; mails to the reader follow it too."""
    response = HttpResponseRedirect(safe_next(request))
    wanted = request.POST.get("language")
    if wanted in dict(settings.LANGUAGES):
        language.remember(response, wanted)
        if request.user.is_authenticated and request.user.language != wanted:
            request.user.language = wanted
            request.user.save(update_fields=["language"])
    return response


class SignInForm(AuthenticationForm):
    """Name and password."""

    def clean(self):
        """A name that no account can have is wrong like any other that none has; no failure could be noted of it."""
        if len(self.cleaned_data.get("username", "")) > self.username_field.max_length:
            raise self.get_invalid_login_error()
        try:
            return super().clean()
        except DirectoryAway as error:
            raise ValidationError(DIRECTORY_AWAY) from error

    def confirm_login_allowed(self, user):
        """Whoever knows a one-time password whose days are over is told so, and gets in no more."""
        super().confirm_login_allowed(user)
        if user.is_one_time_over:
            words = _("This one-time password is no longer good. Ask the system administrator for a new one.")
            raise ValidationError(words, code="one_time_over")


class TriesPassword:
    """For a form that asks for a password: tries it, unless too many failed or are tried at once."""

    def name_tried(self) -> str:
        """The user name whose password is tried."""
        return self.request.POST.get("username", "")

    def post(self, request, *args, **kwargs):
        """As the form does, or the page that says when to try again."""
        try:
            with one_try(request, self.name_tried()):
                return super().post(request, *args, **kwargs)
        except TooManyFailures as error:
            return closed(request, error)


class SignIn(TriesPassword, LoginView):
    """Signing in; the pages then speak the language of the account, on whichever computer."""

    authentication_form = SignInForm
    redirect_authenticated_user = True
    signing_in = None

    def get_redirect_url(self):
        """Where the person was going, unless that is this page itself."""
        wanted = super().get_redirect_url()
        return "" if wanted.partition("?")[0] == self.request.path else wanted

    def get_default_redirect_url(self):
        """The first page of whoever is signing in."""
        return first_page_of(self.request.user if self.signing_in is None else self.signing_in)

    def get_context_data(self, **kwargs):
        return super().get_context_data(ended=self.request.session.get(ENDED), hours=settings.SESSION_HOURS, **kwargs)

    def form_valid(self, form):
        user = self.signing_in = form.get_user()
        if user.asks_for_code:
            half_way.begin(self.request, user, then=self.get_success_url())
            return redirect("sign_in_code")
        response = super().form_valid(form)
        language.remember(response, user.language)
        return response


def closed(request, error: TooManyFailures):
    """Say when signing in opens again, and look at no password and no code."""
    failures = error.failures
    context = {"opens_at": failures.ends_at(), "of_codes": isinstance(error, TooManyCodes)}
    response = render(request, "registration/closed.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(int(failures.seconds_left()) + 1)
    return response


def safe_next(request) -> str:
    """Where to go on: the page the request came from, if it is one of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else "/"


@login_not_required
@require_GET
@never_cache
def session(request):
    """Who is signed in, asked by a form before it sends what was typed, and the token it must send along.

    401 when nobody is: the form then stays as it is. Asking is a request like any other and keeps the session alive.
    """
    if not request.user.is_authenticated:
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    return JsonResponse({"account": str(request.user.pk), "csrf_token": get_token(request)})


@require_GET
@never_cache
def counts(request):
    """What waits behind each entry of the menu, swapped into the page after it has loaded."""
    user = request.user
    counted = [(entry, number, entry.counted_url(user)) for entry, number in menu.counts_for(user)]
    return render(request, "components/menu_counts.html", {"counts": counted})

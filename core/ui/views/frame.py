"""The small requests of the frame itself: looks to remember and numbers beside the menu."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from core.ui import menu
from core.ui.context import DENSITIES, THEMES

PREFERENCES = {"theme": THEMES, "density": DENSITIES}
YEAR = 365 * 24 * 3600


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


def safe_next(request) -> str:
    """Where to go on: the page the request came from, if it is one of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else "/"


@require_GET
@login_required
@never_cache
def counts(request):
    """What waits behind each entry of the menu, swapped into the page after it has loaded."""
    return render(request, "components/menu_counts.html", {"counts": menu.counts_for(request.user)})

"""Which language a page is in: the reader's choice, kept in a cookie, else Chinese — never the browser's guess.

The API is for programs, which say what they want in `Accept-Language`.
"""

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation import get_supported_language_variant

YEAR = 365 * 24 * 3600


class LanguageMiddleware(LocaleMiddleware):
    """Django's own, but for pages it asks only the cookie."""

    def process_request(self, request):
        if request.path_info.startswith("/api/"):
            super().process_request(request)
            return
        translation.activate(chosen(request))
        request.LANGUAGE_CODE = translation.get_language()


def chosen(request) -> str:
    """The language of the cookie, or Chinese where there is none of ours."""
    try:
        return get_supported_language_variant(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))
    except LookupError:
        return settings.LANGUAGE_CODE


def remember(response, language):
    """Keep the choice on this computer."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )

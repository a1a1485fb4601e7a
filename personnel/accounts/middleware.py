"""A one-time password is good for one thing: its owner chooses another. Whoever read it out knows it, too."""

from django.shortcuts import redirect

from core.access.middleware import FOR_PROGRAMS

OPEN = {"password_change", "logout", "healthz"}
"""The change itself, going out, and what asks for no session."""


class OneTimePasswordMiddleware:
    """Sends whoever signed in with a one-time password to the page where they change it, whatever they ask for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Let only the change pass: no page, no count beside the menu, no preference of the account."""
        if request.path_info.startswith(FOR_PROGRAMS):
            return None  # the API asks for a token, and such an account gets none
        user = request.user
        if not user.is_authenticated or not user.must_change_password:
            return None
        return None if request.resolver_match.view_name in OPEN else redirect("password_change")

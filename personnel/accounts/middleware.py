"""A one-time password leads to one page: the one where its owner chooses another."""

from django.shortcuts import redirect

OPEN = {"password_change", "logout", "set_language", "remember_looks", "session", "menu_counts", "healthz"}


class OneTimePasswordMiddleware:
    """Sends whoever signed in with a one-time password to the page where they change it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Let only the frame and the change itself pass."""
        user = request.user
        if not user.is_authenticated or not user.must_change_password:
            return None
        return None if request.resolver_match.view_name in OPEN else redirect("password_change")

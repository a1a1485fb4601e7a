"""What its owner does first with an account: choose a password, set up a second factor. Nothing else opens before."""

from django.shortcuts import redirect

from core.access.middleware import FOR_PROGRAMS

OPEN = {"logout"}
"""Going out."""


class OwedFirstMiddleware:
    """Sends whoever owes their account something to the page where it is done, whatever they ask for.

    A one-time password is good for one thing: its owner chooses another. Whoever read it out knows it, too.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Let only that pass: no page, no count beside the menu, no preference of the account."""
        if request.path_info.startswith(FOR_PROGRAMS):
            return None  # the API asks for a token, and such an account gets none
        page = owed_by(request.user)
        if not page or request.resolver_match.view_name in OPEN | {page}:
            return None
        return redirect(page)


def owed_by(user) -> str:
    """The page that comes before all others for this account, or ""."""
    if not user.is_authenticated:
        return ""
    if user.owes_password:
        return "password_change"
    return "personnel:second_factor" if user.owes_second_factor else ""

"""Who has not signed in sees what says that it is for everyone, and nothing else."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django_htmx.http import HttpResponseClientRefresh

FOR_PROGRAMS = "/api/"


class SignedInMiddleware(LoginRequiredMiddleware):
    """Asks every page for a session, unless it is marked `login_not_required`.

    The API is asked by programs, which show a token; it refuses by itself whoever shows none.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        """To the sign-in page, before the view is asked anything."""
        if request.path_info.startswith(FOR_PROGRAMS):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request, view_func):
        """A fragment's request makes the whole page go there."""
        answer = super().handle_no_permission(request, view_func)
        return HttpResponseClientRefresh() if request.htmx else answer

"""Answers whoever watches the installation before anything is asked of sessions, accounts or the name of the host."""

from django.urls import resolve

WATCHED = frozenset({"/healthz/", "/readyz/", "/metrics"})


class WatchedMiddleware:
    """A load balancer asks by a number and not by name, and a stopped server must not keep it waiting."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info not in WATCHED:
            return self.get_response(request)
        request.resolver_match = match = resolve(request.path_info)
        return match.func(request)

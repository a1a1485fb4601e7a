"""Who is asking, behind the proxies that the installation says it has."""

from django.conf import settings


def client_address(request):
    """The caller's address: what the outermost of our own proxies saw, since callers can invent the rest."""
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    if settings.PROXIES and len(hops) >= settings.PROXIES:
        return hops[-settings.PROXIES]
    return request.META.get("REMOTE_ADDR", "")

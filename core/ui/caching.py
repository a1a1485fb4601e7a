"""What a page shows is kept nowhere: not by a proxy, not by the browser of a shared computer after signing out."""


class NoStoreMiddleware:
    """Forbids caching of every answer that does not say for itself how it may be kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

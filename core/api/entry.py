"""Where the API begins and ends: its document, and every address that is none."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import AllowAny
from rest_framework.views import APIView


class SchemaView(SpectacularAPIView):
    """The document itself. It tells no more than the source does, so it needs no token."""

    permission_classes = [AllowAny]
    authentication_classes = []


@extend_schema(exclude=True)
class AddressNotFound(APIView):
    """An address under the API that is none, answered as problem details instead of a page."""

    authentication_classes = []
    permission_classes = [AllowAny]

    def http_method_not_allowed(self, request, *args, **kwargs):
        """Whatever the method."""
        raise Http404

    options = http_method_not_allowed

"""Where the API begins and ends: its document, and every address that is none."""

from functools import cache

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import get_language, override
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import AllowAny
from rest_framework.views import APIView


class SchemaView(SpectacularAPIView):
    """The document itself. It tells no more than the source does, so it needs no token."""

    permission_classes = [AllowAny]
    authentication_classes = []

    def _get_schema_response(self, request):
        """Written once in a process for each form and language: that takes a second, and anybody may ask."""
        renderer = request.accepted_renderer
        language = get_language() if get_language() in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        content_type = (
            f"{renderer.media_type}; charset={renderer.charset}" if renderer.charset else renderer.media_type
        )
        name = f'inline; filename="{self._get_filename(request, "")}"'
        content = _document(type(renderer), language)
        return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": name})


@cache
def _document(renderer: type, language: str) -> bytes:
    with override(language):
        document = SchemaView.generator_class().get_schema(request=None, public=True)
        return renderer().render(document, renderer.media_type, {})


@extend_schema(exclude=True)
class AddressNotFound(APIView):
    """An address under the API that is none, answered as problem details instead of a page."""

    authentication_classes = []
    permission_classes = [AllowAny]

    def http_method_not_allowed(self, request, *args, **kwargs):
        """Whatever the method."""
        raise Http404

    options = http_method_not_allowed

"""The OpenAPI document: problem details, versions and idempotency keys described once for every operation."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import build_basic_type
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from core.api.errors import CONTENT_TYPE

PROBLEM = {
    "type": "object",
    "description": "Problem details (RFC 9457).",
    "required": ["type", "title", "status", "code", "detail", "instance", "request_id"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "For programs; stays the same in every language."},
        "detail": {"type": "string", "description": "For people, in the language asked for."},
        "instance": {"type": "string", "format": "uri-reference"},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code", "message"],
                "properties": {name: {"type": "string"} for name in ("field", "code", "message")},
            },
        },
    },
}


class ApiSchema(AutoSchema):
    """One operation of the document."""

    def get_override_parameters(self):
        """Headers by the manners of the method."""
        from core.api.views import ApiView  # noqa: PLC0415 - it builds on DRF's views, which load this

        headers = []
        if self.method == "POST" and isinstance(self.view, ApiView):
            headers.append(_header("Idempotency-Key", "The same key and request again gives the same answer."))
        if self.method == "POST" and "{id}" in self.path:
            headers.append(_header("If-Match", "Refuse (412) unless the row is still in this version."))
        if self.method == "GET" and "{id}" in self.path:
            headers.append(_header("If-None-Match", "Answer 304 if the row still has this ETag."))
        return [*super().get_override_parameters(), *headers]

    def get_operation(self, *args, **kwargs):
        """The operation, with every refusal documented as problem details."""
        operation = super().get_operation(*args, **kwargs)
        if operation:
            reference = {"$ref": "#/components/schemas/Problem"}
            refusal = {"description": "Refused, with the reason.", "content": {CONTENT_TYPE: {"schema": reference}}}
            operation["responses"]["default"] = refusal
        return operation


class TokenScheme(OpenApiAuthenticationExtension):
    """How a token is sent."""

    target_class = "core.api.tokens.TokenAuthentication"
    name = "token"
    priority = 1

    def get_security_definition(self, auto_schema):
        """The header."""
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Token …`, got by POST /api/v1/token/.",
        }


class ComputedScheme(OpenApiSerializerFieldExtension):
    """A computed member has the type of its `shape`."""

    target_class = "core.api.rows.ComputedField"

    def map_serializer_field(self, auto_schema, direction):
        """The type of the shape."""
        return auto_schema._map_serializer_field(self.target.shape, direction)


def add_problem(result, generator, request, public):
    """Post-processing hook: put the problem details among the components."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    return result


def _header(name: str, description: str) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.STR, OpenApiParameter.HEADER, description=description)


class VisibleScheme(OpenApiSerializerFieldExtension):
    """A reference in a body is the id of a row the caller sees."""

    target_class = "core.api.views.VisibleField"

    def map_serializer_field(self, auto_schema, direction):
        """A number."""
        return build_basic_type(OpenApiTypes.INT)

"""The OpenAPI document: what every operation takes and answers, from the same declarations that take and answer.

It is held against what is answered by tests/guards/walk, and against generated requests by tests/security.
"""

from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import build_array_type, build_basic_type, get_doc
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from core.api import refusals

ID = {"type": "integer", "minimum": 0}
KEY = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]([ -~]*[!-~])?$"}
TEXT = r"^[^\x00]*$"
SOME_TEXT = r"^[^\x00]*[^\s\x00][^\x00]*$"


class ApiSchema(AutoSchema):
    """One operation of the document."""

    @property
    def is_of_rows(self) -> bool:
        """Whether its view keeps the manners of rows and changes; the token's own does not."""
        from core.api.views import ApiView  # noqa: PLC0415 - it builds on DRF's views, which load this

        return isinstance(self.view, ApiView)

    @property
    def is_detail(self) -> bool:
        """Whether it reads one row."""
        return getattr(self.view, "action", "") == "retrieve"

    def get_override_parameters(self):
        """Headers by the manners of the method."""
        headers = []
        if self.method == "POST" and self.is_of_rows:
            headers.append(_header("Idempotency-Key", KEY, "The same key and request again gives the same answer."))
        if self.method == "POST" and "{id}" in self.path:
            headers.append(_header("If-Match", {"type": "string"}, "Refuse (412) unless the row has this version."))
        if self.is_detail:
            headers.append(_header("If-None-Match", {"type": "string"}, "Answer 304 if the row still has this ETag."))
        return [*super().get_override_parameters(), *headers]

    def get_operation(self, *args, **kwargs):
        """The operation, with its headers and every refusal."""
        operation = super().get_operation(*args, **kwargs)
        if operation:
            self._add_headers(operation["responses"])
            operation["responses"] |= refusals.refused(self._refused(operation))
        return operation

    def _refused(self, operation) -> set[int]:
        """The refusals it may answer; `refuses` of the view adds to those of its kind."""
        codes = set(refusals.EVERYWHERE | getattr(self.view, "refuses", set()))
        if self.method == "POST":
            codes |= refusals.OF_CONTENT | (refusals.OF_A_KEY if self.is_of_rows else set())
        places = {each["in"] for each in operation.get("parameters", [])}
        if "query" in places or (self.method == "GET" and not self.is_detail):
            codes.add(400)
        if self.method == "POST" and "path" in places:
            codes.add(412)
        return codes | {401}

    def _add_headers(self, responses) -> None:
        if self.is_detail:
            responses["200"]["headers"] = refusals.with_headers("ETag")
            unchanged = {"description": "The row still has the ETag that If-None-Match names."}
            responses["304"] = unchanged | {"headers": refusals.with_headers("ETag")}
        elif self.method == "POST" and self.is_of_rows:
            for answer in responses.values():
                answer["headers"] = refusals.with_headers("ETag", "Idempotency-Replayed", needed=False)

    def _get_filter_parameters(self):
        """A filter by words is asked for with some."""
        found = super()._get_filter_parameters()
        for schema in (each["schema"] for each in found):
            if schema.get("type") == "string" and not {"enum", "format"} & set(schema):
                schema |= {"minLength": 1, "pattern": SOME_TEXT}
        return found

    def _resolve_path_parameters(self, variables):
        """The id of a row is a number."""
        found = super()._resolve_path_parameters(variables)
        return [each | {"schema": ID} if each["name"] == "id" else each for each in found]

    def _map_basic_serializer(self, serializer, direction):
        """A body takes no more members than it names; an answer has all of them but those kept from some readers."""
        schema = super()._map_basic_serializer(serializer, direction)
        if direction == "request":
            for name, field in serializer.fields.items():
                schema["properties"][name] |= _asked_of_text(field)
            schema["additionalProperties"] = not self.is_of_rows
        if direction == "response" and isinstance(serializer, serializers.ModelSerializer):
            kept = getattr(serializer, "kept_from_some", frozenset())
            schema["required"] = sorted(set(schema["properties"]) - kept)
            schema["description"] = get_doc(serializer.Meta.model)
        return schema


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


class VisibleScheme(OpenApiSerializerFieldExtension):
    """A reference in a body is the id of a row the caller sees."""

    target_class = "core.api.views.VisibleField"

    def map_serializer_field(self, auto_schema, direction):
        """A number."""
        return build_basic_type(OpenApiTypes.INT)


class VisibleManyScheme(OpenApiSerializerFieldExtension):
    """A few of them."""

    target_class = "core.api.views.VisibleFields"

    def map_serializer_field(self, auto_schema, direction):
        """A list of bounded length."""
        return build_array_type(build_basic_type(OpenApiTypes.INT), max_length=self.target.MOST)


def add_components(result, generator, request, public):
    """Post-processing hook: put the problem details, the refusals and the headers among the components."""
    parts = result.setdefault("components", {})
    parts.setdefault("schemas", {})["Problem"] = refusals.PROBLEM
    parts |= refusals.components()
    return result


def _header(name: str, schema: dict, description: str) -> OpenApiParameter:
    return OpenApiParameter(name, schema, OpenApiParameter.HEADER, description=description)


def _asked_of_text(field) -> dict:
    """No text holds a NUL, and where there must be some it is more than spaces; a number in a text is written out."""
    if isinstance(field, serializers.DecimalField):
        whole = (field.max_digits or 0) - (field.decimal_places or 0)
        sign = "" if field.min_value is not None and field.min_value >= 0 else "-?"
        return {"pattern": rf"^{sign}[0-9]{{1,{whole}}}(\.[0-9]{{1,{field.decimal_places}}})?$"}
    if type(field) is serializers.CharField:
        return {"pattern": TEXT if field.allow_blank or not field.trim_whitespace else SOME_TEXT}
    return {}

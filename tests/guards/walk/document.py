"""The API's document as a test reads it: whether an answer is one that it declares."""

import json
import re
from datetime import datetime
from functools import cache

from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from rest_framework.utils.encoders import JSONEncoder

DOCUMENT = "urn:document"
FORMATS = FormatChecker(["date"])


@FORMATS.checks("date-time", raises=ValueError)
def _is_moment(value) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@cache
def document() -> dict:
    """The document of every address."""
    return json.loads(json.dumps(SchemaGenerator().get_schema(public=True), cls=JSONEncoder))


def operation_at(address: str, verb: str) -> tuple[str, dict | None]:
    """The path that an address is of, and what the document says of asking it so."""
    path = re.sub(r"/\d+(?=/)", "/{id}", address.partition("?")[0])
    return path, document()["paths"].get(path, {}).get(verb.lower())


def undeclared(address: str, verb: str, response, body: bytes):
    """In what an answer is not one that the document declares for this operation."""
    path, operation = operation_at(address, verb)
    place = ["paths", path, verb.lower(), "responses", str(response.status_code)]
    declared = operation["responses"].get(place[-1])
    if declared is None:
        yield f"answers {response.status_code}, which the document does not say"
        return
    if reference := declared.get("$ref"):
        place = reference.split("/")[1:]
        declared = document()["components"]["responses"][place[-1]]
    yield from _missing_headers(declared, response)
    yield from _wrong_content([*place, "content"], declared.get("content", {}), response, body)


def _missing_headers(declared, response):
    for name, header in declared.get("headers", {}).items():
        told = document()["components"]["headers"][header["$ref"].rpartition("/")[2]]
        if told.get("required") and name not in response.headers:
            yield f"has no {name}"


def _wrong_content(place, contents, response, body):
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if not contents and body:
        yield "has content, and the document declares none"
    if contents and kind not in contents:
        yield f"is {kind or 'nothing'}, and the document declares {', '.join(contents)}"
    if kind in contents:
        found = _validator("/".join(_escaped(part) for part in [*place, kind, "schema"])).iter_errors(json.loads(body))
        yield from (f"{error.json_path}: {error.message[:200]}" for error in found)


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")


@cache
def _validator(pointer: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"{DOCUMENT}#/{pointer}"}, registry=_registry(), format_checker=FORMATS)


@cache
def _registry() -> Registry:
    return Registry().with_resource(DOCUMENT, DRAFT202012.create_resource(_as_json_schema(document())))


def _as_json_schema(part):
    """OpenAPI's own word for what may be null said in JSON Schema; and no object has more than its members."""
    if isinstance(part, list):
        return [_as_json_schema(each) for each in part]
    if not isinstance(part, dict):
        return part
    said = {name: _as_json_schema(value) for name, value in part.items()}
    if said.get("type") == "object" and "properties" in said:
        said.setdefault("additionalProperties", False)
    if said.pop("nullable", False) is True:
        return {"anyOf": [said, {"type": "null"}]}
    return said

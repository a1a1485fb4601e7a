"""What each operation of the API may refuse, for the document: every refusal is problem details (RFC 9457)."""

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
            "description": "What is wrong, member by member; `field` is empty for the request as a whole.",
            "items": {
                "type": "object",
                "required": ["field", "code", "message"],
                "properties": {name: {"type": "string"} for name in ("field", "code", "message")},
            },
        },
    },
}

REFUSALS = {
    400: "Parameters, members or the content as a whole cannot be read, or do not fit; `errors` names them.",
    401: "Without a token, or with one that is not or no longer valid. Getting one: a wrong name or password.",
    403: "The caller has not the right to this, or the house's rules forbid it.",
    404: "There is no such record or address, or it is not open to the caller.",
    406: "Only JSON is served.",
    409: "The state of the record does not allow this, or the same request is still being worked on.",
    411: "The content came in chunks. Send it whole, with its Content-Length.",
    412: "The row is no longer in the version that If-Match names.",
    413: "The content is too large.",
    415: "The content is neither JSON nor a form (multipart).",
    422: "The Idempotency-Key was used for another request.",
    429: "Too many requests, or too much expensive work at once.",
    500: "An error of the program, recorded under the request id. With the code `saved` or `in_doubt`, it failed after"
    " the change was saved, or may have been: do not send it again without its Idempotency-Key.",
    503: "Out of service for a moment. Nothing was saved.",
    507: "The server has no room left for files. Nothing was saved.",
}

HEADERS = {
    "ETag": {"schema": {"type": "string"}, "description": "The version of the row, for If-None-Match and If-Match."},
    "Idempotency-Replayed": {
        "schema": {"type": "string", "enum": ["true"]},
        "description": "There if this is the answer that the first request with this key had.",
    },
    "Retry-After": {"schema": {"type": "integer"}, "description": "Seconds after which it is worth another try."},
    "WWW-Authenticate": {"schema": {"type": "string"}, "description": "How a token is sent."},
}

HEADERS_OF = {401: ["WWW-Authenticate"], 429: ["Retry-After"], 503: ["Retry-After"], 507: ["Retry-After"]}

EVERYWHERE = frozenset({404, 406, 411, 429, 500, 503})
OF_CONTENT = frozenset({400, 403, 413, 415, 507})
OF_A_KEY = frozenset({409, 422})


def components() -> dict[str, dict]:
    """The parts that operations point to: each refusal, and the headers of answers."""
    needed = {name: header | {"required": True} for name, header in HEADERS.items()}
    others = {f"Some-{name}": header for name, header in HEADERS.items()}
    return {"responses": {f"Refused{code}": _refusal(code) for code in REFUSALS}, "headers": needed | others}


def refused(codes) -> dict[str, dict]:
    """The refusals of these codes, as responses of an operation."""
    return {str(code): {"$ref": f"#/components/responses/Refused{code}"} for code in sorted(codes)}


def with_headers(*names: str, needed: bool = True) -> dict[str, dict]:
    """Headers that an answer has, or may have."""
    return {name: {"$ref": f"#/components/headers/{name if needed else f'Some-{name}'}"} for name in names}


def _refusal(code: int) -> dict:
    told = {
        "description": REFUSALS[code],
        "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    return told | ({"headers": with_headers(*HEADERS_OF[code])} if code in HEADERS_OF else {})

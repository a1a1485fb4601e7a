"""How statements are signed: the triggers of the trail read who and why from settings of the transaction.

pghistory sets them before each statement that may write, which is a statement more each time. Told once, a transaction
knows its signature until it ends; so it is told again only when the signature is another. The step of a row that was
taken just now may stay in it: it names that row and its end, and so opens nothing else. What every step and every form
begin with signs itself (`signing_itself`): the claim of a key, the move of a row.
"""

import json
from typing import Any

import pghistory.config
import pghistory.runtime
from django.db import connection

from core.trail.transactions import lasts, where

UNTRACED = ("core_notice", "core_idempotencykey", "knox_authtoken")
"""Tables whose rows leave no trace, written beside almost everything that does."""
UNSIGNED = (
    "savepoint",
    "release savepoint",
    "rollback to savepoint",
    "(select",
    *(f'{verb} "{table}"' for verb in ("insert into", "update", "delete from") for table in UNTRACED),
)
"""How statements begin that write nothing of which a trace is kept."""

SETTINGS = "set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)"
OF_A_SET = ":*:"
"""Stands in the step of a set of rows (`core.trail.recording.step_of_all`)."""
Signature = tuple[Any, dict[str, Any]]

_sign = pghistory.runtime._inject_history_context


def _sign_once(execute: Any, sql: Any, params: Any, many: bool, context: dict) -> Any:
    """Let pghistory sign a statement, unless its transaction bears the very signature already."""
    connection = context["connection"]
    if not pghistory.runtime._can_inject_variable(context["cursor"], sql):
        return execute(sql, params, many, context)
    signature = _given()
    if _bears(connection, signature):
        return execute(sql, params, many, context)
    done = _sign(execute, sql, params, many, context)
    connection.signed = where(), signature
    return done


def signing_itself() -> tuple[str, list[str]]:
    """The columns by which a statement of the transaction signs itself, and their parameters; "" where it need not."""
    signature = _given() if hasattr(pghistory.runtime._tracker, "value") and where() else None
    if signature is None or _bears(connection, signature):
        return "", []
    key, metadata = signature
    return SETTINGS, [str(key), json.dumps(metadata, cls=pghistory.config.json_encoder())]


def note_signed() -> None:
    """A statement signs itself that is sure to be carried out, or to undo the transaction."""
    connection.signed = where(), _given()


def _given() -> Signature:
    given = pghistory.runtime._tracker.value
    return given.id, dict(given.metadata)


def _bears(connection: Any, signature: Signature) -> bool:
    since, signed = getattr(connection, "signed", (None, None))
    return signed is not None and lasts(since) and _says(signed, signature)


def _says(signed: Signature, signature: Signature) -> bool:
    """Whether what the transaction bears says a signature: as it is, or with the step of a row beside."""
    (one, borne), (another, given) = signed, signature
    steps, wanted = _steps(borne), _steps(given)
    same = one == another and borne | {"step": None} == given | {"step": None}
    return same and wanted <= steps and not any(OF_A_SET in step for step in steps - wanted)


def _steps(metadata: dict[str, Any]) -> set[str]:
    named = metadata.get("step", [])
    return {named} if isinstance(named, str) else set(named)


pghistory.runtime.IGNORED_SQL_PREFIXES = (*pghistory.runtime.IGNORED_SQL_PREFIXES, *UNSIGNED)  # type: ignore[assignment]
pghistory.runtime._inject_history_context = _sign_once

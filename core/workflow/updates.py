"""An update that tells what it changed, one that signs itself, and one that enters rows beside."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery, UpdateQuery

from core.trail.signing import note_signed, signing_itself


def update_and_tell(rows: QuerySet, *columns: str, **values: Any) -> list[tuple]:
    """As `QuerySet.update`, with one statement; answers these columns of every row as it is now."""
    return _told(rows, columns, *_update(rows, values))


def update_held(rows: QuerySet, *columns: str, **values: Any) -> list[tuple]:
    """As `update_and_tell`, of rows that the transaction holds: they are there, and so the statement signs itself."""
    sql, parameters = _update(rows, values)
    signing, signature = signing_itself()
    if signing:
        note_signed()
        sql = f"{sql} AND ({signing}) IS NOT NULL"
    return _told(rows, columns, sql, (*parameters, *signature))


def update_and_enter(rows: QuerySet, new: Sequence[Model], *columns: str, **values: Any) -> list[tuple]:
    """As `update_and_tell`, and enter those of the `new` rows that are not there already; both with one statement."""
    sql, parameters = _update(rows, values)
    told = _named(rows, columns)
    model = type(new[0])
    insert = InsertQuery(model, on_conflict=OnConflict.IGNORE)
    insert.insert_values([field for field in model._meta.concrete_fields if not field.primary_key], [*new])
    [(entering, entered)] = insert.get_compiler(connection=connection).as_sql()
    with connection.cursor() as cursor:
        with_both = f"WITH updated AS ({sql} RETURNING {told}), entered AS ({entering}) TABLE updated"
        cursor.execute(with_both, [*parameters, *entered])
        return cursor.fetchall()


def _told(rows: QuerySet, columns: tuple[str, ...], sql: str, parameters: tuple) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} RETURNING {_named(rows, columns)}", parameters)
        return cursor.fetchall()


def _update(rows: QuerySet, values: dict[str, Any]) -> tuple[str, tuple]:
    query = rows.query.chain(UpdateQuery)
    query.add_update_values(values)
    query.annotations = {}
    query.clear_ordering(force=True)
    return query.get_compiler(connection=connection).as_sql()


def _named(rows: QuerySet, columns: tuple[str, ...]) -> str:
    return ", ".join(connection.ops.quote_name(rows.model._meta.get_field(name).column) for name in columns)

"""An update that tells what it changed, one that signs itself, and one that enters rows beside."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.constants import OnConflict
from django.db.models.sql import DeleteQuery, InsertQuery, UpdateQuery

from core.trail.signing import note_signed, signing_itself

Statement = tuple[str, tuple]
"""With its parameters."""


def update_and_tell(rows: QuerySet, *columns: str, **values: Any) -> list[tuple]:
    """As `QuerySet.update`, with one statement; answers these columns of every row as it is now."""
    return _told(rows, columns, *_update(rows, values))


def update_held(rows: QuerySet, *columns: str, beside: Statement | None = None, **values: Any) -> list[tuple]:
    """As `update_and_tell`, of rows that the transaction holds: they are there, and so the statement signs itself.

    What is done `beside` goes with it; it leaves no trace, and finds the rows as they were before.
    """
    sql, parameters = _update(rows, values)
    signing, signature = signing_itself()
    if signing:
        note_signed()
        sql, parameters = f"{sql} AND ({signing}) IS NOT NULL", (*parameters, *signature)
    return _told(rows, columns, sql, parameters, beside)


def update_and_enter(rows: QuerySet, new: Sequence[Model], *columns: str, **values: Any) -> list[tuple]:
    """As `update_and_tell`, and enter those of the `new` rows that are not there already; both with one statement."""
    sql, parameters = _update(rows, values)
    told = _named(rows, columns)
    entering, entered = _entering(new)
    with connection.cursor() as cursor:
        with_both = f"WITH updated AS ({sql} RETURNING {told}), entered AS ({entering}) TABLE updated"
        cursor.execute(with_both, [*parameters, *entered])
        return cursor.fetchall()


def delete_and_enter(rows: QuerySet, new: Sequence[Model]) -> None:
    """Delete these rows, and enter those of the `new` ones that are not there already; both with one statement.

    Only of rows on which no other depends: what Django does on deletion is left out.
    """
    deleting, deleted = rows.order_by().query.chain(DeleteQuery).get_compiler(connection=connection).as_sql()
    sql, entered = _entering(new) if new else ("SELECT", ())
    with connection.cursor() as cursor:
        cursor.execute(f"WITH deleted AS ({deleting}) {sql}", [*deleted, *entered])


def _entering(new: Sequence[Model]) -> Statement:
    """The statement that enters those of these rows of one kind that are not there already."""
    model = type(new[0])
    insert = InsertQuery(model, on_conflict=OnConflict.IGNORE)
    insert.insert_values([field for field in model._meta.concrete_fields if not field.primary_key], [*new])
    [statement] = insert.get_compiler(connection=connection).as_sql()
    return statement


def _told(
    rows: QuerySet, columns: tuple[str, ...], sql: str, parameters: tuple, beside: Statement | None = None
) -> list[tuple]:
    before, its_parameters = (f"WITH beside AS ({beside[0]}) ", beside[1]) if beside else ("", ())
    with connection.cursor() as cursor:
        cursor.execute(f"{before}{sql} RETURNING {_named(rows, columns)}", (*its_parameters, *parameters))
        return cursor.fetchall()


def _update(rows: QuerySet, values: dict[str, Any]) -> tuple[str, tuple]:
    query = rows.query.chain(UpdateQuery)
    query.add_update_values(values)
    query.annotations = {}
    query.clear_ordering(force=True)
    return query.get_compiler(connection=connection).as_sql()


def _named(rows: QuerySet, columns: tuple[str, ...]) -> str:
    return ", ".join(connection.ops.quote_name(rows.model._meta.get_field(name).column) for name in columns)

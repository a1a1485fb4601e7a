"""An update that tells what it changed."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql import UpdateQuery


def update_and_tell(rows: QuerySet, *columns: str, **values: Any) -> list[tuple]:
    """As `QuerySet.update`, with one statement; answers these columns of every row as it is now."""
    query = rows.query.chain(UpdateQuery)
    query.add_update_values(values)
    query.annotations = {}
    query.clear_ordering(force=True)
    sql, parameters = query.get_compiler(connection=connection).as_sql()
    told = ", ".join(connection.ops.quote_name(rows.model._meta.get_field(name).column) for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} RETURNING {told}", parameters)
        return cursor.fetchall()

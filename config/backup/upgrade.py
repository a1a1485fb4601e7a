"""What an upgrade would do: the migrations to come, and the rows that break the rules which these bring.

A rule is asked of the rows as they are now. What a migration does by its own statements is told and not asked: only
a rehearsal with the new release shows how that goes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import Error, connection, models, transaction
from django.db.migrations import operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from psycopg import sql

MOST = 20
OWN_STATEMENTS = (operations.RunPython, operations.RunSQL, operations.SeparateDatabaseAndState)


@dataclass(frozen=True)
class Rule:
    """A rule that a migration brings for a table, and the keys of rows that break it; None if it cannot be asked."""

    name: str
    table: str
    broken_by: list[str] | None


@dataclass(frozen=True)
class Upgrade:
    """A migration to come: its rules, and how many statements of its own it has."""

    name: str
    rules: list[Rule]
    own_statements: int


def upgrades_to_come() -> Iterator[Upgrade]:
    """What `migrate` would apply, in its order."""
    executor = MigrationExecutor(connection)
    state = executor.loader.project_state([*executor.loader.applied_migrations], at_end=True)
    for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes()):
        rules: list[Rule] = []
        for operation in migration.operations:
            before = state.clone()
            operation.state_forwards(migration.app_label, state)
            rules += rules_of(operation, migration.app_label, before, state)
        own = sum(isinstance(operation, OWN_STATEMENTS) for operation in migration.operations)
        yield Upgrade(f"{migration.app_label}.{migration.name}", rules, own)


def rules_of(operation: Operation, app_label: str, before: ProjectState, after: ProjectState) -> list[Rule]:
    """The rules that an operation brings, asked of the rows there are."""
    if not hasattr(operation, "model_name") or isinstance(operation, operations.RemoveConstraint):
        return []
    conditions = {
        operations.AddConstraint: _of_constraint,
        operations.AlterField: _of_field,
    }
    ask = conditions.get(type(operation))
    if ask is None:
        return []
    model = after.clone().apps.get_model(app_label, operation.model_name)
    return [
        Rule(name, model._meta.db_table, None if condition is None else _keys(model, condition))
        for name, condition in ask(operation, model, before.models[app_label, operation.model_name.lower()])
    ]


def _of_constraint(operation: operations.AddConstraint, model: type[models.Model], _before) -> Iterator[tuple]:
    constraint = operation.constraint
    with connection.schema_editor(collect_sql=True) as editor:
        if isinstance(constraint, models.CheckConstraint):
            yield constraint.name, f"NOT ({constraint._get_check_sql(model, editor)})"
        elif isinstance(constraint, models.UniqueConstraint) and constraint.fields:
            where = constraint._get_condition_sql(model, editor)
            columns = [model._meta.get_field(name).column for name in constraint.fields]
            yield constraint.name, _doubled(model, columns, where, distinct=constraint.nulls_distinct is not False)
        elif isinstance(constraint, models.UniqueConstraint | ExclusionConstraint):
            yield constraint.name, None


def _of_field(operation: operations.AlterField, model: type[models.Model], before) -> Iterator[tuple]:
    field, former = model._meta.get_field(operation.name), before.fields[operation.name]
    column = connection.ops.quote_name(field.column)
    if former.null and not field.null:
        yield f"{operation.name} NOT NULL", f"{column} IS NULL"
    if field.unique and not former.unique:
        yield f"{operation.name} UNIQUE", _doubled(model, [field.column], None, distinct=True)
    if field.max_length and field.max_length < (former.max_length or 0):
        yield f"{operation.name} ≤ {field.max_length}", f"length({column}) > {field.max_length}"


def _doubled(model: type[models.Model], columns: list[str], where: str | None, *, distinct: bool) -> str:
    """The condition of rows that have the same in these columns as another."""
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    same = ", ".join(quote(column) for column in columns)
    known = [f"{quote(column)} IS NOT NULL" for column in columns] if distinct else []
    which = " AND ".join([*known, *([f"({where})"] if where else [])]) or "true"
    several = f"{table} WHERE {which} GROUP BY {same} HAVING count(*) > 1"
    return f"{key} IN (SELECT unnest(array_agg({key})) FROM {several})"  # noqa: S608 - names of our own columns


def _keys(model: type[models.Model], condition: str) -> list[str] | None:
    """The keys of the rows for which that holds; None where it is about a column that is still to come."""
    statement = sql.SQL("SELECT {key}::text FROM {table} WHERE {condition} ORDER BY {key} LIMIT {most}").format(
        key=sql.Identifier(model._meta.pk.column),
        table=sql.Identifier(model._meta.db_table),
        condition=sql.SQL(condition),
        most=sql.Literal(MOST),
    )
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            return [key for (key,) in cursor.fetchall()]
    except Error:
        return None

"""Does the chain hold? Its links follow from each other, each trace is as its link says, and the anchors are in it."""

import json
from collections import defaultdict
from collections.abc import Iterator

from django.db import connection, transaction
from django.utils.translation import gettext as _
from psycopg import sql

from core.models import ChainLink, ChainShape
from core.trail.anchors import every_anchor
from core.trail.breaches import Breach, counted
from core.trail.chain import OWN_GUARDS, Traces, covered
from core.trail.rights import tables_open_to_the_application

BROKEN = """
    SELECT position FROM (
        SELECT *, lag(position, 1, 0) OVER (ORDER BY position) AS place, lag(digest) OVER (ORDER BY position) AS before
        FROM core_chainlink
    ) link
    WHERE position <> place + 1
        OR digest <> trail_digest(before, position, shape_id, "row", content, taken_over, at)
    ORDER BY position
"""
DIFFERING = """
    WITH link AS (
        SELECT DISTINCT ON ("row") "row", shape_id, content FROM core_chainlink
        WHERE shape_id = ANY(%(shapes)s) ORDER BY "row", position DESC
    )
    SELECT CASE WHEN trace.{key} IS NULL THEN 'gone' WHEN link."row" IS NULL THEN 'forged' ELSE 'changed' END,
        coalesce(link."row", trace.{key})
    FROM link FULL JOIN {table} trace ON trace.{key} = link."row"
    WHERE link."row" IS NULL OR trace.{key} IS NULL OR link.content <> trail_content(
        to_jsonb(trace), ARRAY(SELECT jsonb_array_elements_text(%(left_out)s::jsonb -> link.shape_id::text))
    )
    ORDER BY 2
"""
PRESENT = "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped"
GUARDS = """
    SELECT tgname FROM pg_trigger
    WHERE tgrelid = to_regclass(%s) AND NOT tgisinternal AND tgenabled IN ('O', 'A')
"""


def breaches_of_the_chain() -> Iterator[Breach]:
    """Every trace that is not as it was written, and every place where the chain does not hold."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what this transaction wrote itself is linked, too
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET LOCAL timezone = 'UTC'")  # as the links were written
        yield from _links(cursor)
        for traces in covered():
            yield from (Breach(traces.kind, words) for words in _traces(cursor, traces))
            yield from _guards(cursor, traces.kind, traces.table, traces.guards)


def _links(cursor) -> Iterator[Breach]:
    chain = _("Chain of the trail")
    cursor.execute(BROKEN)
    if broken := counted(position for (position,) in cursor.fetchall()):
        yield Breach(chain, _("%(count)s links do not follow from the one before: %(ids)s") % broken)
    yield from (Breach(chain, words) for words in _anchors())
    for table in tables_open_to_the_application():
        yield Breach(chain, _("The application's role may change rows of table %(table)s.") % {"table": table})
    for model in (ChainLink, ChainShape):
        yield from _guards(cursor, chain, model._meta.db_table, OWN_GUARDS)


def _traces(cursor, traces: Traces) -> Iterator[str]:
    cursor.execute(PRESENT, [traces.table])
    present = {name for (name,) in cursor.fetchall()}
    shapes = ChainShape.objects.filter(table=traces.table)
    left_out = {str(shape.pk): sorted(present - shape.columns.keys()) for shape in shapes}
    query = sql.SQL(DIFFERING).format(table=sql.Identifier(traces.table), key=sql.Identifier(traces.key))
    cursor.execute(query, {"shapes": [shape.pk for shape in shapes], "left_out": json.dumps(left_out)})
    found = defaultdict(list)
    for what, row in cursor.fetchall():
        found[what].append(row)
    for what, words in {
        "changed": _("%(count)s traces were changed after they were written: %(ids)s"),
        "gone": _("%(count)s traces are gone: %(ids)s"),
        "forged": _("%(count)s traces are in no link, so they were put there by hand: %(ids)s"),
    }.items():
        if numbers := counted(found[what]):
            yield words % numbers


def _guards(cursor, kind: str, table: str, guards: tuple[str, ...]) -> Iterator[Breach]:
    cursor.execute(GUARDS, [table])
    present = {name for (name,) in cursor.fetchall()}
    for guard in guards:
        if guard not in present:
            words = _("The trigger %(trigger)s of table %(table)s is missing or switched off.")
            yield Breach(kind, words % {"trigger": guard, "table": table})


def _anchors() -> Iterator[str]:
    """Links that are not what was written down outside the database."""
    told = every_anchor()
    if told.damaged:
        yield _("These files of anchors hold lines that are none: %(names)s.") % {"names": ", ".join(told.damaged)}
    kept = told.anchors
    links = ChainLink.objects.filter(position__in={anchor.position for anchor in kept})
    digests = {position: bytes(digest).hex() for position, digest in links.values_list("position", "digest")}
    missing = [anchor for anchor in kept if anchor.position not in digests]
    other = [anchor for anchor in kept if digests.get(anchor.position, anchor.digest) != anchor.digest]
    if missing:
        words = _("The chain is cut off: %(position)s, which it had at %(moment)s, is not in it.")
        yield words % {"position": missing[0].position, "moment": missing[0].moment}
    if other:
        words = _("The chain was written anew: at %(position)s it is not what it was at %(moment)s.")
        yield words % {"position": other[0].position, "moment": other[0].moment}

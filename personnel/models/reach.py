"""How grants, postings and recusals become a `Reach`: one SQL statement a request."""

import json
from datetime import date
from functools import cache, cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from core.access.reach import NOTHING, Reach
from core.access.roles import ORGANIZATION_ROLES, ROLE_RIGHTS, Role
from core.workdays.reckoning import today

from .people import Posting, Recusal

# What stands in the compiled statement where the account and the day will be.
ACCOUNT, DAY = -1, date.min
BODY_ROLES = {Role.DISCIPLINE, Role.ORGANIZATION_DEPARTMENT, Role.COOPERATING}


class Reaching:
    """What an account reaches; mixed into the model of accounts, which this module does not know."""

    @cached_property
    def reach(self) -> Reach:
        """The roots this user reaches today; worked out once for each object, so once a request."""
        return reach_from(self, today())


def reach_from(user, on: date) -> Reach:
    """The reach of an account on a day. A posting counts from its first day to the day before its release."""
    sql, parameters = _statement(type(user))
    given = {ACCOUNT: user.pk, DAY: on}
    with connection.cursor() as cursor:
        cursor.execute(sql, [given.get(parameter, parameter) for parameter in parameters])
        found = cursor.fetchone()
        names = [column.name for column in cursor.description]
    return _reach(dict(zip(names, found, strict=True))) if found else NOTHING


@cache
def _statement(accounts: type) -> tuple[str, tuple]:
    """The query as SQL, for any account and day. Building it anew would cost more than all else in a request."""
    return _query(accounts, ACCOUNT, DAY).query.sql_with_params()


def _query(accounts: type, account: int, on: date) -> QuerySet:
    current = Posting.objects.filter(person=OuterRef("person_id")).current(on)
    posted_to = current.filter(team__inspections__isnull=False).values(
        found=JSONObject(inspection="team__inspections", organization="team__inspections__organization")
    )
    # The trail knows whom an account stands for and ever stood for: to part them makes nobody another.
    traces = accounts.pgh_event_model.objects
    stood_for = traces.filter(pgh_obj=OuterRef(OuterRef("pk"))).values("person")
    of_one_hand = traces.filter(Q(person__in=stood_for.exclude(person=None)) | Q(person=OuterRef("person")))
    recused = Recusal.objects.filter(person__in=stood_for).in_force()
    granted = accounts.grants.field.model.objects.filter(user=OuterRef("pk")).current()
    followed = accounts.portfolio.through.objects.filter(user=OuterRef("pk"))
    return (
        accounts.objects.filter(pk=account)
        .annotate(
            roles=ArraySubquery(granted.values("role")),
            teams=ArraySubquery(current.values("team")),
            led=ArraySubquery(current.filter(role=Posting.Role.LEADER).values("team")),
            deputized=ArraySubquery(current.filter(role=Posting.Role.DEPUTY).values("team")),
            posted_to=ArraySubquery(posted_to),
            recused=ArraySubquery(recused.values("organization")),
            followed=ArraySubquery(followed.values("organization")),
            one_hand=ArraySubquery(
                of_one_hand.values(found=JSONObject(account="pgh_obj", person="person")).distinct()
            ),
        )
        .values(
            "roles",
            "teams",
            "led",
            "deputized",
            "posted_to",
            "recused",
            "followed",
            "one_hand",
            "pk",
            "organization",
            "body",
            "person",
        )
    )


def _reach(row: dict) -> Reach:
    roles = frozenset(row["roles"])
    recused = frozenset(row["recused"])
    one_hand = [(trace["account"], trace["person"]) for trace in map(json.loads, row["one_hand"])]
    own_person = {row["person"]} - {None}
    on_the_side = {row["organization"]} - {None} if roles & ORGANIZATION_ROLES else ()
    return Reach(
        roles=roles,
        rights=frozenset().union(*(ROLE_RIGHTS[role] for role in roles)),
        teams=frozenset(row["teams"]),
        led_teams=frozenset(row["led"]),
        deputy_teams=frozenset(row["deputized"]),
        inspections=frozenset(
            posting["inspection"]
            for posting in map(json.loads, row["posted_to"])
            if posting["organization"] not in recused
        ),
        recused_organizations=recused,
        organizations=frozenset(on_the_side),
        portfolio=frozenset(row["followed"]) - recused if Role.DIVISION_LEADER in roles else frozenset(),
        body=row["body"] if roles & BODY_ROLES else None,
        person=row["person"],
        own_accounts=frozenset(account for account, _person in one_hand) | {row["pk"]},
        own_persons=frozenset(person for account, person in one_hand if account == row["pk"]) | own_person,
    )

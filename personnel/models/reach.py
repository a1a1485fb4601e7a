"""How grants, postings and recusals become a `Reach`, read with the account in one SQL statement a request."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.functional import cached_property

from core.access.reach import NOTHING, Reach
from core.access.roles import ORGANIZATION_ROLES, ROLE_RIGHTS, Role
from core.models import SavedView
from core.workdays.reckoning import today

from .people import Posting, Recusal

# What stands in the compiled statements where the account, the day, and what a token is found by will be.
ACCOUNT, DAY, DIGEST, TOKEN_KEY, NOW = -1, date.min, "its digest", "its key", datetime.min.replace(tzinfo=UTC)
BY_KEY = (("pk", ACCOUNT),)
BY_TOKEN = (
    ("auth_token_set__digest", DIGEST),
    ("auth_token_set__token_key", TOKEN_KEY),
    ("auth_token_set__expiry__gt", NOW),
)
FURTHER: dict[str, Callable[[date], QuerySet]] = {}
"""Of what apps above keep: by the part of the reach, the rows for an account (`OuterRef("pk")`) on a day."""
SUPERVISING = frozenset({Role.OFFICE, Role.DISCIPLINE, Role.ORGANIZATION_DEPARTMENT})
"""Who may be a member of a joint supervision group."""
BODY_ROLES = {Role.DISCIPLINE, Role.ORGANIZATION_DEPARTMENT, Role.COOPERATING}


class Reaching:
    """What an account reaches; mixed into the model of accounts, which this module does not know."""

    default_views: frozenset[str] = frozenset()
    """The lists, by their URL names, of which this person made a view the default: no list asks for it by itself."""

    @cached_property
    def reach(self) -> Reach:
        """The roots this user reaches today; worked out once for each object, so once a request."""
        return reach_from(self, today())

    @classmethod
    def of_session(cls, pk: int) -> Any:
        """The account of that key with what it reaches today, or None."""
        return _account(cls, BY_KEY, {ACCOUNT: pk, DAY: today()})

    @classmethod
    def of_token(cls, *, digest: str, token_key: str) -> Any:
        """The account of a token that has not expired with what it reaches today, or None."""
        told = {DIGEST: digest, TOKEN_KEY: token_key, NOW: timezone.now(), DAY: today()}
        return _account(cls, BY_TOKEN, told)


def reach_from(user, on: date) -> Reach:
    """The reach of an account on a day. A posting counts from its first day to the day before its release."""
    found = _account(type(user), BY_KEY, {ACCOUNT: user.pk, DAY: on})
    return found.reach if found else NOTHING


def _account(accounts: type, found_by: tuple, told: dict) -> Any:
    sql, parameters, asked = _statement(accounts, found_by)
    with connection.prepared_cursor() as cursor:  # to plan it takes longer than to answer it
        cursor.execute(sql, [told.get(parameter, parameter) for parameter in parameters])
        found = cursor.fetchone()
    if found is None:
        return None
    names = [field.attname for field in accounts._meta.concrete_fields]
    account = accounts.from_db(connection.alias, names, found[: len(names)])
    row = dict(zip(asked, found[len(names) :], strict=True))
    account.default_views = frozenset(row["default_views"])
    account.reach = _reach(account, row)
    return account


@cache
def _statement(accounts: type, found_by: tuple) -> tuple[str, tuple, tuple]:
    """The query as SQL, for any account and day, and what it asks beside the account.

    Building it anew would cost more than all else in a request.
    """
    query = _query(accounts, DAY).filter(**dict(found_by)).query
    return *query.sql_with_params(), tuple(query.annotations)


def _query(accounts: type, on: date) -> QuerySet:
    current = Posting.objects.filter(person=OuterRef("person_id")).current(on).giving_reach()
    posted_to = current.filter(team__inspections__isnull=False).values(
        found=JSONObject(inspection="team__inspections", organization="team__inspections__organization")
    )
    # The trail knows whom an account stands for and ever stood for: to part them makes nobody another.
    traces = accounts.pgh_event_model.objects
    stood_for = traces.filter(pgh_obj=OuterRef(OuterRef("pk"))).values("person")
    of_one_hand = _of_one_hand(traces, OuterRef)
    own_traces = Q(pgh_obj__in=_of_one_hand(traces, lambda name: OuterRef(OuterRef(name))).values("pgh_obj"))
    once_of = traces.filter(own_traces | Q(pgh_obj=OuterRef("pk"))).exclude(organization=None)
    recused = Recusal.objects.filter(person__in=stood_for).in_force()
    granted = accounts.grants.field.model.objects.filter(user=OuterRef("pk")).current()
    # What was merged into the organization is on its side, and followed with it; who stands for what was merged is on
    # no side.
    answered = Q(pk=OuterRef("organization"), answered_by=None) | Q(answered_by=OuterRef("organization"))
    side = accounts._meta.get_field("organization").related_model.objects.filter(answered)
    followed = accounts.portfolio.through.objects.filter(user=OuterRef("pk"))
    merged = side.model.objects.filter(answered_by__division_leaders=OuterRef("pk"))
    asked = {
        "roles": granted.values("role"),
        "teams": current.values("team"),
        "led": current.filter(role=Posting.Role.LEADER).values("team"),
        "deputized": current.filter(role=Posting.Role.DEPUTY).values("team"),
        "posted_to": posted_to,
        "recused": recused.values("organization"),
        "side": side.order_by().values("pk"),
        "followed": followed.values("organization"),
        "merged": merged.order_by().values("pk"),
        "one_hand": of_one_hand.values(found=JSONObject(account="pgh_obj", person="person")).distinct(),
        "once_of": once_of.values("organization").distinct(),
    }
    asked["default_views"] = (
        SavedView.objects.filter(owner=OuterRef("pk"), is_default=True).order_by().values("list_name")
    )
    asked |= {name: further(on) for name, further in FURTHER.items()}
    rows = accounts._base_manager.order_by()
    return rows.annotate(**{name: ArraySubquery(each) for name, each in asked.items()})


def _of_one_hand(traces: QuerySet, outer: Callable[[str], Any]) -> QuerySet:
    """What the trail keeps of the accounts of each person that the account around it stands for, or ever stood for."""
    stood_for = traces.filter(pgh_obj=OuterRef(outer("pk"))).exclude(person=None)
    return traces.filter(Q(person__in=stood_for.values("person")) | Q(person=outer("person")))


def _reach(account: Any, row: dict[str, list]) -> Reach:
    roles = frozenset(row["roles"])
    recused = frozenset(row["recused"])
    one_hand = [(trace["account"], trace["person"]) for trace in map(json.loads, row["one_hand"])]
    own_person = {account.person_id} - {None}
    on_the_side = row["side"] if roles & ORGANIZATION_ROLES else ()
    followed = (*row["followed"], *row["merged"]) if Role.DIVISION_LEADER in roles else ()
    return Reach(
        roles=roles,
        rights=frozenset().union(*(ROLE_RIGHTS[role] for role in roles)),
        teams=frozenset(row["teams"]),
        led_teams=frozenset(row["led"]),
        deputy_teams=frozenset(row["deputized"]),
        inspections=_free_of(recused, row["posted_to"]),
        recused_organizations=recused,
        organizations=frozenset(on_the_side),
        portfolio=frozenset(followed) - recused,
        supervised=_free_of(recused, row.get("supervised", ()) if roles & SUPERVISING else ()),
        body=account.body_id if roles & BODY_ROLES else None,
        person=account.person_id,
        own_accounts=frozenset(key for key, _person in one_hand) | {account.pk},
        own_persons=frozenset(person for key, person in one_hand if key == account.pk) | own_person,
        once_of=frozenset(row["once_of"]),
    )


def _free_of(recused: frozenset[int], told: Iterable[str]) -> frozenset[int]:
    """The inspections told of, but for those of organizations the account is recused from."""
    return frozenset(each["inspection"] for each in map(json.loads, told) if each["organization"] not in recused)

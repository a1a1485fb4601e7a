"""What opens a way to leads, for the audit administrator, and how the trail names accounts, people and postings.

Who opens a way to leads, or closes one, is watched like who looks at one.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.trail import audit
from core.trail.naming import name_records
from core.trail.words import account_words
from personnel.accounts.oversight import OPENING_ROLES, WATCHED_PLACES
from personnel.models import (
    AccountRequest,
    CalendarFeed,
    Commitment,
    ConductCatalogue,
    IntegrityTalk,
    MakeUpOrder,
    PasswordSlip,
    Person,
    PlanChange,
    PoolMembership,
    PortfolioEntry,
    Posting,
    Recusal,
    ReminderRule,
    Replacement,
    RoleGrant,
    SecondFactor,
    Secondment,
    Standing,
    TakenDuty,
    TakenMatter,
    Takeover,
    TalkAttendance,
    TeamEvaluation,
    TrainingAttendance,
    TrainingRule,
    TrainingSession,
    Urging,
    User,
)
from rounds.place.words import place_in_words, round_in_words

audit.register_group(
    "ways_to_leads",
    _("Ways to leads"),
    {
        "core.proposal": Q(),
        "personnel.rolegrant": Q(role__in=OPENING_ROLES),
        "personnel.posting": Q(role__in=WATCHED_PLACES),
        "personnel.recusal": Q(),
    },
)


def _account(name: str, username: str, *before: str) -> str:
    return " ".join([*filter(None, before), f"{account_words(name, username)} ({username})"])


def _grant(role: str, name: str, username: str) -> str:
    return _account(name, username, role)


def _posting(round_number: int, team_number: int, role: str, person: str) -> str:
    return f"{place_in_words(round_number, team_number)} {role} {person}"


PLACE = ("team__round__number", "team__number")
ACCOUNT = ("user__name", "user__username")

name_records(
    User,
    "name",
    "username",
    words=_account,
    told=[
        "username",
        "name",
        "person",
        "organization",
        "body",
        "language",
        "is_active",
        "by_directory",
        "must_change_password",
        "password_set_at",
        "second_factor_at",
        "wanted_role",
    ],
    account="pk",
    at="personnel:account",
)
name_records(
    RoleGrant,
    "role",
    *ACCOUNT,
    words=_grant,
    told=["user", "role", "granted_on", "revoked_on"],
    account="user_id",
)
name_records(
    PortfolioEntry,
    *ACCOUNT,
    words=_account,
    told=["user"],
    account="user_id",
    labels={"user": _("account"), "organization": _("party organization")},
)
name_records(SecondFactor, *ACCOUNT, words=_account, told=["user", "codes_left"], account="user_id")
name_records(
    PasswordSlip,
    "account__name",
    "account__username",
    words=_account,
    told=["account", "drawn_by", "drawn_at", "expires_at", "anew", "used_at", "voided_at"],
    account="account_id",
)
name_records(Person, "name", told=["name"], at="personnel:person")
name_records(PoolMembership, "pool", "person__name", told=["pool", "person", "joined_on", "left_on"])
name_records(
    Posting,
    *PLACE,
    "role",
    "person__name",
    words=_posting,
    told=["team", "person", "role", "posted_on", "released_on"],
)
name_records(Recusal, "person__name", told=["person", "declared_on", "ended_on"])
name_records(
    PlanChange,
    "round__number",
    words=round_in_words,
    told=["round", "kind", "team", "person", "role", "posted_on", "applied_by", "decided_by"],
    at="personnel:plan_change",
)
name_records(ReminderRule, "days_left", told=["days_left", "audience"])
name_records(CalendarFeed, "account", told=["account", "made_at"])
name_records(Urging, "obligation", told=["obligation", "words", "urged_by", "urged_on", "told"])
name_records(
    Standing, "kind", "person__name", told=["kind", "person", "decided_on", "voided_on"], at="personnel:standing"
)
name_records(
    Secondment,
    "person__name",
    told=["person", "level", "started_on", "planned_until", "ended_on", "voided_on"],
    at="personnel:secondment",
)
OF_POSTING = ("posting__team__round__number", "posting__team__number", "posting__person__name")


def _of_posting(round_number: int, team_number: int, person: str) -> str:
    return f"{place_in_words(round_number, team_number)} {person}"


name_records(
    Replacement,
    *OF_POSTING,
    words=_of_posting,
    told=["posting", "successor", "replaced_on", "voided_on"],
    at="personnel:replacement",
)
name_records(
    Commitment,
    *OF_POSTING,
    words=_of_posting,
    told=["posting", "signed_on", "way", "voided_on"],
    at="personnel:commitment",
)
name_records(
    MakeUpOrder,
    *PLACE,
    words=place_in_words,
    told=["team", "ordered_on", "due_on", "done_on", "voided_on"],
    at="personnel:make_up_order",
)
name_records(
    TeamEvaluation,
    *PLACE,
    words=place_in_words,
    told=["team", "evaluated_on", "voided_on"],
    at="personnel:team_evaluation",
)
name_records(IntegrityTalk, "held_on", told=["round", "team", "held_on", "voided_on"], at="personnel:integrity_talk")
name_records(TalkAttendance, "talk__held_on", "person__name", told=["talk", "person"])
name_records(
    ConductCatalogue,
    "kind",
    "in_force_on",
    told=["kind", "in_force_on", "voided_on"],
    at="personnel:conduct_catalogue",
)
name_records(
    TrainingRule,
    "kind",
    "in_force_on",
    told=["kind", "amount", "rhythm", "in_force_on", "voided_on"],
    at="personnel:training_rule",
)
name_records(
    TrainingSession,
    "kind",
    "held_on",
    told=["kind", "planned_on", "held_on", "voided_on"],
    at="personnel:training_session",
)
name_records(TrainingAttendance, "session__held_on", "person__name", told=["session", "person"])
name_records(
    AccountRequest,
    "asked_on",
    told=["organization", "secretary", "liaison", "occasion", "asked_by", "asked_on", "decided_by", "decided_on"],
    at="personnel:account_request",
)
name_records(
    Takeover,
    "begun_on",
    told=["organization", "role", "account", "begun_on", "taken_on"],
    at="personnel:takeover",
)
name_records(TakenDuty, "takeover__begun_on", told=["takeover", "due_on"])
name_records(TakenMatter, "takeover__begun_on", told=["takeover", "kind", "due_on"])

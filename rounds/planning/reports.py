"""The figures of rounds and the overview sheet of the monthly workbook."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.reports.counting import count_of
from core.reports.figures import Figure, figures
from core.reports.sheets import Sheet, sheets
from core.workbook.spec import WriterColumn
from rounds.models import Inspection, Round, Team

GROUP = _("Rounds")


def seen_by(model, user):
    """The rows a figure counts: the reader's, or all for a command without one."""
    return model.objects.visible_to(user) if user is not None else model.objects.all()


def until(as_of, period, field: str) -> Q:
    """What became true by the day, or within the period if one is given."""
    if period is None:
        return Q(**{f"{field}__lte": as_of})
    return Q(**{f"{field}__range": (period.start, min(period.end, as_of))})


def teams_formed(as_of, period, user) -> int:
    return seen_by(Team, user).filter(until(as_of, period, "formed_on")).count()


def rounds_completed(as_of, period, user) -> int:
    return seen_by(Round, user).filter(until(as_of, period, "field_ended_on")).count()


def organizations_inspected(as_of, period, user) -> int:
    entered = seen_by(Inspection, user).filter(until(as_of, period, "entered_on"))
    return entered.aggregate(count=Count("organization", distinct=True))["count"]


def look_back_organizations(as_of, period, user) -> int:
    entered = seen_by(Inspection, user).look_backs().filter(until(as_of, period, "entered_on"))
    return entered.aggregate(count=Count("organization", distinct=True))["count"]


def listed(url_name: str, parameter: str):
    """The address of the list a figure counts, as of the same day."""
    return lambda as_of: f"{reverse(url_name)}?{parameter}={as_of.isoformat()}"


figures.register(
    Figure(
        "teams_formed",
        _("Teams formed"),
        _("teams"),
        teams_formed,
        GROUP,
        listed("rounds:teams", "formed_by"),
    ),
    Figure(
        "rounds_completed",
        _("Rounds completed"),
        _("rounds"),
        rounds_completed,
        GROUP,
        listed("rounds:rounds", "completed_by"),
    ),
    Figure(
        "organizations_inspected",
        _("Organizations inspected"),
        _("organizations"),
        organizations_inspected,
        GROUP,
        listed("rounds:organizations", "inspected_by"),
    ),
    Figure(
        "look_back_organizations",
        _("Organizations inspected by a look-back"),
        _("organizations"),
        look_back_organizations,
        GROUP,
        listed("rounds:organizations", "looked_back_by"),
    ),
)


def overview_rows(period, user):
    """Each round known by the end of the period, the latest first, with what had happened by then."""
    entered = seen_by(Inspection, user).filter(entered_on__lte=period.end)
    rounds = seen_by(Round, user).filter(starts_on__lte=period.end)
    counted = rounds.annotate(
        team_count=Count("teams", filter=Q(teams__formed_on__lte=period.end), distinct=True),
        organization_count=count_of(entered, "team__round"),
        look_back_count=count_of(entered.look_backs(), "team__round"),
    )
    for round in counted.order_by("-number").prefetch_related("events"):
        ended = round.field_ended_on if round.field_ended_on and round.field_ended_on <= period.end else None
        yield (
            str(round),
            round.term,
            round.get_kind_display(),
            round.theme,
            round.team_count,
            round.organization_count,
            round.look_back_count,
            round.starts_on,
            ended,
            round.status_on(period.end).label,
        )


sheets.register(
    Sheet(
        "rounds_overview",
        _("Overview of rounds"),
        [
            WriterColumn(_("Round")),
            WriterColumn(_("Committee term")),
            WriterColumn(_("Kind")),
            WriterColumn(_("Theme"), kind="long_text"),
            WriterColumn(_("Teams"), kind="integer", total="sum"),
            WriterColumn(_("Organizations entered"), kind="integer", total="sum"),
            WriterColumn(_("of these look-backs"), kind="integer", total="sum"),
            WriterColumn(_("Starts on"), kind="date"),
            WriterColumn(_("Field stage ended on"), kind="date"),
            WriterColumn(_("State")),
        ],
        overview_rows,
        order=10,
    )
)

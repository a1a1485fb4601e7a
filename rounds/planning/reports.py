"""The figures of rounds and the overview sheet of the monthly workbook."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.reports.counted import Listed, seen_by
from core.reports.counting import count_of
from core.reports.figures import Figure, figures
from core.reports.sheets import Sheet, sheets
from core.workbook.spec import WriterColumn
from core.workdays.unrecorded import happened_by, words_for_missing
from rounds.models import Inspection, Organization, Round, Team

GROUP = _("Rounds")
ENTERED, TIMES = _("Organizations entered"), pgettext_lazy("unit", "times")


def look_backs(rows, as_of):
    """The inspections that are look-backs."""
    return rows.look_backs()


def across_counties_at(level):
    """The elevated cross inspections of organizations of this level."""
    return lambda rows, as_of: rows.across_counties().filter(organization__level=level)


def figure_of_level(key, label, level):
    """How many organizations of a level were inspected across counties."""
    return Figure.counting(
        Inspection,
        key,
        label,
        _("organizations"),
        among=across_counties_at(level),
        on="entered_on",
        of="organization",
        group=GROUP,
        listed=Listed("rounds:organizations", "elevated_by", level=level),
    )


figures.register(
    Figure.counting(
        Team,
        "teams_formed",
        _("Teams formed"),
        _("teams"),
        on="formed_on",
        group=GROUP,
        listed=Listed("rounds:teams", "formed_by"),
    ),
    Figure.counting(
        Round,
        "rounds_completed",
        _("Rounds completed"),
        _("rounds"),
        on="field_ended_on",
        group=GROUP,
        listed=Listed("rounds:rounds", "completed_by"),
    ),
    Figure.counting(
        Inspection,
        "organizations_inspected",
        _("Organizations inspected"),
        _("organizations"),
        on="entered_on",
        of="organization",
        group=GROUP,
        listed=Listed("rounds:organizations", "inspected_by"),
    ),
    Figure.counting(
        Inspection,
        "inspections_entered",
        ENTERED,
        TIMES,
        on="entered_on",
        group=GROUP,
        listed=Listed("rounds:inspections", "entered_by"),
    ),
    Figure.counting(
        Inspection,
        "look_back_organizations",
        _("Organizations inspected by a look-back"),
        _("organizations"),
        among=look_backs,
        on="entered_on",
        of="organization",
        group=GROUP,
        listed=Listed("rounds:organizations", "looked_back_by"),
    ),
    figure_of_level("elevated_townships", _("Townships inspected across counties"), Organization.Level.TOWNSHIP),
    figure_of_level("elevated_county_units", _("County units inspected across counties"), Organization.Level.COUNTY),
)


def overview_rows(period, user):
    """Each round known by the end of the period, the latest first, with what had happened by then."""
    entered = seen_by(Inspection, user).entered(period.end)
    rounds = seen_by(Round, user).known(period.end)
    counted = rounds.annotate(
        team_count=Count("teams", filter=happened_by("formed_on", period.end, on="teams__"), distinct=True),
        organization_count=count_of(entered, "team__round"),
        look_back_count=count_of(entered.look_backs(), "team__round"),
    )
    for round in counted.order_by("-number").prefetch_related("events"):
        ended = round.field_ended_on or words_for_missing(round, "field_ended_on") or None
        if round.field_ended_on and round.field_ended_on > period.end:
            ended = None
        yield (
            str(round),
            round.term,
            round.get_kind_display(),
            round.theme,
            round.team_count,
            round.organization_count,
            round.look_back_count,
            round.starts_on or words_for_missing(round, "starts_on"),
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
            WriterColumn(ENTERED, kind="integer", unit=TIMES, total="sum"),
            WriterColumn(_("of these look-backs"), kind="integer", unit=TIMES, total="sum"),
            WriterColumn(_("Starts on"), kind="date"),
            WriterColumn(_("Field stage ended on"), kind="date"),
            WriterColumn(_("State")),
        ],
        overview_rows,
        order=10,
    )
)

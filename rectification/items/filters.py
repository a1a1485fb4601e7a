"""Filters of the list of items."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.names.matching import matching
from core.reports.period import month_of, parse_month, require_month
from core.ui.filters import AwaitingFilter, RowFilter, WordsFilter, YesNoFilter
from core.workdays.reckoning import today
from findings.models import DeadlineKind
from findings.taxonomy.filters import ByCategory
from rectification.models import CheckResult, Item, LetterProposalFact, StagedAim
from rectification.models.going_on import KEPT_UP
from rectification.querysets import OF_ITEM
from rectification.stages import STAGES
from rounds.deadlines.filters import LIGHTS, by_light
from rounds.models import Organization
from rounds.place.filters import PlaceFilter


def item_words(value: str) -> Q:
    """In the problem, its number, the responsible people or the organization's name or pinyin."""
    responsible = "leader", "department"
    return matching(value, "finding__text", "finding__number", *responsible, names=(OF_ITEM.organization_name,))


NONE = "-"
"""In an address: of organizations that are in no county, or that nobody follows."""


def in_district(rows, value: str):
    """Of organizations of this county or district, or `NONE`."""
    return rows.filter(**{OF_ITEM.lookup("organization__district"): "" if value == NONE else value})


def of_division_leader(rows, value: str):
    """Of organizations in the portfolio of a division leader of this name, or `NONE`."""
    followed = {"division_leaders": None} if value == NONE else {"division_leaders__name": value}
    organizations = Organization.objects.filter(**followed)
    return rows.filter(**{OF_ITEM.lookup("organization__in"): organizations})


def facts_seen(request):
    """What speaks for the proposed letters that this reader sees."""
    return LetterProposalFact.objects.visible_to(request.user)


class ItemFilter(PlaceFilter, ByCategory):
    """The ledger's filter row (docs/domain.md, lists): 轮次→组→单位→分类, state, light, words."""

    PLACE = OF_ITEM
    CATEGORY = "finding__category"
    MORE = (
        "awaiting",
        "title",
        "deadline_kind",
        "kept_up",
        "completion",
        "due",
        "closed",
        "closed_in",
        "fed_back_by",
        "closed_by",
        "checked_by",
        "late_on",
        "reopened_by",
        "stage",
        "aim",
        "district",
        "division_leader",
    )

    status = django_filters.MultipleChoiceFilter(choices=Item.Status.choices, label=_("State"))
    light = django_filters.ChoiceFilter(choices=LIGHTS, method=by_light, label=_("Time left"))
    words = WordsFilter(method="by_words")
    awaiting = AwaitingFilter()
    deadline_kind = django_filters.ChoiceFilter(choices=DeadlineKind.choices, label=_("Kind of deadline"))
    kept_up = YesNoFilter(method="by_keeping", label=_("kept up lastingly"))
    completion = django_filters.ChoiceFilter(choices=Item.Completion.choices, label=_("Completion as reported"))
    due = django_filters.DateFromToRangeFilter(field_name="due_on", label=_("Due between"))
    closed = django_filters.DateFromToRangeFilter(field_name="closed_on", label=_("Closed out between"))
    closed_in = django_filters.CharFilter(
        method="by_month", label=_("Closed out in the month"), validators=[require_month]
    )
    fed_back_by = django_filters.DateFilter(method="by_feedback", label=_("Fed back by"))
    closed_by = django_filters.DateFilter(method="by_closing", label=_("Closed out by"))
    checked_by = django_filters.DateFilter(method="by_check", label=_("Checked on site by"))
    reopened_by = django_filters.DateFilter(method="by_reopening", label=_("Reopened by"))
    late_on = django_filters.DateFilter(method="by_lateness", label=_("Overdue on"))
    fact = RowFilter(facts_seen, method="of_fact", label=_("Counted by a proposed letter"))

    stage = django_filters.ChoiceFilter(
        choices=[(key, each.label) for key, each in STAGES.items()], method="by_stage", label=_("Stage reached")
    )
    aim = django_filters.ChoiceFilter(
        choices=[
            ("none", _("None is set")),
            *((each.value, each.label) for each in StagedAim.Status if each in StagedAim.OPEN),
        ],
        method="by_aim",
        label=_("Stage of a lasting item"),
    )
    district = django_filters.CharFilter(method="by_district", label=_("District"))
    division_leader = django_filters.CharFilter(method="by_division_leader", label=_("Division leader"))

    def by_keeping(self, rows, name, value):
        """Rows kept up lastingly, by their limit or by their plan; or the others."""
        return rows.filter(KEPT_UP if value else ~KEPT_UP)

    def by_stage(self, rows, name, value):
        """Rows fed back that have come so far."""
        return rows.issued(today()).filter(STAGES[value].where)

    def by_aim(self, rows, name, value):
        """Lasting rows whose open stage stands so, or that are rectified and have none."""
        return rows.filter(status__in=Item.UNDER_WAY).without_aim() if value == "none" else rows.with_aim(value)

    def by_district(self, rows, name, value):
        """Rows of organizations of this county or district."""
        return in_district(rows, value)

    def by_division_leader(self, rows, name, value):
        """Rows of organizations that somebody of this name follows."""
        return of_division_leader(rows, value)

    def by_words(self, rows, name, value):
        """Rows that say the words."""
        return rows.filter(item_words(value))

    def by_feedback(self, rows, name, value):
        """Rows fed back to their organization by that day."""
        return rows.issued(value)

    def by_check(self, rows, name, value):
        """What a check on site had been made of by that day."""
        checks = CheckResult.objects.visible_to(self.request.user).filter(checked_on__lte=value)
        return rows.filter(pk__in=checks.values("item"))

    def by_month(self, rows, name, value):
        """Rows that were closed out in a month, told as 2026-10, whether or not they were opened again since."""
        month = month_of(parse_month(value))
        return rows.closed_between(month.start, month.end)

    def by_closing(self, rows, name, value):
        """Rows that were closed out on that day, whether or not they were opened again since."""
        return rows.closed(value)

    def by_reopening(self, rows, name, value):
        """Rows that were opened again by that day."""
        return rows.reopened(value)

    def by_lateness(self, rows, name, value):
        """Rows that were overdue on that day, whatever became of them since."""
        return rows.late(value)

    def of_fact(self, rows, name, value):
        """What one fact of a proposed letter counts."""
        return rows.filter(pk__in=LetterProposalFact.objects.visible_to(self.request.user).rows_of(value))

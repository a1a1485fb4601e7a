"""Columns of assessments, second rectifications, schemes and their parts, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import (
    Assessment,
    AssessmentScheme,
    AssessmentScore,
    Criterion,
    SecondItem,
    SecondRectification,
    Veto,
)
from rounds.place.columns import organization_column, round_column
from rounds.place.lookups import Place

OF_ASSESSMENT, OF_SECOND = Place("hand_over__inspection"), Place("assessment__hand_over__inspection")


class AssessmentTable(tables.Table):
    organization = organization_column(OF_ASSESSMENT, linkify=tables.record_url)
    round = round_column(OF_ASSESSMENT)
    attempt = tables.NumberColumn()
    assessed_on = tables.DateColumn()
    score = tables.NumberColumn()
    grade = tables.ShortColumn()
    status = tables.StatusColumn()
    decided_on = tables.DateColumn()
    scheme = tables.Column(orderable=False, hidden=True)
    opinion = tables.TextColumn(orderable=False, hidden=True)

    class Meta:
        model = Assessment
        fields = ()


class SecondTable(tables.Table):
    organization = organization_column(OF_SECOND, linkify=tables.record_url)
    round = round_column(OF_SECOND)
    ordered_on = tables.DateColumn()
    status = tables.StatusColumn()
    light = tables.LightColumn(
        accessor="due_on", done="is_ended", instead="awaits", verbose_name=_("Time left"), orderable=False
    )
    plan_due_on = tables.DateColumn(ahead=True, hidden=True)
    plan_filed_on = tables.DateColumn()
    report_due_on = tables.DateColumn(ahead=True)
    reported_on = tables.DateColumn()
    ended_on = tables.DateColumn()
    requirements = tables.TextColumn(orderable=False, hidden=True)

    class Meta:
        model = SecondRectification
        fields = ()


class SchemeTable(tables.Table):
    name = tables.LinkColumn()
    in_force_on = tables.DateColumn()
    good_from = tables.NumberColumn()
    fair_from = tables.NumberColumn()
    ordinary_from = tables.NumberColumn()

    class Meta:
        model = AssessmentScheme
        fields = ()


class CriteriaOfScheme(tables.EmbeddedTable):
    """The criteria of one version."""

    number = tables.NumberColumn(verbose_name=_("No."))
    aspect = tables.ShortColumn(verbose_name=_("Aspect"))
    text = tables.TextColumn(verbose_name=_("Criterion and how points are deducted"))
    points = tables.NumberColumn(verbose_name=_("Points"))
    fact = tables.ShortColumn(verbose_name=_("Fact shown beside"))

    class Meta:
        model = Criterion
        fields = ()


class VetoesOfScheme(tables.EmbeddedTable):
    """The vetoes of one version."""

    number = tables.NumberColumn(verbose_name=_("No."))
    text = tables.TextColumn(verbose_name=_("Case of the veto"))
    forces = tables.ShortColumn(verbose_name=_("Grade at best"))

    class Meta:
        model = Veto
        fields = ()


class ScoresOfAssessment(tables.EmbeddedTable):
    """The points of one assessment, criterion by criterion."""

    aspect = tables.ShortColumn(accessor="criterion__aspect", verbose_name=_("Aspect"))
    criterion = tables.TextColumn(accessor="criterion__text", verbose_name=_("Criterion"))
    points = tables.NumberColumn(accessor="criterion__points", verbose_name=_("Points"))
    given = tables.NumberColumn(verbose_name=_("Points given"))
    reason = tables.TextColumn(verbose_name=_("Reason of the deduction"))
    fact_told = tables.TextColumn(verbose_name=_("Counted by the system then"))

    class Meta:
        model = AssessmentScore
        fields = ()


class ItemsOfSecond(tables.EmbeddedTable):
    """The items that are rectified a second time."""

    item = tables.Column(
        accessor="item__number", verbose_name=_("Item"), linkify=lambda record: record.item.get_absolute_url()
    )
    problem = tables.TextColumn(accessor="item__finding__text", verbose_name=_("Problem"))
    status = tables.ShortColumn(accessor="item__get_status_display", verbose_name=_("State"))
    result = tables.TextColumn(verbose_name=_("Second result"))

    class Meta:
        model = SecondItem
        fields = ()

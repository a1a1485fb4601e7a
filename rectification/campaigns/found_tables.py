"""Columns of common problems, of where they were found, and of what self-checks are held to."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.ui import tables
from findings.models import Category
from rectification.campaigns.found import DIFFERENCES
from rectification.models import SelfCheck
from rounds.models import Organization


def findings_of(record) -> str:
    """The list of the findings that a line counts; `asked` is what was chosen, as further parameters."""
    name = "organization" if isinstance(record, Organization) else "category"
    counted = urlencode([("status", "issued"), (name, record.pk)])
    return f"{reverse('findings:findings')}?{counted}{record.asked}"


def organizations_of(record) -> str:
    """The list of the organizations that a line counts."""
    return f"{reverse('rectification:with_problem')}?category={record.pk}{record.asked}"


def campaign_on(record: Category) -> str:
    """The form of a campaign with category, title and text filled in."""
    title = _("Self-check on %(problem)s") % {"problem": record.title}
    text = _("Inspections found problems of this kind at several organizations: %(problem)s.") % {"problem": record}
    told = {"category": record.pk, "title": title[:100], "text": text}
    return f"{reverse('rectification:campaign_add')}?{urlencode(told)}"


class CommonProblemTable(tables.Table):
    """Categories: how many findings at how many organizations; each number opens its list."""

    title = tables.LinkColumn(linkify=organizations_of)
    group = tables.Column()
    found_at = tables.NumberColumn(verbose_name=_("Organizations with it"), linkify=organizations_of)
    amount = tables.NumberColumn(verbose_name=pgettext_lazy("common problems", "Findings"), linkify=findings_of)
    begin = tables.Column(
        accessor="pk", linkify=campaign_on, verbose_name=_("Campaign"), orderable=False, exclude_from_export=True
    )

    class Meta:
        model = Category
        fields = ()

    def render_begin(self):
        """The one step to a campaign."""
        return _("Begin a campaign")


class WithProblemTable(tables.Table):
    """Organizations with findings of one category."""

    name = tables.LinkColumn()
    category = tables.Column()
    district = tables.Column()
    amount = tables.NumberColumn(verbose_name=pgettext_lazy("common problems", "Findings"), linkify=findings_of)

    class Meta:
        model = Organization
        fields = ()


class ComparisonTable(tables.Table):
    """What each organization reported of itself, and what teams found of the same."""

    organization = tables.Column(order_by=("organization__name_key",), linkify=tables.record_url)
    difference = tables.Column(empty_values=(), order_by="rank", verbose_name=_("Difference"))
    reported_on = tables.DateColumn()
    problems_found = tables.NumberColumn(
        accessor="report__problems_found",
        order_by=("problems_found",),
        verbose_name=_("Found by the self-check"),
        since="reported_on",
    )
    before = tables.NumberColumn(verbose_name=_("Found by teams before"))
    since = tables.NumberColumn(verbose_name=_("Found by teams since"))
    verdict = tables.ShortColumn(since="checked_on")

    class Meta:
        model = SelfCheck
        fields = ()

    def render_difference(self, record):
        """In words."""
        return DIFFERENCES[record.difference][0] if record.difference else _("In accord")

    value_difference = render_difference

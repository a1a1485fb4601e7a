"""Columns, declared once for page, fragment and workbook. None of leads or transfers shows what a lead says."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables


class ShortColumn(tables.Column):
    """A few characters that belong on one line."""

    kind = "short"


class ClassColumn(tables.Column):
    """A title of a class: wide enough for the longest on two lines."""

    kind = "class"


class OfInspection(tables.Table):
    """The columns that place a row: round, team, organization."""

    round = ShortColumn(
        accessor="inspection__team__round", verbose_name=_("Round"), order_by="inspection__team__round__number"
    )
    team = ShortColumn(accessor="inspection__team", verbose_name=_("Team"), order_by="inspection__team__number")
    organization = tables.Column(
        accessor="inspection__organization",
        verbose_name=_("Inspected organization"),
        order_by="inspection__organization__name_key",
    )


class PaperTable(OfInspection):
    """Working papers."""

    number = tables.LinkColumn(verbose_name=_("Number"))
    title = tables.Column(verbose_name=_("Title"))
    found_on = tables.DateColumn(verbose_name=_("Found on"))
    submitted_on = tables.DateColumn(verbose_name=_("Submitted on"), hidden=True)
    approved_on = tables.DateColumn(verbose_name=_("Approved on"), hidden=True)
    status = tables.StatusColumn(verbose_name=_("State"))

    class Meta:
        sequence = ("number", "title", "round", "team", "organization", "...")


class FindingTable(OfInspection):
    """Findings."""

    number = tables.LinkColumn(verbose_name=_("Number"))
    group = ClassColumn(accessor="category__group", verbose_name=_("First-level category"))
    title = ClassColumn(accessor="category__title", verbose_name=_("Second-level category"))
    text = tables.TextColumn(verbose_name=_("Problem"), orderable=False)
    found_on = tables.DateColumn(verbose_name=_("Found on"), hidden=True)
    deadline_kind = tables.Column(verbose_name=_("Kind of deadline"), hidden=True)
    due_on = tables.DateColumn(verbose_name=_("To be rectified by"), hidden=True)
    issued_on = tables.DateColumn(verbose_name=_("Issued on"), hidden=True)
    status = tables.StatusColumn(verbose_name=_("State"))

    class Meta:
        sequence = ("number", "round", "team", "organization", "group", "title", "text", "...")


class LeadTable(OfInspection):
    """Leads: number, place, state and days."""

    number = tables.LinkColumn(verbose_name=_("Number"))
    discipline = ShortColumn(verbose_name=_("Discipline concerned"))
    suggestion = ShortColumn(verbose_name=_("Suggestion"))
    filed_on = tables.DateColumn(verbose_name=_("Filed on"))
    referred_on = tables.DateColumn(verbose_name=_("Referred on"))
    concluded_on = tables.DateColumn(verbose_name=_("Concluded on"), hidden=True)
    status = tables.StatusColumn(verbose_name=_("State"))

    class Meta:
        sequence = ("number", "round", "team", "organization", "...")


class TransferTable(tables.Table):
    """Transfers: number of the lead, body, state and days."""

    number = tables.LinkColumn(accessor="lead__number", verbose_name=_("Lead"), linkify=tables.record_url)
    round = ShortColumn(
        accessor="lead__inspection__team__round",
        verbose_name=_("Round"),
        order_by="lead__inspection__team__round__number",
    )
    organization = tables.Column(
        accessor="lead__inspection__organization",
        verbose_name=_("Inspected organization"),
        order_by="lead__inspection__organization__name_key",
    )
    body = tables.Column(verbose_name=_("Receiving body"), order_by="body__name")
    sent_on = tables.DateColumn(verbose_name=_("Sent on"))
    acknowledged_on = tables.DateColumn(verbose_name=_("Acknowledged on"))
    concluded_on = tables.DateColumn(verbose_name=_("Concluded on"))
    status = tables.StatusColumn(verbose_name=_("State"))

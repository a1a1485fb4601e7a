"""Columns of items, for page, fragment and workbook."""

from django.template.loader import render_to_string
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import HeldToAccount, Item, Measure, OrganizationRule, Publication, ReturnedFunds
from rectification.querysets import OF_ITEM
from rounds.models import Announcement
from rounds.place.columns import organization_column, round_column, team_column


def _overdue(record) -> str:
    return "is-overdue" if record.is_overdue else ""


class ChoiceColumn(tables.Column):
    """A choice of a row above, told in words; offered by the chooser alone."""

    def __init__(self, choices, **options):
        super().__init__(orderable=False, hidden=True, **options)
        self.choices = choices

    def render(self, value):
        return self.choices(value).label

    def value(self, **kwargs):
        """The words, as the page says them."""
        return kwargs["value"] and str(self.choices(kwargs["value"]).label)


class ItemTable(tables.Table):
    """The ledger of items: the four ledgers in one row."""

    tick = tables.TickColumn()
    number = tables.ShortColumn(linkify=tables.record_url, verbose_name=_("No."))
    organization = organization_column(OF_ITEM, verbose_name=_("Party organization"))
    round = round_column(OF_ITEM)
    team = team_column(OF_ITEM)
    category = tables.Column(accessor="finding__category__title", verbose_name=_("Category"))
    text = tables.TextColumn(
        accessor="finding__text", linkify=tables.record_url, verbose_name=_("Problem"), orderable=False
    )
    deadline_kind = tables.Column(hidden=True)
    kept_up = tables.ShortColumn(
        accessor="kept_up_words", orderable=False, hidden=True, verbose_name=_("kept up lastingly")
    )
    status = tables.StatusColumn()
    light = tables.LightColumn(accessor="due_on", done="is_closed", verbose_name=_("Time left"))
    due_on = tables.DateColumn(hidden=True)
    stage_due_on = tables.DateColumn(hidden=True, verbose_name=_("Stage to be reached by"))
    completion = tables.Column()
    leader = tables.Column(hidden=True)
    department = tables.Column(hidden=True)
    goal = tables.TextColumn(hidden=True, orderable=False)
    rules_made = tables.NumberColumn(hidden=True)
    funds_recovered = tables.MoneyColumn(verbose_name=_("Funds returned"), hidden=True)
    finding = tables.Column(accessor="finding__number", verbose_name=_("Finding"), hidden=True)
    delivered_on = tables.DateColumn(accessor="hand_over__delivered_on", hidden=True)
    closed_on = tables.DateColumn(hidden=True)
    reopened_on = tables.DateColumn(hidden=True)
    made_public = ChoiceColumn(Publication.Status, verbose_name=_("Published or not"))
    kept_back_on = ChoiceColumn(Announcement.Ground, verbose_name=_("ground for not publishing"))

    class Meta:
        model = Item
        fields = ()
        row_attrs = {"class": _overdue}


class MeasuresOfItem(tables.EmbeddedTable):
    """The measures of one item."""

    number = tables.NumberColumn(verbose_name=_("No."))
    content = tables.TextColumn(verbose_name=_("Measure"), whole=True)
    kind = tables.Column(verbose_name=_("Kind"))
    leader = tables.Column(verbose_name=_("Leader"))
    department = tables.Column(verbose_name=_("Department"))
    due_on = tables.DateColumn(verbose_name=_("Due on"))
    done_on = tables.DateColumn(verbose_name=_("Done on"), empty_values=())

    class Meta:
        model = Measure
        fields = ()

    def __init__(self, rows, *, may_mark: bool):
        super().__init__(rows, empty_text=_("No measure is entered."))
        self.may_mark = may_mark

    def render_done_on(self, record, value):
        """The day with the evidence, and the way to enter them for who may."""
        return render_to_string("rectification/_measure_done.html", {"measure": record, "may_mark": self.may_mark})


class RulesOfItem(tables.EmbeddedTable):
    """The rules of one item; those that are also for it count for another."""

    title = tables.Column(accessor="told", linkify=tables.record_url, verbose_name=_("title of the rule"))
    kind = tables.Column(verbose_name=_("Kind"))
    number = tables.Column(verbose_name=_("document number"))
    made_on = tables.DateColumn(verbose_name=_("made on"))
    counted = tables.Column(accessor="amount", verbose_name=_("Counted"))
    correction = tables.TextColumn(accessor="corrected_words", verbose_name=_("Correction"), whole=True)

    class Meta:
        model = OrganizationRule
        fields = ()

    def __init__(self, rows, *, item):
        super().__init__(rows, empty_text=_("No rule is entered yet."))
        self.item = item

    def render_counted(self, record, value):
        """How many it counts, or for which item it does."""
        return (
            value
            if record.item_id == self.item.pk
            else gettext("for item %(number)s") % {"number": record.item.number}
        )


class FundsOfItem(tables.EmbeddedTable):
    """The funds of one item."""

    amount = tables.MoneyColumn(
        unit=pgettext_lazy("unit", "yuan"), linkify=tables.record_url, verbose_name=_("Funds returned")
    )
    returned_on = tables.DateColumn(verbose_name=_("returned on"))
    voucher = tables.Column(verbose_name=_("voucher number"))
    source = tables.Column(verbose_name=_("source"))
    correction = tables.TextColumn(accessor="corrected_words", verbose_name=_("Correction"), whole=True)

    class Meta:
        model = ReturnedFunds
        fields = ()

    def __init__(self, rows):
        super().__init__(rows, empty_text=_("No funds are entered yet."))


class HeldOfItem(tables.EmbeddedTable):
    """Whom the organization held to account for the problem of one item."""

    name = tables.Column(linkify=tables.record_url, verbose_name=_("who was held to account"))
    post = tables.Column(verbose_name=_("post when held to account"))
    way = tables.Column(verbose_name=_("way of holding to account"))
    held_on = tables.DateColumn(verbose_name=_("held to account on"))
    number = tables.Column(verbose_name=_("document number"))
    correction = tables.TextColumn(accessor="corrected_words", verbose_name=_("Correction"), whole=True)

    class Meta:
        model = HeldToAccount
        fields = ()

    def __init__(self, rows):
        super().__init__(rows, empty_text=_("Nobody is entered yet."))

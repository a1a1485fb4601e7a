"""Columns of takeovers and of the duties in them."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from personnel.models import TakenDuty, TakenMatter, Takeover
from personnel.takeovers.matters import kinds
from rounds.models import Obligation


class TakeoverTable(tables.Table):
    organization = tables.LinkColumn(order_by=("organization__name_key",))
    role = tables.Column()
    predecessor = tables.Column()
    newcomer = tables.Column()
    begun_on = tables.DateColumn()
    status = tables.StatusColumn()
    taken_on = tables.DateColumn()
    amount = tables.NumberColumn(verbose_name=_("Duties taken over"), orderable=False)

    class Meta:
        model = Takeover
        fields = (
            "organization",
            "role",
            "predecessor",
            "newcomer",
            "begun_on",
            "status",
            "taken_on",
            "amount",
        )


class OpenDuties(tables.EmbeddedTable):
    """What is still owed and waits to be taken over, as it is today."""

    title = tables.LinkColumn(accessor="told", orderable=False, verbose_name=_("What is owed"))
    due_on = tables.DateColumn(verbose_name=_("Due on"))
    light = tables.LightColumn(
        accessor="due_on", done="is_settled", instead="words_for_light", verbose_name=_("Time left")
    )

    class Meta:
        model = Obligation
        fields = ("title", "due_on", "light")


class TakenDuties(tables.EmbeddedTable):
    """What was taken over, as it was on that day."""

    title = tables.Column(accessor="told", orderable=False, verbose_name=_("What is owed"))
    due_on = tables.DateColumn(verbose_name=_("Due on"))

    class Meta:
        model = TakenDuty
        fields = ("title", "due_on")


class OpenMatters(tables.EmbeddedTable):
    """What lies open beside the duties, as it is today."""

    kind = tables.ShortColumn(verbose_name=_("Kind"))
    title = tables.TextColumn(verbose_name=_("Matter"), linkify=lambda record: record.url)
    state = tables.ShortColumn(verbose_name=_("State"))
    due_on = tables.DateColumn(verbose_name=_("Due on"))


class TakenMatters(tables.EmbeddedTable):
    """What lay open beside the duties, as it was on that day."""

    kind = tables.ShortColumn(verbose_name=_("Kind"))
    title = tables.TextColumn(verbose_name=_("Matter"))
    state = tables.ShortColumn(verbose_name=_("State"))
    due_on = tables.DateColumn(verbose_name=_("Due on"))

    class Meta:
        model = TakenMatter
        fields = ("kind", "title", "state", "due_on")

    def render_kind(self, value):
        """The words of the kind."""
        return dict(kinds()).get(value, value)

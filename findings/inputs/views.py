"""The page of an input, and the inputs of an inspection."""

from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.registers.pages import EntryList, EntryPage
from core.ui.views.record import Fact, facts_of
from findings import permissions
from findings.inputs.tables import InputsInShort
from findings.models import CooperationInput, Finding, Lead, WorkingPaper
from findings.pages import InspectionPanel

LED_TO = {"paper": WorkingPaper, "finding": Finding, "lead": Lead}


class InputList(EntryList):
    """What was sent. The body that sent it is not told which team has it; its own name would tell it nothing."""

    def columns_without(self, user):
        reach = reach_of(user)
        return () if reach.reads_all or reach.inspections else ("organization", "body")


class InputPage(EntryPage):
    """What was sent, to which team it was given, and what became of it, as far as its reader sees that."""

    also_tells = ("inspection",)
    hide_from_timeline = tuple(LED_TO)

    def facts(self):
        entry, inside = self.record, permissions.is_inside_input(self.request.user, self.record)
        told = ("inspection", "given_on") if inside else ("given_on",)
        given = map(self.fact_of, told) if entry.inspection else ()
        became = facts_of(entry, "result", "settled_on", "why", wide=["why"]) if entry.is_settled else []
        return [*super().facts(), *given, *became, *(self._led_to() if inside else [])]

    def _led_to(self) -> list[Fact]:
        """The paper, finding and lead that this reader sees."""
        keys = {name: getattr(self.record, f"{name}_id") for name in LED_TO}
        seen = {
            name: LED_TO[name].objects.visible_to(self.request.user).filter(pk=key).first()
            for name, key in keys.items()
            if key
        }
        return [Fact(row._meta.verbose_name, row, url=row.get_absolute_url()) for row in seen.values() if row]

    def events(self):
        """The way through the office and the team is theirs; the body sees what it sent and what became of it."""
        return super().events() if permissions.is_inside_input(self.request.user, self.record) else []


class InputsOfInspection(InspectionPanel):
    """What was given to the team of one inspection."""

    title = _("From cooperating bodies")
    fragment = "findings/_inputs_of.html"
    list_name = "findings:inputs"
    table_class = InputsInShort

    def queryset_for(self, user):
        return CooperationInput.objects.visible_to(user).standing().select_related("body")

"""The list and the page of advice: what tells of an inspection stays with the office and the leading group."""

from django.utils.translation import gettext as _

from core.access.reach import reach_of
from core.registers.pages import EntryList, EntryPage
from core.ui.views.record import Fact
from rectification.sector_advice import registers, tables


class AdviceList(EntryList):
    """Advice, without the inspection for whoever does not read all."""

    def columns_without(self, user):
        return () if reach_of(user).reads_all else tables.OF_OFFICE


class AdvicePage(EntryPage):
    """Advice, how it was receipted, and what came of it."""

    LATER = ("receipted_on", "answered_on", "handling", "used", "returned_on", "returned_why", "accepted_on")

    def facts(self):
        entry, told = self.record, super().facts()
        hidden = () if reach_of(self.request.user).reads_all else registers.OF_OFFICE
        shown = [
            fact
            for name, fact in zip(self.register.facts, told, strict=True)
            if name not in hidden and (name not in self.LATER or getattr(entry, name))
        ]
        if entry.receipt_document:
            shown.append(Fact(_("Document of the receipt"), entry.receipt_document))
        return [Fact(_("State"), entry.state), *shown]

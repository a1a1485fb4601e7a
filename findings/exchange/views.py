"""Pages of transfers: what a receiving body got, and how it answers."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from core.ui.views.list import ListPage
from core.ui.views.record import RecordPage, facts_of, stages_at
from findings import permissions
from findings.duties import ACKNOWLEDGE_TRANSFER
from findings.exchange.filters import OutcomeFilter, ReferredLeadFilter, TransferFilter
from findings.exchange.tables import (
    IN_OUTCOME,
    DisposalsOfTransfer,
    OutcomesOfTransfer,
    OutcomeTable,
    ReferredLeadTable,
    TransferTable,
)
from findings.lead_pages import RecordsAccess, lead_facts
from findings.models import Disposal, Lead, Outcome, Transfer
from rounds.deadlines.querysets import with_owed_day
from rounds.permissions import reads_registers
from rounds.place.lookups import Place

LIST = (_("Transfers"), reverse_lazy("findings:transfers"))


class OfTransfers:
    """Pages over transfers."""

    crumbs = [LIST]

    def queryset_for(self, user):
        """The transfers this user sees, each with the day by which it is to be acknowledged."""
        transfers = Transfer.objects.visible_to(user).select_related("body", *Place("lead__inspection").related)
        return with_owed_day(transfers, ACKNOWLEDGE_TRANSFER)


class TransferList(OfTransfers, ListPage):
    """Transfers by number, body and state; no content."""

    title = _("Transfers")
    crumbs = []
    table_class = TransferTable
    filter_class = TransferFilter
    empty_text = _("No transfer yet.")
    empty_hint = _("Here stand the leads that were transferred, each until the receiving body has concluded it.")

    def may_open(self, user):
        return permissions.follows_transfers(user)


class TransferPage(OfTransfers, RecordsAccess, RecordPage):
    """One transfer: the lead as it was sent, and the answers."""

    template_name = "findings/transfer_page.html"

    def shown_lead(self):
        return self.record.lead

    def facts(self):
        return [
            *facts_of(self.record, "body", "sent_on", "acknowledged_on", "concluded_on"),
            *(facts_of(self.record, "due_on") if self.record.due_on else []),
        ]

    def stages(self):
        transfer, Status = self.record, Transfer.Status
        at = {Status.TOLD: 0, Status.SENT: 1, Status.ACKNOWLEDGED: 2, Status.HANDLING: 2, Status.CONCLUDED: 4}[
            transfer.status
        ]
        way = [
            (_("Sending"), transfer.sent_on),
            (_("Acknowledgement"), transfer.acknowledged_on),
            (_("Handling"), None),
            (_("Conclusion"), transfer.concluded_on),
        ]
        return stages_at(way, at)

    def deadline(self):
        transfer = self.record
        if owed := transfer.running_obligations().first():
            return {"what": owed.told, "due_on": owed.due_on, "done": False}
        if not transfer.due_on:
            return None
        return {"what": _("Report the result"), "due_on": transfer.due_on, "done": transfer.is_concluded}

    def get_context_data(self, **kwargs):
        user, transfer = self.request.user, self.record
        disposals = Disposal.objects.visible_to(user).filter(transfer=transfer).select_related("reported_by")
        outcomes = Outcome.objects.visible_to(user).filter(transfer=transfer).select_related("correction")
        return super().get_context_data(
            lead_facts=lead_facts(transfer.lead),
            disposals=DisposalsOfTransfer(disposals),
            outcomes=OutcomesOfTransfer(outcomes),
            **kwargs,
        )


class OutcomeList(ListPage):
    """What came of leads, each once: who may count them may list them, without persons."""

    title = _("Outcomes of leads")
    table_class = OutcomeTable
    filter_class = OutcomeFilter
    empty_text = _("No outcome is reported yet.")

    def may_open(self, user):
        return reads_registers(user)

    def queryset_for(self, user):
        return Outcome.objects.countable_by(user).once().select_related("transfer__body", *IN_OUTCOME.related)


class ReferredLeadList(ListPage):
    """The leads that were referred, by number: who may count them may list them, without names and content."""

    title = _("Leads referred")
    table_class = ReferredLeadTable
    filter_class = ReferredLeadFilter
    empty_text = _("No lead was referred yet.")

    def may_open(self, user):
        return reads_registers(user)

    def queryset_for(self, user):
        return Lead.objects.countable_by(user).filter(referred_on__isnull=False)

"""What people type about papers, findings, leads and transfers; services decide what becomes of it."""

from .fields import working_inspections
from .findings import FindingForm
from .leads import ExportReasonForm, LeadForm, NewLeadForm, TransferForm
from .papers import NewPaperForm, PaperForm
from .transfers import DisposalForm, OutcomeForm

__all__ = [
    "DisposalForm",
    "ExportReasonForm",
    "FindingForm",
    "LeadForm",
    "NewLeadForm",
    "NewPaperForm",
    "OutcomeForm",
    "PaperForm",
    "TransferForm",
    "working_inspections",
]

from .findings import Category, CategoryScheme, DeadlineKind, Finding
from .leads import Discipline, Lead, LeadAccess, LeadLedgerAccess
from .papers import PaperHandler, WorkingPaper
from .transfers import Disposal, Outcome, Transfer

__all__ = [
    "Category",
    "CategoryScheme",
    "DeadlineKind",
    "Discipline",
    "Disposal",
    "Finding",
    "Lead",
    "LeadAccess",
    "LeadLedgerAccess",
    "Outcome",
    "PaperHandler",
    "Transfer",
    "WorkingPaper",
]

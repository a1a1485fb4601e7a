from .findings import Category, CategoryScheme, DeadlineKind, Finding
from .inputs import CooperationInput
from .instructions import LeadInstruction
from .leads import Discipline, Lead, LeadAccess, LeadLedgerAccess
from .papers import PaperHandler, WorkingPaper
from .portfolio_notices import PortfolioNotice, PortfolioNoticeLine
from .transfers import Disposal, Outcome, Transfer

__all__ = [
    "Category",
    "CategoryScheme",
    "CooperationInput",
    "DeadlineKind",
    "Discipline",
    "Disposal",
    "Finding",
    "Lead",
    "LeadAccess",
    "LeadInstruction",
    "LeadLedgerAccess",
    "Outcome",
    "PaperHandler",
    "PortfolioNotice",
    "PortfolioNoticeLine",
    "Transfer",
    "WorkingPaper",
]

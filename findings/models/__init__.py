from .findings import Category, CategoryScheme, DeadlineKind, Finding
from .leads import Discipline, Disposal, Lead, LeadAccess, Outcome, Transfer
from .papers import WorkingPaper

__all__ = [
    "Category",
    "CategoryScheme",
    "DeadlineKind",
    "Discipline",
    "Disposal",
    "Finding",
    "Lead",
    "LeadAccess",
    "Outcome",
    "Transfer",
    "WorkingPaper",
]

from rectification.models.progress import Measure, Progress

from .accountability import Accountability, AccountedItem
from .aims import StagedAim
from .campaigns import Campaign, SelfCheck
from .changes import ItemChange, MeasureChange
from .closing import CheckResult, CloseOut
from .handover import Feedback, HandOver, Side
from .items import Item
from .letter_proposals import LetterProposal, LetterProposalFact
from .letter_rules import LetterFact, LetterRule, LetterTemplate
from .letters import LADDER, Letter, LetterKind
from .receipts import Receipt
from .reopening import Reopening
from .reports import RectificationReport, ReportDelivery
from .results import OrganizationRule, ReturnedFunds, RuleAlsoFor, Source
from .reviews import PlanOpinion, PlanReview
from .supplements import Supplement

__all__ = [
    "LADDER",
    "Accountability",
    "AccountedItem",
    "Campaign",
    "CheckResult",
    "CloseOut",
    "Feedback",
    "HandOver",
    "Item",
    "ItemChange",
    "Letter",
    "LetterFact",
    "LetterKind",
    "LetterProposal",
    "LetterProposalFact",
    "LetterRule",
    "LetterTemplate",
    "Measure",
    "MeasureChange",
    "OrganizationRule",
    "PlanOpinion",
    "PlanReview",
    "Progress",
    "Receipt",
    "RectificationReport",
    "Reopening",
    "ReportDelivery",
    "ReturnedFunds",
    "RuleAlsoFor",
    "SelfCheck",
    "Side",
    "Source",
    "StagedAim",
    "Supplement",
]

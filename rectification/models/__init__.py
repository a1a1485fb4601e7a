from rectification.models.progress import Measure, Progress

from .accountability import Accountability, AccountedItem
from .accountability_proposals import AccountabilityProposal
from .aims import StagedAim
from .archive import ArchivedDocument, InspectionArchive
from .assessment_schemes import AssessmentScheme, CountedFact, Criterion, Grade, Veto
from .assessments import AppliedVeto, Assessment, AssessmentScore
from .campaigns import Campaign, SelfCheck
from .changes import ItemChange, MeasureChange
from .closing import CheckResult, CloseOut
from .forwarding import ForwardedReport
from .handover import Feedback, HandOver, Side
from .held import HeldToAccount
from .items import Item
from .letter_proposals import LetterProposal, LetterProposalFact
from .letter_rules import LetterFact, LetterRule, LetterTemplate
from .letters import LADDER, Letter, LetterKind
from .publications import Publication
from .receipts import Receipt
from .reopening import Reopening
from .reports import RectificationReport, ReportDelivery
from .results import OrganizationRule, ReturnedFunds, RuleAlsoFor, Source
from .reviews import PlanOpinion, PlanReview
from .second_rectification import SecondItem, SecondRectification
from .sector_advice import AdvisedItem, SectorAdvice
from .supervision import GroupMember, SupervisedInspection, SupervisionGroup
from .supplements import Supplement
from .visits import SupervisionVisit, VisitParticipant

__all__ = [
    "LADDER",
    "Accountability",
    "AccountabilityProposal",
    "AccountedItem",
    "AdvisedItem",
    "AppliedVeto",
    "ArchivedDocument",
    "Assessment",
    "AssessmentScheme",
    "AssessmentScore",
    "Campaign",
    "CheckResult",
    "CloseOut",
    "CountedFact",
    "Criterion",
    "Feedback",
    "ForwardedReport",
    "Grade",
    "GroupMember",
    "HandOver",
    "HeldToAccount",
    "InspectionArchive",
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
    "Publication",
    "Receipt",
    "RectificationReport",
    "Reopening",
    "ReportDelivery",
    "ReturnedFunds",
    "RuleAlsoFor",
    "SecondItem",
    "SecondRectification",
    "SectorAdvice",
    "SelfCheck",
    "Side",
    "Source",
    "StagedAim",
    "SupervisedInspection",
    "SupervisionGroup",
    "SupervisionVisit",
    "Supplement",
    "Veto",
    "VisitParticipant",
]

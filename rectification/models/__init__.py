from rectification.models.progress import Measure, Progress

from .accountability import Accountability, AccountedItem
from .campaigns import Campaign, SelfCheck
from .changes import ItemChange, MeasureChange
from .closing import CheckResult, CloseOut
from .handover import Feedback, HandOver, Receipt, Side
from .items import Item
from .letters import SuggestionLetter
from .reopening import Reopening
from .results import OrganizationRule, ReturnedFunds, RuleAlsoFor, Source

__all__ = [
    "Accountability",
    "AccountedItem",
    "Campaign",
    "CheckResult",
    "CloseOut",
    "Feedback",
    "HandOver",
    "Item",
    "ItemChange",
    "Measure",
    "MeasureChange",
    "OrganizationRule",
    "Progress",
    "Receipt",
    "Reopening",
    "ReturnedFunds",
    "RuleAlsoFor",
    "SelfCheck",
    "Side",
    "Source",
    "SuggestionLetter",
]

from rectification.models.progress import Measure, Progress

from .accountability import Accountability, AccountedItem
from .campaigns import Campaign, SelfCheck
from .closing import CheckResult, CloseOut
from .handover import Feedback, HandOver, Receipt, Side
from .items import Item
from .letters import SuggestionLetter

__all__ = [
    "Accountability",
    "AccountedItem",
    "Campaign",
    "CheckResult",
    "CloseOut",
    "Feedback",
    "HandOver",
    "Item",
    "Measure",
    "Progress",
    "Receipt",
    "SelfCheck",
    "Side",
    "SuggestionLetter",
]

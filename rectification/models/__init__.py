from rectification.models.progress import Measure, Progress

from .accountability import Accountability, AccountedItem
from .closing import CheckResult, CloseOut
from .handover import Feedback, HandOver, Receipt, Side
from .items import Item
from .letters import SuggestionLetter

__all__ = [
    "Accountability",
    "AccountedItem",
    "CheckResult",
    "CloseOut",
    "Feedback",
    "HandOver",
    "Item",
    "Measure",
    "Progress",
    "Receipt",
    "Side",
    "SuggestionLetter",
]

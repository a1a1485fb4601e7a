from rectification.models.progress import Measure, Progress

from .closing import CheckResult, CloseOut
from .handover import Feedback, HandOver, Receipt, Side
from .items import Item

__all__ = [
    "CheckResult",
    "CloseOut",
    "Feedback",
    "HandOver",
    "Item",
    "Measure",
    "Progress",
    "Receipt",
    "Side",
]

from rectification.models.progress import Measure, Progress

from .closing import CheckResult, CloseOut
from .deadlines import DeadlineRule, Node, Obligation, Reminder, ReminderRule, threshold_words
from .handover import Feedback, HandOver, Receipt, Side
from .items import Item

__all__ = [
    "CheckResult",
    "CloseOut",
    "DeadlineRule",
    "Feedback",
    "HandOver",
    "Item",
    "Measure",
    "Node",
    "Obligation",
    "Progress",
    "Receipt",
    "Reminder",
    "ReminderRule",
    "Side",
    "threshold_words",
]

from .accounts import PortfolioEntry, RoleGrant, User
from .people import Person, Pool, PoolMembership, Posting, Recusal
from .plan_changes import PlanChange
from .reminders import Reminder, ReminderRule, Seat, threshold_words

__all__ = [
    "Person",
    "PlanChange",
    "Pool",
    "PoolMembership",
    "PortfolioEntry",
    "Posting",
    "Recusal",
    "Reminder",
    "ReminderRule",
    "RoleGrant",
    "Seat",
    "User",
    "threshold_words",
]

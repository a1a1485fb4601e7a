from .accounts import PortfolioEntry, RoleGrant, User
from .people import Person, Pool, PoolMembership, Posting, Recusal
from .plan_changes import PlanChange
from .reminders import Reminder, ReminderRule, Seat, threshold_words
from .second_factors import SecondFactor

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
    "SecondFactor",
    "User",
    "threshold_words",
]

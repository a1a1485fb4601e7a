from .accounts import PortfolioEntry, RoleGrant, User
from .people import Person, Pool, PoolMembership, Posting, Recusal
from .plan_changes import PlanChange
from .reminders import Reminder, ReminderRule, Seat, threshold_words
from .second_factors import SecondFactor
from .secondments import Secondment
from .standing import Standing

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
    "Secondment",
    "Standing",
    "User",
    "threshold_words",
]

from .account_requests import AccountRequest
from .accounts import PortfolioEntry, RoleGrant, User
from .calendar_feeds import CalendarFeed
from .conduct import Commitment, ConductCatalogue, IntegrityTalk, MakeUpOrder, Replacement, TalkAttendance
from .evaluation import TeamEvaluation
from .people import Person, Pool, PoolMembership, Posting, Recusal
from .plan_changes import PlanChange
from .reminders import ComingReminder, Reminder, ReminderRule, Seat, Urging, threshold_words
from .second_factors import SecondFactor
from .secondments import Secondment
from .slips import PasswordSlip
from .standing import Standing
from .takeovers import TakenDuty, TakenMatter, Takeover
from .training import Rhythm, TrainingAttendance, TrainingKind, TrainingRule, TrainingSession

__all__ = [
    "AccountRequest",
    "CalendarFeed",
    "ComingReminder",
    "Commitment",
    "ConductCatalogue",
    "IntegrityTalk",
    "MakeUpOrder",
    "PasswordSlip",
    "Person",
    "PlanChange",
    "Pool",
    "PoolMembership",
    "PortfolioEntry",
    "Posting",
    "Recusal",
    "Reminder",
    "ReminderRule",
    "Replacement",
    "Rhythm",
    "RoleGrant",
    "Seat",
    "SecondFactor",
    "Secondment",
    "Standing",
    "TakenDuty",
    "TakenMatter",
    "Takeover",
    "TalkAttendance",
    "TeamEvaluation",
    "TrainingAttendance",
    "TrainingKind",
    "TrainingRule",
    "TrainingSession",
    "Urging",
    "User",
    "threshold_words",
]

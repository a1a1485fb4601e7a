from .announcements import Announcement
from .deadline_rules import DeadlineRule
from .deadlines import Obligation
from .former import FormerName, SecretaryTerm
from .inspections import Inspection
from .instructions import Instruction
from .organizations import Body, Organization
from .reassignments import Reassignment
from .responsibilities import AdoptedRule, HeardRound, Meeting
from .rounds import InspectionKind, InspectionMode, Round
from .standstills import Standstill
from .teams import Team

__all__ = [
    "AdoptedRule",
    "Announcement",
    "Body",
    "DeadlineRule",
    "FormerName",
    "HeardRound",
    "Inspection",
    "InspectionKind",
    "InspectionMode",
    "Instruction",
    "Meeting",
    "Obligation",
    "Organization",
    "Reassignment",
    "Round",
    "SecretaryTerm",
    "Standstill",
    "Team",
]

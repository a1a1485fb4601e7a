from .deadlines import DeadlineRule, Obligation
from .inspections import Inspection
from .organizations import Body, Organization
from .rounds import InspectionKind, InspectionMode, Round
from .teams import Team

__all__ = [
    "Body",
    "DeadlineRule",
    "Inspection",
    "InspectionKind",
    "InspectionMode",
    "Obligation",
    "Organization",
    "Round",
    "Team",
]

from .inspections import Inspection
from .organizations import Body, Organization
from .rounds import InspectionKind, Round, Team

__all__ = ["Body", "Inspection", "InspectionKind", "Organization", "Round", "Team"]

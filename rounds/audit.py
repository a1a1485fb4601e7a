"""How the trail names rounds, teams, inspections, bodies and deadlines: by their numbers, never by organizations."""

from core.trail.naming import name_records
from rounds.models import (
    AdoptedRule,
    Announcement,
    Body,
    DeadlineRule,
    FormerName,
    HeardRound,
    Inspection,
    Instruction,
    Meeting,
    Obligation,
    Organization,
    Reassignment,
    Round,
    SecretaryTerm,
    Standstill,
    Team,
)
from rounds.place.words import place_in_words, round_in_words

name_records(Round, "number", words=round_in_words, at="rounds:round")
name_records(Team, "round__number", "number", words=place_in_words, told=["round", "number"], at="rounds:team")
name_records(
    Inspection, "team__round__number", "team__number", words=place_in_words, told=["team"], at="rounds:inspection"
)
name_records(Organization, at="rounds:organization")
name_records(FormerName, told=["from_on", "until_on"])
name_records(SecretaryTerm, told=["from_on", "until_on"])
name_records(Body, "name", told=["name", "kind"], at="rounds:body")
name_records(DeadlineRule, "node", told=["node", "amount", "unit", "effective_from", "source"])
name_records(Obligation, "node", told=["node", "amount", "unit"], hangs_on=("subject_type_id", "subject_id"))
name_records(Standstill, "obligation", told=["obligation", "paused_on", "until", "resumed_on", "gives_back"])
name_records(
    Reassignment,
    "obligation",
    told=["obligation", "reassigned_on", "former_account", "account", "former_body", "body"],
)
name_records(Meeting, "kind", "held_on", told=["kind", "held_on", "voided_on"], at="rounds:meeting")
name_records(HeardRound, "meeting__held_on", "round__number", told=["meeting", "round"])
name_records(
    AdoptedRule, "number", told=["body", "number", "in_force_on", "repealed_on", "voided_on"], at="rounds:adopted_rule"
)
name_records(
    Announcement,
    "kind",
    "decided_on",
    told=["kind", "decided_on", "channel", "ground", "voided_on"],
    at="rounds:announcement",
)
name_records(
    Instruction,
    "giver",
    "given_on",
    told=["giver", "given_on", "due_on", "answered_on", "voided_on", "is_on_lead"],
    at="rounds:instruction",
)

"""How the trail names what is handed over: by round, team and item, never by the organization."""

from functools import partial

from core.trail.naming import name_records
from rectification.models import (
    Accountability,
    AccountabilityProposal,
    AccountedItem,
    AdvisedItem,
    AppliedVeto,
    ArchivedDocument,
    Assessment,
    AssessmentScheme,
    AssessmentScore,
    Campaign,
    CheckResult,
    CloseOut,
    Criterion,
    Feedback,
    ForwardedReport,
    GroupMember,
    HandOver,
    HeldToAccount,
    InspectionArchive,
    Item,
    ItemChange,
    Letter,
    LetterProposal,
    LetterProposalFact,
    LetterRule,
    LetterTemplate,
    Measure,
    MeasureChange,
    OrganizationRule,
    PlanOpinion,
    PlanReview,
    Progress,
    Publication,
    Receipt,
    RectificationReport,
    Reopening,
    ReportDelivery,
    ReturnedFunds,
    RuleAlsoFor,
    SecondItem,
    SecondRectification,
    SectorAdvice,
    SelfCheck,
    StagedAim,
    SupervisedInspection,
    SupervisionGroup,
    SupervisionVisit,
    Supplement,
    Veto,
    VisitParticipant,
)
from rounds.place.lookups import Place
from rounds.place.words import place_in_words

name_place = partial(name_records, words=place_in_words)


def _of(hand_over: str) -> list[str]:
    place = Place(f"{hand_over}__inspection" if hand_over else "inspection")
    return [place.round_number, place.team_number]


name_place(HandOver, *_of(""), at="rectification:hand_over")
name_place(Feedback, *_of("hand_over"), "side", told=["side"])
name_place(Receipt, *_of("hand_over"), "side", told=["side", "way", "signed_by", "recorded_by", "signed_on"])
name_place(
    Supplement, *_of("hand_over"), "number", told=["number", "side", "issued_on"], at="rectification:supplement"
)
name_place(Item, *_of("hand_over"), "number", told=["number"], at="rectification:item")
name_place(PlanReview, *_of("hand_over"), told=["asked_on", "ended_on", "outcome"])
name_place(
    PlanOpinion,
    *_of("review__hand_over"),
    "reviewer",
    told=["reviewer", "body", "given_on", "given_by", "recorded_by", "verdict"],
    at="rectification:plan_opinion",
)
name_place(
    RectificationReport,
    *_of("hand_over"),
    "kind",
    told=["kind", "number", "way", "signed_by", "recorded_by", "signed_on"],
    at="rectification:report",
)
name_place(
    ReportDelivery,
    *_of("report__hand_over"),
    "report__kind",
    told=["body", "received_on", "received_by", "recorded_by"],
    at="rectification:report_delivery",
)
name_place(
    Publication,
    *_of("hand_over"),
    "side",
    told=["side", "owed_since", "settled_on", "proposed_on", "decided_on"],
    at="rectification:publication",
)
name_place(
    ForwardedReport,
    *_of("hand_over"),
    "body__kind",
    told=["body", "sent_on", "signed_on", "way", "signed_by", "recorded_by", "opinion_on", "opinion_by"],
    at="rectification:forwarded_report",
)
for model in (Measure, Progress, CheckResult, CloseOut, ItemChange, Reopening, StagedAim):
    name_place(model, *_of("item__hand_over"), "item__number")
name_place(MeasureChange, *_of("measure__item__hand_over"), "measure__item__number")
name_place(
    OrganizationRule,
    *_of("item__hand_over"),
    "item__number",
    "made_on",
    told=["made_on", "voided_on"],
    at="rectification:organization_rule",
)
name_place(
    ReturnedFunds,
    *_of("item__hand_over"),
    "item__number",
    "returned_on",
    told=["returned_on", "voided_on"],
    at="rectification:returned_funds_entry",
)
name_place(
    HeldToAccount,
    *_of("item__hand_over"),
    "item__number",
    "held_on",
    told=["held_on", "voided_on"],
    at="rectification:held_to_account_entry",
)
name_place(RuleAlsoFor, *_of("item__hand_over"), "item__number")
name_records(
    Letter,
    "number",
    told=["kind", "number", "issued_on", "answer_due_on", "final_on", "receipted_on", "answered_on", "voided_on"],
    at="rectification:letter",
)
name_place(
    LetterProposal,
    *_of(""),
    "kind",
    told=["kind", "proposed_on", "dismissed_on", "lapsed_on"],
    at="rectification:letter_proposal",
)
name_place(LetterProposalFact, *_of("proposal"), "fact", told=["fact"])
name_records(
    LetterTemplate,
    "kind",
    "in_force_on",
    told=["kind", "in_force_on", "voided_on"],
    at="rectification:letter_template",
)
name_records(
    LetterRule,
    "kind",
    "fact",
    "in_force_on",
    told=["kind", "fact", "at_least", "amount", "percent", "in_force_on", "voided_on"],
    at="rectification:letter_rule",
)
name_records(
    Accountability, "kind", "taken_on", told=["kind", "taken_on", "voided_on"], at="rectification:accountability_entry"
)
name_records(
    SectorAdvice,
    "number",
    told=[
        "number",
        "sent_on",
        "answer_due_on",
        "receipted_on",
        "answered_on",
        "accepted_on",
        "voided_on",
    ],
    at="rectification:sector_advice_entry",
)
name_records(AdvisedItem, "advice__number", "item__number")
name_records(AccountedItem, "accountability__kind", "accountability__taken_on", "item__number")
name_records(Campaign, "begun_on", told=["begun_on", "report_due_on", "voided_on"], at="rectification:campaign")
name_records(
    SelfCheck,
    "campaign__begun_on",
    "sent_on",
    told=["sent_on", "reported_on", "checked_on", "voided_on"],
    at="rectification:self_check",
)
name_records(
    SupervisionGroup,
    "formed_on",
    told=["formed_on", "ends_on", "voided_on"],
    at="rectification:supervision_group",
)
name_records(GroupMember, "group__formed_on")
name_place(SupervisedInspection, *_of(""), "group__formed_on")
name_place(
    SupervisionVisit,
    *_of(""),
    "planned_on",
    told=["kind", "planned_on", "visited_on", "voided_on"],
    at="rectification:supervision_visit",
)
name_place(VisitParticipant, *_of("visit"), "visit__planned_on")
name_records(
    AssessmentScheme,
    "in_force_on",
    told=["in_force_on", "good_from", "fair_from", "ordinary_from", "voided_on"],
    at="rectification:assessment_scheme",
)
for model in (Criterion, Veto):
    name_records(model, "scheme__in_force_on", "number", told=["number"])
name_place(
    Assessment,
    *_of("hand_over"),
    "attempt",
    told=["attempt", "assessed_on", "decided_on"],
    at="rectification:assessment",
)
name_place(AssessmentScore, *_of("assessment__hand_over"), "assessment__attempt", "criterion__number")
name_place(AppliedVeto, *_of("assessment__hand_over"), "assessment__attempt", "veto__number")
name_place(
    SecondRectification,
    *_of("assessment__hand_over"),
    "ordered_on",
    told=["ordered_on", "plan_due_on", "plan_filed_on", "report_due_on", "reported_on", "ended_on"],
    at="rectification:second_rectification",
)
name_place(SecondItem, *_of("item__hand_over"), "item__number")
name_place(
    AccountabilityProposal,
    *_of("assessment__hand_over"),
    "proposed_on",
    told=["proposed_on", "dismissed_on"],
    at="rectification:accountability_proposal",
)
name_place(
    ArchivedDocument,
    *_of(""),
    "line",
    told=["line", "dated_on", "retention", "voided_on"],
    at="rectification:archived_document",
)
name_place(InspectionArchive, *_of(""), told=["archived_on", "archivist", "opened_on", "opened_by", "opened_why"])

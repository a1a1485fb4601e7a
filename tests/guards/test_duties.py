"""Every day that somebody owes something by is a kind of duty, which is reminded of; or it says here why not."""

from django.apps import apps
from django.db import models

from core.ledgers.registry import kinds as ledgers
from rounds.deadlines import kinds
from rounds.deadlines.obligations import leave_unchecked
from rounds.models.deadlines import OWNER_WORDS
from tests.guards.source import APPS

OWED_BY = {
    "findings.Transfer.due_on": "answer_transfer",
    "personnel.MakeUpOrder.due_on": "make_up_work",
    "rectification.HandOver.focus_ends_on": "focused_rectification",
    "rectification.Item.due_on": "rectify_item",
    "rounds.Instruction.due_on": "answer_instruction",
    "rectification.Campaign.report_due_on": "report_self_check",
    "rectification.SectorAdvice.answer_due_on": "answer_advice",
    "rectification.Letter.answer_due_on": "answer_letter",
    "rectification.StagedAim.due_on": "reach_aim",
    "rectification.SecondRectification.plan_due_on": "plan_second_rectification",
    "rectification.SecondRectification.report_due_on": "report_second_rectification",
    "rectification.SupervisionVisit.planned_on": "carry_out_visit",
    "rounds.Round.field_ends_on": "end_field_stage",
    "rounds.Round.starts_on": "begin_field_stage",
}
"""Days to come, each with the kind of duty that falls due on it."""
HAPPENED = {
    "accepted_on",
    "acknowledged_on",
    "answered_on",
    "applied_on",
    "approved_on",
    "asked_on",
    "archived_on",
    "assessed_on",
    "begun_on",
    "cancelled_on",
    "checked_on",
    "closed_on",
    "concluded_on",
    "decided_on",
    "dismissed_on",
    "declared_on",
    "delivered_on",
    "dissolved_on",
    "drawn_on",
    "done_on",
    "ended_on",
    "entered_on",
    "evaluated_on",
    "fed_back_on",
    "field_ended_on",
    "filed_on",
    "formed_on",
    "found_on",
    "given_on",
    "granted_on",
    "held_on",
    "imported_on",
    "issued_on",
    "joined_on",
    "lapsed_on",
    "left_on",
    "made_on",
    "met_on",
    "opened_on",
    "opinion_on",
    "ordered_on",
    "paused_on",
    "plan_accepted_on",
    "plan_filed_on",
    "proposed_on",
    "posted_on",
    "rectifying_from",
    "received_on",
    "receipted_on",
    "referred_on",
    "reassigned_on",
    "resumed_on",
    "returned_on",
    "released_on",
    "reopened_on",
    "repealed_on",
    "replaced_on",
    "reported_on",
    "reviewed_on",
    "revoked_on",
    "sent_on",
    "set_on",
    "settled_on",
    "signed_on",
    "started_on",
    "submitted_on",
    "taken_on",
    "unchecked_since",
    "urged_on",
    "visited_on",
    "voided_on",
}
"""Names of days that tell what has happened: nobody owes anything by them."""
OWED_BY_NOBODY = {
    "rectification.ArchivedDocument.dated_on": "the day a document on paper bears",
    "rectification.Publication.owed_since": "since when a publication is owed, by the day its rule says",
    "core.CalendarDay.day": "a day of the calendar",
    "core.MonthlyReport.month": "the month of which a workbook tells",
    "core.Digest.on": "the day a mail was sent",
    "core.Notice.due_on": "the day of the obligation it reminds of, which owes it",
    "findings.CategoryScheme.effective_from": "from when a classification holds",
    "findings.Finding.due_on": "what the team proposes; the item has the day that is owed",
    "personnel.ConductCatalogue.in_force_on": "from when a version holds",
    "personnel.Person.born_on": "a month of birth",
    "personnel.Reminder.due_on": "the day of the obligation that was reminded of",
    "personnel.ComingReminder.day": "when it will be reminded of, as things stand",
    "personnel.ReminderRule.since": "from when a threshold goes by the rule",
    "personnel.ReminderRule.until": "until when",
    "personnel.Seat.since": "from when a seat is held",
    "personnel.Seat.until": "until when",
    "personnel.Secondment.planned_until": "until when somebody is lent; from then on the worklist of the office asks",
    "personnel.TakenDuty.due_on": "the day of the obligation that was taken over, as it was then",
    "personnel.TakenMatter.due_on": "the day of what lay open, as it was then",
    "personnel.TrainingRule.in_force_on": "from when a rule holds",
    "personnel.TrainingSession.planned_on": "for when it is planned; from then on the worklist of the office asks",
    "rectification.ItemChange.due_on": "the day asked for; accepted, it is that of the item",
    "rectification.ItemChange.former_due_on": "the day that stood before, and bound until the decision",
    "rectification.ItemChange.former_since": "from when what stood before held",
    "rectification.Letter.final_on": "what a letter of warning says; items keep their days, the answer has its own",
    "rectification.LetterRule.in_force_on": "from when a rule holds",
    "rectification.LetterTemplate.in_force_on": "from when a version holds",
    "rectification.MeasureChange.due_on": "the day asked for of a measure",
    "rectification.MeasureChange.former_due_on": "the day of a measure that stood before",
    "rectification.AssessmentScheme.in_force_on": "from when a version holds",
    "rectification.SupervisionGroup.ends_on": "until when a group lasts",
    "rectification.Reopening.due_on": "the day asked for; accepted, it is that of the item",
    "rectification.Feedback.report_back_on": "told in the opinion; the plan is owed by the limit for plans",
    "rectification.Measure.due_on": "the organization's own plan on the way to the day of the item, which is owed",
    "rounds.FormerName.from_on": "from when an organization was called so",
    "rounds.FormerName.until_on": "until when",
    "rounds.Standstill.until": "until when something owed is paused; it runs again by itself on that day",
    "rounds.Standstill.former_due_on": "the day of the obligation before it was paused",
    "rounds.SecretaryTerm.from_on": "from when somebody was party secretary",
    "rounds.SecretaryTerm.until_on": "until when",
    "rounds.AdoptedRule.in_force_on": "from when a rule holds",
    "rounds.DeadlineRule.effective_from": "from when a limit holds",
    "rounds.Obligation.due_on": "the obligation itself",
    "rounds.Obligation.from_on": "from when it counts",
    "rounds.Obligation.recounted_from": "from when what a pause left of its limit counts",
}
"""Other days, and why nobody owes anything by them."""


def days() -> set[str]:
    """Every day of our models; their histories repeat them."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in APPS and not hasattr(model, "pgh_tracked_model")
        for field in model._meta.local_fields
        if type(field) is models.DateField
    }


def name_of(day: str) -> str:
    return day.rpartition(".")[2]


def test_every_day_is_owed_by_somebody_or_says_why_not():
    assert {day for day in days() - OWED_BY.keys() - OWED_BY_NOBODY.keys() if name_of(day) not in HAPPENED} == set()


def test_the_kinds_of_duty_named_here_are_registered():
    assert set(OWED_BY.values()) <= kinds.owners().keys()


def test_nothing_is_exempt_that_is_not_there():
    assert (OWED_BY.keys() | OWED_BY_NOBODY.keys()) - days() == set()
    assert HAPPENED - {name_of(day) for day in days()} == set()


def test_no_day_is_told_twice():
    assert OWED_BY.keys() & OWED_BY_NOBODY.keys() == set()


def test_every_kind_of_duty_has_words_an_owner_and_a_page(db):
    for key in kinds.owners():
        kind = kinds.kind_of(key)
        assert str(kind.label)
        assert OWNER_WORDS[kind.owner]
        assert kind.page.count(":") == 1


GIVEN_BY_HAND = {"findings:input", "findings:portfolio_notice"}
"""Pages of entries that owe something only once a person has taken a step here."""


def test_what_a_ledger_brings_late_to_a_register_waits_for_a_check():
    """Nobody is reminded of what was due before a ledger came (docs/domain.md, ledgers)."""
    imported = [kind.importer.register for kind in ledgers() if hasattr(kind.importer, "register")]
    pages = {kinds.kind_of(key).page for key in kinds.owners()}
    owing = [register for register in imported if register.named in pages - GIVEN_BY_HAND]
    assert owing
    assert [register.named for register in owing if register.brought is not leave_unchecked] == []

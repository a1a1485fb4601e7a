"""Every constraint of the database has words for people, at its field; what breaks one is refused in these words."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import translation
from django.utils.timezone import now

from core.models import DemoMark, Digest, IdempotencyKey, ListExport, MonthlyReport, SavedView
from core.workdays.reckoning import today
from core.workflow.constraints import checks_in_words
from core.workflow.saving import save_checked
from findings.models import Outcome, PaperHandler
from personnel.models import Reminder
from rectification import duties
from rounds.models import DeadlineRule, Inspection, Round, Team
from tests.guards.world import built_once, cast, world

__all__ = ["built_once", "cast", "world"]

OURS = ("core", "rounds", "personnel", "findings", "rectification")
CONSTRAINTS = {
    constraint.name: (model, constraint)
    for model in apps.get_models()
    if model._meta.app_label in OURS
    for constraint in model._meta.constraints
}
BY_NAME = pytest.mark.parametrize("name", sorted(CONSTRAINTS))
DAY = timedelta(days=1)
NOT_ACCEPTED = {"acceptance": "", "accepted_by": None, "accepted_on": None}
# What breaks a check, given a row and the cast.
BREAKS = {
    "takeover_has_its_day_and_statement": lambda row, cast: {"status": "taken", "taken_on": None},
    "slip_good_for_a_while": lambda row, cast: {"expires_at": row.drawn_at},
    "account_request_says_whose": lambda row, cast: {"secretary": False, "liaison": False},
    **{
        f"answers_on_{aspect}_came_back": lambda row, cast, aspect=aspect: {f"{aspect}_good": row.returned + 1}
        for aspect in ("quality", "confidentiality", "discipline", "integrity")
    },
    "announcement_about_round_or_inspection": lambda row, cast: {"round": Round.objects.first()},
    "announcement_published_or_not": lambda row, cast: {"channel": ""},
    "admonition_is_of_a_person": lambda row, cast: {"kind": "secretary_admonished", "person": ""},
    "campaign_reported_after_it_begins": lambda row, cast: {"report_due_on": row.begun_on - DAY},
    "line_tells_of_a_finding": lambda row, cast: {"findings": 0},
    "notice_drawn_or_sent_on_paper": lambda row, cast: {"drawn_on": None},
    "notice_sent_once_drawn": lambda row, cast: {"sent_on": row.drawn_on - DAY},
    "notice_receipted_once_sent": lambda row, cast: {"receipted_on": (row.sent_on or row.drawn_on) - DAY},
    "notice_receipted_by_its_leader": lambda row, cast: {
        "sent_on": row.drawn_on,
        "receipted_on": row.drawn_on,
        "receipted_by": cast["office"],
    },
    "no_more_rectified_than_found": lambda row, cast: {"problems_rectified": row.problems_found + 1},
    "self_check_checked_wholly": lambda row, cast: {"verdict": "true", "checked_on": None},
    "self_check_numbers_have_their_day": lambda row, cast: {"reported_on": None, "problems_found": 1},
    "self_check_reported_after_sent": lambda row, cast: {"reported_on": row.sent_on - DAY},
    "close_out_accepted_before_it_is_closed": lambda row, cast: NOT_ACCEPTED | _decided("accepted", cast["office"]),
    "close_out_accepted_by_another": lambda row, cast: {"accepted_by": row.applied_by},
    "close_out_accepted_wholly": lambda row, cast: {"accepted_by": None},
    "close_out_decided_by_a_third": lambda row, cast: _decided("accepted", row.accepted_by),
    "close_out_decided_by_another": lambda row, cast: _decided("accepted", row.applied_by),
    "close_out_decided_wholly": lambda row, cast: _decided("accepted", None),
    "closed_item_has_its_day": lambda row, cast: {"status": "closed", "closed_on": None},
    "dated_finding_has_its_date": lambda row, cast: {"deadline_kind": "dated", "due_on": None},
    "forwarded_drawn_by_hand": lambda row, cast: {"drawing": "20,20 300,120"},
    "forwarded_on_paper_by_number": lambda row, cast: {"copies": 1, "number": ""},
    "forwarded_receipted_or_recorded": lambda row, cast: {"way": "typed"},
    "forwarded_reviewed_wholly": lambda row, cast: {"opinion_on": today()},
    "formed_team_has_its_day": lambda row, cast: {"formed_on": None},
    "input_given_after_received": lambda row, cast: {"given_on": row.received_on - DAY},
    "input_given_has_its_day": lambda row, cast: {"given_on": None},
    "input_not_taken_up_says_why": lambda row, cast: {"result": "not_taken_up", "settled_on": today(), "why": ""},
    "input_settled_after_received": lambda row, cast: {"result": "taken_up", "settled_on": row.received_on - DAY},
    "input_settled_has_its_day": lambda row, cast: {"result": "taken_up", "settled_on": None},
    "inspection_left_after_entered": lambda row, cast: {"entered_on": today(), "left_on": today() - DAY},
    "instruction_about_round_or_inspection": lambda row, cast: {"round": Round.objects.first()},
    "instruction_answered_after_given": lambda row, cast: {"answered_on": row.given_on - DAY},
    "instruction_due_after_given": lambda row, cast: {"due_on": row.given_on - DAY},
    "instruction_on_lead_has_inspection": lambda row, cast: {
        "is_on_lead": True,
        "inspection": None,
        "round": Round.objects.first(),
    },
    "issued_finding_has_its_day": lambda row, cast: {"status": "issued", "issued_on": None},
    "item_has_a_due_date_unless_lasting": lambda row, cast: {"deadline_kind": "immediate", "due_on": None},
    "item_change_decided_by_another": lambda row, cast: _decided("accepted", row.applied_by),
    "item_change_decided_wholly": lambda row, cast: _decided("accepted", None),
    "lead_decided_by_another": lambda row, cast: {"decided_by": row.written_by},
    "letter_answered_after_it_is_issued": lambda row, cast: {"answer_due_on": row.issued_on - DAY},
    "letter_answered_wholly": lambda row, cast: {"answered_on": row.issued_on, "answer": ""},
    "letter_of_the_ladder_has_its_inspection": lambda row, cast: {"kind": "supervision", "inspection": None},
    "letter_of_warning_has_a_final_day": lambda row, cast: {"kind": "warning", "final_on": None},
    "letter_receipted_wholly": lambda row, cast: {"receipted_on": row.issued_on},
    "letter_proposal_dismissed_wholly": lambda row, cast: {"dismissed_on": today()},
    "letter_rule_has_a_percentage_near_the_end": lambda row, cast: {"fact": "unfinished", "percent": None},
    "accountability_proposal_dismissed_wholly": lambda row, cast: {"dismissed_on": today()},
    "publication_settled_by_announcement": lambda row, cast: {"settled_on": None},
    "publication_proposed_wholly": lambda row, cast: {"ground": "unrest"},
    "keeping_back_decided_by_another": lambda row, cast: (
        {"ground": "unrest", "why": "涉访", "proposed_on": today()}
        | dict.fromkeys(("proposed_by", "decided_by"), cast["office"])
    ),
    "document_kept_or_missing": lambda row, cast: {"title": "", "missing_why": ""},
    "archive_opened_wholly": lambda row, cast: {"opened_on": row.archived_on},
    "advice_accepted_once_answered": lambda row, cast: {"answered_on": None, "accepted_on": row.sent_on},
    "advice_answered_after_it_is_sent": lambda row, cast: {"answer_due_on": row.sent_on - DAY},
    "advice_answered_wholly": lambda row, cast: {"answered_on": row.sent_on, "handling": ""},
    "advice_has_a_piece": lambda row, cast: {"amount": 0},
    "advice_receipted_wholly": lambda row, cast: {"receipted_on": row.sent_on},
    "assessment_decided_by_another": lambda row, cast: {"decided_by": row.assessed_by},
    "assessment_decided_wholly": lambda row, cast: {"status": "decided", "decided_on": None},
    "deduction_says_why": lambda row, cast: _without_reason(row) | {"deduction": 1},
    "grades_one_below_the_other": lambda row, cast: {"fair_from": row.good_from},
    "second_plan_has_its_day": lambda row, cast: {"status": "planned", "plan_filed_on": None},
    "second_rectification_days_in_order": lambda row, cast: {"report_due_on": row.ordered_on - DAY},
    "second_rectification_ends_wholly": lambda row, cast: {"ended_on": today()},
    "second_report_has_its_day": lambda row, cast: {"reported_on": today()},
    "made_up_after_the_order": lambda row, cast: {"due_on": row.ordered_on - DAY},
    "made_up_once_ordered": lambda row, cast: {"done_on": row.ordered_on - DAY},
    "member_replaced_by_another": lambda row, cast: {"successor": row.posting},
    "membership_has_its_day": lambda row, cast: {"joined_on": None},
    "membership_left_after_joined": lambda row, cast: {"left_on": row.joined_on - DAY},
    "no_more_sheets_come_back": lambda row, cast: {"returned": row.issued + 1},
    "not_publishing_is_approved": lambda row, cast: {"channel": "", "ground": "unrest", "approved_by": ""},
    "notice_local_url": lambda row, cast: {"url": "//elsewhere.example/"},
    "standstill_ends_after_it_began": lambda row, cast: {"until": row.paused_on},
    "standstill_resumed_after_it_began": lambda row, cast: {"resumed_on": row.paused_on - DAY},
    "obligation_about_one_thing": lambda row, cast: {
        "inspection": Inspection.objects.first(),
        "round": Round.objects.first(),
    },
    "obligation_due_after_its_start": lambda row, cast: {"due_on": row.from_on - DAY},
    "obligation_has_one_owner": lambda row, cast: {
        "organization": cast["secretary"].organization,
        "body": cast["discipline"].body,
    },
    "one_mark": lambda row, cast: {"id": 2},
    "reminder_rule_held_for_a_day": lambda row, cast: dict.fromkeys(["since", "until"], today()),
    "only_a_look_back_looks_back": lambda row, cast: {"kind": "look_back", "looks_back_on": row},
    "former_name_ended_after_its_start": lambda row, cast: {"from_on": today(), "until_on": today() - DAY},
    "organization_ended_wholly": lambda row, cast: {"ending": "merged", "ended_on": today()},
    "organization_not_its_own_successor": lambda row, cast: {
        "ending": "merged",
        "ended_on": today(),
        "successor": row,
    },
    "secretary_left_after_coming": lambda row, cast: {"from_on": today(), "until_on": today() - DAY},
    "organization_not_under_itself": lambda row, cast: {"parent": row},
    "organization_has_a_name": lambda row, cast: {"name": ""},
    "organization_stands_alone": lambda row, cast: {
        "organization": cast["secretary"].organization,
        "body": cast["discipline"].body,
    },
    "funds_returned_are_above_zero": lambda row, cast: {"amount": 0},
    "organizationrule_corrected_says_why": lambda row, cast: {"corrects": row, "why": ""},
    "heldtoaccount_corrected_says_why": lambda row, cast: {"corrects": row, "why": ""},
    "returnedfunds_corrected_says_why": lambda row, cast: {"corrects": row, "why": ""},
    "rule_is_one_and_has_a_title": lambda row, cast: {"title": ""},
    "outcome_corrected_says_why": lambda row, cast: {"corrects": Outcome.objects.last(), "why": ""},
    "outcome_of_one_person_counts_one": lambda row, cast: {"person": "某某", "count": 2},
    "plan_change_decided_by_another": lambda row, cast: {"decided_by": row.applied_by},
    "plan_change_says_what": lambda row, cast: {"number": None},
    "planned_round_has_its_days": lambda row, cast: {"starts_on": None},
    "posting_released_after_posted": lambda row, cast: {"released_on": row.posted_on - DAY},
    "proposal_decided_by_another": lambda row, cast: {"decided_by": row.made_by},
    "report_sent_as_signed": lambda row, cast: {"digest": ""},
    "report_signed_or_recorded": lambda row, cast: {"signed_by": None},
    "report_drawn_by_hand": lambda row, cast: {"drawing": "20,20 300,120"},
    "delivery_received_wholly": lambda row, cast: {"received_on": today()},
    "opinion_given_or_recorded": lambda row, cast: {"verdict": "agreed"},
    "opinion_of_a_body_names_it": lambda row, cast: {"body": None},
    "review_ends_with_a_decision": lambda row, cast: {"outcome": "accepted"},
    "opinion_whole_or_in_parts": lambda row, cast: {"assessment": "总体较好"},
    "reported_back_after_feedback": lambda row, cast: {
        "opinion": "",
        "assessment": "总体较好",
        "problems": "报销",
        "advice": "整改",
        "report_to": "第一巡察组",
        "report_back_on": row.given_on - DAY,
    },
    "receipt_drawn_by_hand": lambda row, cast: {"drawing": "20,20 300,120"},
    "receipt_names_its_signer": lambda row, cast: {"way": "typed"},
    "receipt_signed_or_recorded": lambda row, cast: {"signed_by": None},
    "recusal_ended_after_declared": lambda row, cast: {"ended_on": row.declared_on - DAY},
    "refused_item_change_says_why": lambda row, cast: _decided("refused", cast["office"]),
    "refused_row_says_why": lambda row, cast: {"subject_id": 987_654, "outcome": "refused", "why": ""},
    "refused_reopening_says_why": lambda row, cast: _decided("refused", cast["handler"]),
    "reopened_after_it_was_closed": lambda row, cast: (
        _decided("accepted", cast["handler"]) | {"decided_on": row.closed_on - DAY}
    ),
    "reopening_decided_by_another": lambda row, cast: _decided("accepted", row.applied_by),
    "reopening_decided_wholly": lambda row, cast: _decided("accepted", None),
    "returned_close_out_says_why": lambda row, cast: _decided("returned", cast["office"]),
    "round_days_in_order": lambda row, cast: {"approved_on": today(), "started_on": today() - DAY},
    "round_ends_after_its_start": lambda row, cast: {"field_ends_on": row.starts_on - DAY},
    "rule_repealed_after_in_force": lambda row, cast: {"repealed_on": row.in_force_on - DAY},
    "rule_replaces_another": lambda row, cast: {"replaces": row},
    "secondment_appraised_at_its_end": lambda row, cast: {"appraisal": "competent"},
    "secondment_ended_after_its_start": lambda row, cast: {"ended_on": row.started_on - DAY},
    "secondment_planned_beyond_its_start": lambda row, cast: {"planned_until": row.started_on - DAY},
    "reported_staged_aim_says_what": lambda row, cast: {"done": ""},
    "staged_aim_decided_by_another": lambda row, cast: {"decided_by": row.reported_by},
    "staged_aim_decided_wholly": lambda row, cast: {"decided_on": None},
    "staged_aim_due_after_it_is_set": lambda row, cast: {"due_on": row.set_on - DAY},
    "supervision_group_ends_after_it_is_formed": lambda row, cast: {"ends_on": row.formed_on - DAY},
    "supervision_visit_told_wholly": lambda row, cast: {"visited_on": today(), "opinion": ""},
    "survey_adds_up": lambda row, cast: {"survey_sent": 10, "survey_returned": 9},
    "team_dissolved_after_formed": lambda row, cast: {"dissolved_on": row.formed_on - DAY},
    "training_has_a_day": lambda row, cast: {"planned_on": None, "held_on": None},
    "transferred_lead_has_its_day": lambda row, cast: {"status": "transferred", "referred_on": None},
}


def _without_reason(row):
    """`reason` is what the trail is told when a row is saved; that of the row is taken away beforehand."""
    row.reason = ""
    return {}


def _decided(decision, by):
    return {"decision": decision, "opinion": "", "decided_by": by, "decided_on": today()}


@pytest.fixture
def rows(world, cast):
    """One row of every model with a constraint, at least."""
    office = cast["office"]
    office.notices.update(key="once")
    DemoMark.objects.create(scale=1)
    Digest.objects.create(recipient=office, on=today())
    Digest.objects.create(recipient=office, channel=world.channel, on=today())
    IdempotencyKey.objects.create(user=office, key="once", fingerprint="0" * 64)
    drawn = {"user": office, "language": "en", "asked_at": now(), "expires_at": now()}
    MonthlyReport.objects.create(month=today(), **drawn)
    ListExport.objects.create(path="/items/", **drawn)
    SavedView.objects.create(owner=office, list_name="inbox", name="默认看法", is_default=True)
    PaperHandler.objects.create(paper=world.paper, person=world.person)
    reported = {"transfer": world.transfer, "decided_on": today(), "reported_by": cast["discipline"]}
    wrong = Outcome.objects.create(kind=Outcome.Kind.CASE_FILED, **reported)
    Outcome.objects.create(kind=Outcome.Kind.ADMONISHED, corrects=wrong, why="有误", **reported)
    DeadlineRule.objects.create(node=duties.FILE_PLAN, amount=5, unit="days", effective_from=today())
    Reminder.objects.create(obligation=world.obligation, threshold=3, due_on=today(), recipient=office)
    return world


def test_every_check_has_its_break():
    checks = {name for name, (_, each) in CONSTRAINTS.items() if isinstance(each, models.CheckConstraint)}
    assert checks == set(BREAKS)


@BY_NAME
def test_a_constraint_has_words_of_ours_in_chinese(name):
    _model, constraint = CONSTRAINTS[name]
    assert constraint.violation_error_message != constraint.default_violation_error_message
    with translation.override("en"):
        english = str(constraint.violation_error_message)
    with translation.override("zh-hans"):
        assert str(constraint.violation_error_message) != english


@BY_NAME
def test_a_constraint_names_the_field_its_words_are_put_at(name):
    model, constraint = CONSTRAINTS[name]
    assert constraint.violation_error_code in {field.name for field in model._meta.fields}


def test_breaking_a_constraint_is_refused_at_its_field(rows, cast):
    places = {name: constraint.violation_error_code for name, (_, constraint) in CONSTRAINTS.items()}
    refused = {name: _refused_at(name, cast) for name in places}
    assert {name: at for name, at in refused.items() if places[name] not in at} == {}


def _refused_at(name, cast) -> set[str]:
    """The fields at which saving a row that breaks the constraint is refused."""
    model, constraint = CONSTRAINTS[name]
    row = _row_for(model, constraint)
    facts = BREAKS[name](row, cast) if name in BREAKS else {}
    try:
        with transaction.atomic():
            save_checked(row if facts else _again(row), by=cast["office"], **facts)
    except ValidationError as refusal:
        return set(refusal.error_dict)
    return set()


def _row_for(model, constraint):
    """A row that the constraint is about."""
    condition = constraint.condition if isinstance(constraint, models.UniqueConstraint) else None
    found = model._base_manager.filter(condition or models.Q()).first()
    assert found is not None, f"the world has no {model._meta.label}"
    return found


def _again(row):
    """The same row once more, unsaved."""
    return type(row)(
        **{field.attname: getattr(row, field.attname) for field in row._meta.fields if not field.primary_key}
    )


def test_what_only_the_database_finds_broken_is_refused_in_the_same_words(world):
    teams = Team.objects.filter(pk=world.team.pk)
    with pytest.raises(ValidationError) as refusal, transaction.atomic(), checks_in_words(Team):
        teams.update(dissolved_on=world.team.formed_on - DAY)
    assert refusal.value.message_dict == {"dissolved_on": ["撤销日期不能早于组建日期。"]}

"""Joint supervision: who is of a group and sees what, visits with their verdicts, photographs and surveys."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.access.reach import Refused
from core.models import Attachment, Notice
from core.registers.services import correct, enter
from core.reports.figures import figures
from core.reports.period import Period
from core.reports.sheets import sheets
from core.workflow.moves import IllegalStep
from findings.models import Lead
from personnel.models import Recusal, User
from rectification import duties
from rectification.checks.registers import GROUPS, VISITS
from rectification.checks.services import CheckedItem, record_visit
from rectification.models import CheckResult, HandOver, Item, SupervisionGroup, SupervisionVisit
from rounds.models import Obligation, Organization
from tests.core.api.conftest import ApiClient
from tests.factories import InspectionFactory, ItemFactory, PersonFactory

TODAY = date(2026, 11, 23)
PLANNED = date(2026, 11, 20)
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def photo(name="现场.png"):
    return SimpleUploadedFile(name, PNG + name.encode())


@pytest.fixture
def group(rectifying, handler, discipline, orgdept):
    return enter(
        GROUPS,
        by=handler,
        name="第一联合督查组",
        formed_on=date(2026, 11, 1),
        ends_on=date(2026, 12, 31),
        chief=discipline,
        members=[handler, discipline, orgdept],
        inspections=[rectifying.inspection],
    )


def plan(group, by, going, **facts):
    given = {"inspection": group.inspections.get(), "kind": SupervisionVisit.Kind.MID_TERM, "planned_on": PLANNED}
    return enter(VISITS, by=by, group=group, participants=going, **(given | facts))


@pytest.fixture
def visit(group, handler, discipline, orgdept):
    return plan(group, handler, [discipline, orgdept])


def found(item, verdict=CheckResult.Verdict.CONFIRMED, **more):
    return CheckedItem(item.pk, verdict, "现场查看凭证", **more)


def fresh(user):
    return User.objects.get(pk=user.pk)


def test_members_see_the_items_of_their_group_and_nothing_else_and_only_while_it_lasts(
    group, visit, discipline, orgdept, cooperating, clock
):
    inspection = group.inspections.get()
    other = InspectionFactory()
    assert set(Item.objects.visible_to(fresh(orgdept))) == set(Item.objects.filter(hand_over__inspection=inspection))
    assert list(Organization.objects.visible_to(fresh(orgdept))) == [inspection.organization]
    assert other.organization not in Organization.objects.visible_to(fresh(orgdept))
    assert list(SupervisionVisit.objects.visible_to(fresh(orgdept))) == [visit]
    assert not HandOver.objects.visible_to(fresh(orgdept)).exists()
    assert not Lead.objects.visible_to(fresh(orgdept)).exists()
    assert not Item.objects.visible_to(fresh(cooperating)).exists()
    clock.set("2027-01-01 09:00")
    for rows in (Item, Organization, SupervisionGroup, SupervisionVisit, CheckResult):
        assert not rows.objects.visible_to(fresh(orgdept)).exists()


def test_a_member_who_is_recused_sees_nothing_of_the_organization_and_does_not_go_there(
    group, handler, orgdept, discipline
):
    inspection = group.inspections.get()
    orgdept.person = PersonFactory()
    orgdept.save()
    Recusal.objects.create(
        person=orgdept.person, organization=inspection.organization, reason="亲属任职", declared_on=PLANNED
    )
    assert not Item.objects.visible_to(fresh(orgdept)).exists()
    with pytest.raises(ValidationError, match="回避"):
        plan(group, handler, [discipline, orgdept])


def test_a_group_has_its_chief_among_its_members_and_keeps_who_goes_on_a_planned_visit(
    group, visit, handler, discipline, orgdept
):
    with pytest.raises(ValidationError) as refused:
        correct(group, by=handler, members=[handler, orgdept])
    assert "chief" in refused.value.message_dict
    with pytest.raises(ValidationError) as refused:
        correct(group, by=handler, members=[handler, discipline])
    assert "members" in refused.value.message_dict


@pytest.mark.parametrize("facts", [{"planned_on": date(2027, 1, 5)}, {"inspection": None}])
def test_a_visit_is_within_the_days_and_the_inspections_of_its_group(group, handler, discipline, facts):
    given = {name: value or InspectionFactory() for name, value in facts.items()}
    with pytest.raises(ValidationError) as refused:
        plan(group, handler, [discipline], **given)
    assert set(refused.value.message_dict) == set(facts)


def test_only_members_go_and_they_are_told(group, handler, discipline, office):
    with pytest.raises(ValidationError, match="本组组员"):
        plan(group, handler, [office])
    visit = plan(group, handler, [discipline])
    assert Notice.objects.filter(recipient=discipline, kind="visit.planned").exists()
    owed = Obligation.objects.on(visit).get()
    assert (owed.node, owed.due_on) == (duties.CARRY_OUT_VISIT, PLANNED)


def test_a_visit_checks_many_items_in_one_form_with_photographs_and_a_survey(visit, discipline, browse):
    first, second, *_rest = Item.objects.filter(hand_over__inspection=visit.inspection)
    sent = {
        "visited_on": "2026-11-20",
        "place": "机关办公楼",
        "opinion": "总体整改到位，个别事项不实。",
        f"verdict_{first.pk}": "confirmed",
        f"opinion_{first.pk}": "制度已修订",
        f"photos_{first.pk}": [photo(), photo("凭证.png")],
        f"photos_{first.pk}-captions": "会议室\n记账凭证",
        f"verdict_{second.pk}": "refuted",
        f"opinion_{second.pk}": "报告已完成，现场未见整改",
        "survey_sent": 40,
        "survey_returned": 38,
        "very_satisfied": 20,
        "satisfied": 15,
        "basically_satisfied": 2,
        "dissatisfied": 1,
    }
    desk = browse(discipline)
    page = desk.get(f"{visit.get_absolute_url()}record/").content.decode()
    assert f'name="photos_{first.pk}" accept="image/jpeg,image/png"' in page
    assert "capture=" not in page  # it would shut out the photographs taken before
    assert f'data-name="photos_{first.pk}"' in page  # each is sent as soon as it is taken
    answer = desk.post(f"{visit.get_absolute_url()}record/", sent)
    assert answer.status_code == 302, answer.context["form"].errors
    visit.refresh_from_db()
    assert visit.visited_on == PLANNED
    assert round(visit.satisfaction, 2) == 92.11
    checks = {check.item_id: check for check in visit.checks.all()}
    assert {key: check.verdict for key, check in checks.items()} == {first.pk: "confirmed", second.pk: "refuted"}
    assert checks[first.pk].checkers == "Discipline、Orgdept"
    photographs = Attachment.objects.of(checks[first.pk]).order_by("pk")
    assert [each.caption for each in photographs] == ["会议室", "记账凭证"]
    assert not Attachment.objects.of(checks[second.pk]).exists()
    assert Obligation.objects.on(visit).get().met_on == PLANNED
    page = desk.get(visit.get_absolute_url()).content.decode()
    assert "92.11%" in page
    assert "记账凭证" in page
    for each in photographs:
        assert reverse("attachment", args=[each.pk]) in page
    assert "#evidence-" not in page  # that is where the page of an item has them


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ({"survey_returned": 39}, "survey_returned"),
        ({"survey_sent": 30}, "survey_returned"),
        ({"dissatisfied": ""}, "dissatisfied"),
        ({"opinion_": ""}, "opinion_"),
        ({"verdict_": ""}, "verdict_"),
    ],
)
def test_what_does_not_fit_together_is_said_at_its_field(visit, discipline, browse, typed, at):
    item = Item.objects.filter(hand_over__inspection=visit.inspection).first()
    sent = {"visited_on": "2026-11-20", "opinion": "总体到位", "verdict_": "confirmed", "opinion_": "属实"}
    counts = dict(
        zip(("very_satisfied", "satisfied", "basically_satisfied", "dissatisfied"), (20, 15, 2, 1), strict=True)
    )
    sent |= {"survey_sent": 40, "survey_returned": 38} | counts | typed
    named = {f"{name}{item.pk}" if name.endswith("_") else name: value for name, value in sent.items()}
    answer = browse(discipline).post(f"{visit.get_absolute_url()}record/", named)
    assert f"{at}{item.pk}" if at.endswith("_") else at in answer.context["form"].errors
    assert not CheckResult.objects.exists()


def test_a_visit_is_recorded_once_and_made_void_only_before(visit, discipline, handler, item):
    record_visit(visit, by=discipline, visited_on=PLANNED, opinion="到位", results=[found(item)])
    with pytest.raises((IllegalStep, Refused)):
        record_visit(visit, by=handler, visited_on=PLANNED, opinion="到位", results=[found(item)])
    assert visit not in SupervisionVisit.objects.voidable_by(handler)


def test_what_a_visit_refuses_of_one_item_it_keeps_nothing_of(visit, discipline, item):
    other = InspectionFactory()
    foreign = ItemFactory(hand_over__inspection=other)
    with pytest.raises(ValidationError):
        record_visit(visit, by=discipline, visited_on=PLANNED, opinion="到位", results=[found(item), found(foreign)])
    visit.refresh_from_db()
    assert visit.visited_on is None
    assert not CheckResult.objects.exists()


def test_who_went_on_a_visit_does_not_close_what_it_confirmed(group, handler, discipline, office, applied):
    visit = plan(group, handler, [handler, discipline])
    record_visit(visit, by=discipline, visited_on=PLANNED, opinion="到位", results=[found(applied)])
    assert applied not in Item.objects.closable_by(fresh(handler))
    assert applied in Item.objects.closable_by(fresh(office))


def test_strangers_the_organization_and_its_team_do_not_see_visits(
    visit, secretary, liaison, leader, cooperating, browse
):
    for user in (secretary, liaison, leader, cooperating):
        assert not SupervisionVisit.objects.visible_to(user).exists()
        assert browse(user).get(visit.get_absolute_url()).status_code in (403, 404)


def test_a_closed_item_is_asked_whether_its_problem_is_back(visit, discipline, closed, browse):
    page = browse(discipline).get(f"{visit.get_absolute_url()}record/").content.decode()
    assert "问题已反弹" in page


def test_a_member_opens_the_item_but_not_the_hand_over(group, item, orgdept, browse):
    desk = browse(orgdept)
    page = desk.get(item.get_absolute_url())
    assert page.status_code == 200
    assert item.hand_over.get_absolute_url() not in page.content.decode()
    assert desk.get(item.hand_over.get_absolute_url()).status_code == 404
    assert item.finding.text[:10] in desk.get(reverse("rectification:items")).content.decode()
    assert group.name in desk.get(group.get_absolute_url()).content.decode()


def test_a_visit_is_recorded_over_the_api_by_who_goes(visit, orgdept, secretary):
    item = Item.objects.filter(hand_over__inspection=visit.inspection).first()
    told = {"visited_on": "2026-11-20", "opinion": "总体到位"}
    told["results"] = [{"item": item.pk, "verdict": "partly", "opinion": "制度未执行"}]
    assert ApiClient(secretary).write(f"supervision-visits/{visit.pk}/record/", told).status_code == 404
    answer = ApiClient(fresh(orgdept)).write(f"supervision-visits/{visit.pk}/record/", told)
    assert answer.status_code == 200, answer.json()
    assert visit.checks.get().verdict == "partly"


def test_figures_count_visits_and_items_and_the_workbook_lists_them(visit, discipline, handler, item, browse):
    record_visit(visit, by=discipline, visited_on=PLANNED, opinion="到位", results=[found(item)])
    client = browse(handler)
    for key, row in (("supervision_visits", visit), ("items_checked", item)):
        figure = figures[key]
        assert (figure.compute(PLANNED, None, None), figure.compute(date(2026, 11, 19), None, None)) == (1, 0)
        assert row.get_absolute_url() in client.get(figure.link(PLANNED)).text
    told = sheets["supervision_visits"].rows(Period(date(2026, 11, 1), TODAY), fresh(handler))
    assert [row.values[0] for row in told] == [1]

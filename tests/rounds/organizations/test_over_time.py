"""Organizations over the years: former names, mergers and abolitions, secretaries. What was counted stays."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from core.models import Proposal
from core.reports.figures import figures
from core.workflow.moves import IllegalStep
from personnel.models import User
from rectification.hand_over.receipts import sign_receipt
from rectification.models import Feedback, Item, Side
from rounds.inspections.services import assign_organization
from rounds.models import FormerName, Inspection, InspectionKind, Obligation, Organization, Round, SecretaryTerm
from rounds.organizations.services import (
    add_organization,
    appoint_secretary,
    end_organization,
    update_organization,
)
from tests.factories import (
    HandOverFactory,
    InspectionFactory,
    ItemFactory,
    ObligationFactory,
    OrganizationFactory,
    PersonFactory,
    RecusalFactory,
    RoundFactory,
    TeamFactory,
    UserFactory,
    agreed,
    fresh,
)

ENTERED = date(2022, 10, 15)
MERGED, ABOLISHED = Organization.Ending.MERGED, Organization.Ending.ABOLISHED
NOW = "2026-11-23 10:00"


@pytest.fixture(autouse=True)
def _november(clock):
    clock.set(NOW)


@pytest.fixture
def left(organization):
    """An inspection that is over, entered in 2022."""
    round_ = RoundFactory(number=3, status=Round.Status.RECTIFYING)
    facts = {"entered_on": ENTERED, "left_on": date(2022, 12, 1), "status": Inspection.Status.FED_BACK}
    return InspectionFactory(team=TeamFactory(round=round_), organization=organization, **facts)


@pytest.fixture
def owed(left):
    """An item of it that is still to be rectified, and what is owed for it."""
    item = ItemFactory(hand_over=HandOverFactory(inspection=left, delivered_on=date(2022, 12, 2), status="rectifying"))
    return ObligationFactory(item=item)


@pytest.fixture
def successor(db):
    return OrganizationFactory(name="市发展局党组")


def rename(organization, office, name):
    update_organization(organization, by=office, name=name)
    agreed(Proposal.objects.get(kind="organization.rename", about=organization.pk, decided_at=None))
    organization.refresh_from_db()


def end(organization, office, successor=None, ending=MERGED, **facts):
    facts = {"on": date(2026, 11, 20), "reason": "机构改革，〔2026〕5号"} | facts
    return end_organization(organization, by=office, ending=ending, successor=successor, **facts)


def counted(user=None):
    keys = ("organizations_inspected", "look_back_organizations", "elevated_townships", "elevated_county_units")
    return [figures[key].compute(day, None, user) for key in keys for day in (date(2022, 10, 14), ENTERED)]


def test_a_confirmed_name_keeps_the_old_one_with_its_days(office, left):
    rename(left.organization, office, "市国有资产局党组")
    rename(left.organization, office, "市国资委党组")
    names = left.organization.former_names.values_list("name", "from_on", "until_on")
    today = date(2026, 11, 23)
    assert list(names) == [("市国有资产局党组", today, today), ("市财政局党组", None, today)]


def test_a_name_that_is_only_corrected_before_any_plan_is_not_kept(office, organization):
    update_organization(organization, by=office, name="市财政局党委")
    assert not FormerName.objects.exists()


def test_search_page_and_api_find_the_former_name(office, browse, left):
    rename(left.organization, office, "市国资委党组")
    for words in ("市财政局", "sczj"):
        assert left.organization in Organization.objects.search(words)
    assert left.organization in Organization.objects.called("市 财政局党组")
    page = browse(office).get(reverse("rounds:organizations"), {"words": "财政"}).content.decode()
    assert "市国资委党组" in page


def test_who_is_called_so_now_is_found_before_who_was(office, left):
    rename(left.organization, office, "市国资委党组")
    now = OrganizationFactory(name="市财政局党组")
    assert list(Organization.objects.called("市财政局党组")) == [now]


def test_an_old_inspection_tells_what_the_organization_was_called(office, browse, left):
    rename(left.organization, office, "市国资委党组")
    later = InspectionFactory(organization=left.organization, entered_on=date(2026, 11, 23))
    client = browse(office)
    assert "当时名称" in client.get(left.get_absolute_url()).content.decode()
    assert "当时名称" not in client.get(later.get_absolute_url()).content.decode()


def test_what_was_signed_under_the_old_name_keeps_it(office, secretary, left):
    hand_over = HandOverFactory(inspection=left, prepared_by=office, status="awaiting_receipt", delivered_on=ENTERED)

    for side in Side:
        Feedback.objects.create(hand_over=hand_over, side=side, given_on=ENTERED, given_by="甲", opinion="乙")
    receipt = sign_receipt(hand_over, Side.HEAD, by=secretary, typed_name=secretary.name)
    rename(left.organization, office, "市国资委党组")
    receipt.refresh_from_db()
    assert "市财政局党组" in receipt.text
    assert "市国资委党组" not in receipt.text


def test_the_numbers_of_a_past_day_stay_after_renaming_merging_and_abolishing(office, left, successor):
    before = counted()
    assert before[:2] == [0, 1]
    rename(left.organization, office, "市国资委党组")
    assert counted() == counted(office) == before
    end(left.organization, office, successor)
    assert counted() == counted(office) == before
    end(successor, office, ending=ABOLISHED)
    assert counted() == counted(office) == before


@pytest.mark.parametrize("ending", [MERGED, ABOLISHED])
def test_what_is_no_more_is_not_inspected_and_its_inspections_stay(office, left, successor, ending):
    end(left.organization, office, successor, ending)
    team = TeamFactory(round=RoundFactory(status=Round.Status.PREPARING, approved_on=None))
    with pytest.raises(ValidationError) as error:
        assign_organization(team, by=office, organization=left.organization, kind="routine")
    assert "市发展局党组" in error.value.message_dict["organization"][0]
    assert Inspection.objects.filter(organization=left.organization).exists()


def test_the_form_offers_only_what_stands(office, browse, left, successor):
    team = TeamFactory(round=RoundFactory(status=Round.Status.PREPARING, approved_on=None))
    end(left.organization, office, successor)
    page = browse(office).post(
        reverse("rounds:team_assign", args=[team.pk]), {"organization": left.organization.pk, "kind": "routine"}
    )
    assert page.status_code == 200
    assert not team.inspections.exists()


def test_open_duties_go_to_the_successor_whose_people_take_them_over(office, secretary, owed, left, successor):
    heir = UserFactory(roles=["secretary"], organization=successor)
    assert owed in Obligation.objects.visible_to(secretary)
    end(left.organization, office, successor)
    owed.refresh_from_db()
    assert owed.organization == successor
    assert owed in Obligation.objects.visible_to(heir).owed_by(heir)
    item = Item.objects.get()
    assert item in Item.objects.visible_to(fresh(heir))
    assert item not in Item.objects.visible_to(fresh(secretary))
    assert left.organization in Organization.objects.visible_to(fresh(heir))


def test_whoever_is_recused_from_it_is_recused_from_its_successor(office, left, successor, browse):
    member = UserFactory(roles=["office"], person=PersonFactory())
    reader = UserFactory(roles=["leading_group"], person=PersonFactory())
    for user in (member, reader):
        RecusalFactory(person=user.person, organization=left.organization)
    assert browse(fresh(member)).get(successor.get_absolute_url()).status_code == 200
    end(left.organization, office, successor)
    recusal = member.person.recusals.in_force().get(organization=successor)
    assert recusal.told_reason == "原应回避的市财政局党组由该党组织承接"
    assert browse(fresh(member)).get(successor.get_absolute_url()).status_code == 404
    assert not reader.person.recusals.filter(organization=successor).exists()  # nobody blinds a reader of leads alone
    other = OrganizationFactory(name="市另一局党组")
    RecusalFactory(person=reader.person, organization=other)
    end(other, office, successor)  # what waits already does not stand in the way
    agreed(Proposal.objects.get(kind="recusal.declare", decided_at=None))
    assert reader.person.recusals.in_force().filter(organization=successor).exists()


def test_what_the_successor_merges_into_answers_for_both(office, owed, left, successor):
    last = OrganizationFactory(name="市综合局党组")
    heir = UserFactory(roles=["liaison"], organization=last)
    end(left.organization, office, successor)
    end(successor, office, last)
    first = Organization.objects.get(pk=left.organization.pk)
    assert (first.successor, first.answering) == (successor, last)
    owed.refresh_from_db()
    assert owed.organization == last
    assert Item.objects.visible_to(fresh(heir)).exists()
    assert User.objects.get(pk=heir.pk).reach.organizations == {first.pk, successor.pk, last.pk}


def test_a_look_back_on_the_successor_looks_back_on_what_was_merged(office, left, successor):
    end(left.organization, office, successor)
    team = TeamFactory(round=RoundFactory(number=90, status=Round.Status.PREPARING, approved_on=None))
    look_back = assign_organization(team, by=office, organization=successor, kind=InspectionKind.LOOK_BACK)
    assert look_back.looks_back_on == left


def test_what_it_still_owes_needs_somebody_to_take_it_over(office, owed, left):
    with pytest.raises(ValidationError) as error:
        end(left.organization, office, ending=ABOLISHED)
    assert "successor" in error.value.message_dict
    assert Organization.objects.get(pk=left.organization.pk).is_standing


def test_a_wrong_end_is_refused_at_its_field(office, left, successor):
    gone = OrganizationFactory(name="市撤销局党组")
    end(gone, office, ending=ABOLISHED)
    for field, facts in {
        "successor": {"successor": None},
        "on": {"on": date(2026, 11, 24), "successor": successor},
    }.items():
        with pytest.raises(ValidationError) as error:
            end(left.organization, office, **facts)
        assert field in error.value.message_dict
    for wrong in (gone, left.organization):
        with pytest.raises(ValidationError):
            end(left.organization, office, wrong)
    with pytest.raises(ValidationError):
        end(left.organization, office, successor, reason=" ")
    with pytest.raises(IllegalStep):
        end(Organization.objects.get(pk=gone.pk), office, successor)
    assert Organization.objects.get(pk=left.organization.pk).is_standing


def test_what_a_team_plans_to_inspect_or_inspects_is_not_ended(office, inspection, successor):
    with pytest.raises(ValidationError) as error:
        end(inspection.organization, office, successor)
    assert str(inspection.team) in error.value.message_dict["on"][0]


def test_only_the_office_ends_and_appoints(leadinggroup, secretary, organization, successor):
    for user in (leadinggroup, secretary):
        with pytest.raises(Refused):
            end(organization, user, successor)
        with pytest.raises(Refused):
            appoint_secretary(organization, by=user, name="李四", on=date(2026, 11, 1))


def test_a_new_secretary_takes_over_what_is_owed_and_that_is_written_down(office, browse, owed, left):
    organization = left.organization
    update_organization(organization, by=office, secretary="张三")
    term = appoint_secretary(organization, by=office, name="李四", on=date(2026, 11, 2))
    assert [(each.name, each.from_on, each.until_on) for each in organization.secretaries.all()] == [
        ("李四", date(2026, 11, 2), None),
        ("张三", None, date(2026, 11, 2)),
    ]
    assert Organization.objects.get(pk=organization.pk).secretary == "李四"
    assert term.handover == f"{owed.due_on} {owed.title}"
    page = browse(office).get(organization.get_absolute_url()).content.decode()
    assert "张三" in page
    assert owed.title in page


def test_a_lead_is_in_no_handover(office, left):
    ObligationFactory(item=ItemFactory(hand_over=HandOverFactory(inspection=left)), is_confidential=True)
    assert appoint_secretary(left.organization, by=office, name="李四", on=date(2026, 11, 2)).handover == ""


def test_the_same_secretary_or_a_day_before_the_present_one_is_refused(office, organization):
    appoint_secretary(organization, by=office, name="李四", on=date(2026, 11, 2))
    for facts in ({"name": "李 四", "on": date(2026, 11, 3)}, {"name": "王五", "on": date(2026, 11, 1)}):
        with pytest.raises(ValidationError):
            appoint_secretary(organization, by=office, **facts)
    assert organization.secretaries.count() == 1


def test_a_name_is_corrected_and_the_last_one_leaves(office):
    facts = {"name": "市新局党组", "category": "市直部门", "level": "city", "secretary": "张叁"}
    organization = add_organization(by=office, **facts)
    update_organization(organization, by=office, secretary="张三")
    assert SecretaryTerm.objects.get().name == "张三"
    update_organization(organization, by=office, secretary="")
    assert SecretaryTerm.objects.get().until_on == date(2026, 11, 23)


def test_the_office_does_it_on_the_pages(office, browse, organization, successor):
    client = browse(office)
    address = organization.get_absolute_url()
    client.post(f"{address}appoint/", {"name": "李四", "on": "2026-11-02"})
    page = client.get(address).content.decode()
    assert "李四" in page
    asked = {"ending": "merged", "on": "2026-11-20", "successor": successor.pk, "reason": "机构改革"}
    client.post(f"{address}end/", asked)
    page = client.get(address).content.decode()
    assert "并入其他党组织" in page
    assert "市发展局党组" in page
    assert f"{address}end/" not in page
    listed = client.get(reverse("rounds:organizations"), {"ended": "true"}).context["table"]
    assert [row.pk for row in listed.data.data] == [organization.pk]

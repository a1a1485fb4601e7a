"""A new secretary takes over what is owed by a recorded step; until then it is a duty of its own."""

from datetime import date

import pytest
from django.urls import reverse

from core.access.reach import Refused
from core.access.roles import Role
from core.models import Notice
from core.worklist.duties import duties_of
from personnel.accounts.roles import grant_role, revoke_role
from personnel.accounts.services import open_user, shut_user
from personnel.duties import TAKE_OVER
from personnel.models import TakenDuty, TakenMatter, Takeover
from personnel.takeovers.services import take_over
from rectification.models import Letter
from rounds.models import Obligation
from tests.core.api.conftest import ApiClient
from tests.factories import HandOverFactory, InspectionFactory, ItemFactory, ObligationFactory, UserFactory, fresh

TEXT = "本人已接收上列事项。"


@pytest.fixture(autouse=True)
def _november(clock):
    clock.set("2026-11-23 10:00")


@pytest.fixture
def owed(inspection):
    """Two duties of the organization, the second due first."""
    later = ObligationFactory(inspection=inspection, organization=inspection.organization, due_on=date(2026, 12, 20))
    sooner = ObligationFactory(inspection=inspection, organization=inspection.organization, due_on=date(2026, 12, 1))
    return [sooner, later]


@pytest.fixture
def newcomer(owed, secretary, sysadmin, secadmin):
    """The old secretary's account is shut, another one gets the post."""
    shut_user(secretary, by=sysadmin, reason="调离")
    user = UserFactory(username="newsecretary", name="新书记", organization=secretary.organization)
    grant_role(user, Role.SECRETARY, by=secadmin)
    return fresh(user)


@pytest.fixture
def takeover(newcomer):
    return Takeover.objects.get()


def test_it_begins_with_the_role_of_the_newcomer(takeover, newcomer, secretary):
    assert (takeover.account, takeover.role, takeover.status) == (newcomer, Role.SECRETARY, "open")
    assert (takeover.predecessor, takeover.newcomer) == (secretary.name, "新书记")
    duty = Obligation.objects.get(node=TAKE_OVER)
    assert (duty.organization, duty.due_on) == (takeover.organization, date(2026, 11, 30))


def test_it_is_a_task_of_the_newcomer_and_of_nobody_else(takeover, newcomer, liaison, office):
    def lines(user):
        return [duty for duty in duties_of(fresh(user)) if "移交的未办结事项" in duty.title]

    (line,) = lines(newcomer)
    assert line.due_on == date(2026, 11, 30)
    assert lines(liaison) == []
    assert lines(office) == []


def test_it_begins_when_the_old_account_is_shut_after_the_new_one_has_the_role(owed, secretary, sysadmin, secadmin):
    user = UserFactory(name="新书记", organization=secretary.organization)
    grant_role(user, Role.SECRETARY, by=secadmin)
    assert not Takeover.objects.exists(), "two hold the post for now"
    shut_user(fresh(secretary), by=sysadmin, reason="调离")
    assert Takeover.objects.get().account == user


def test_nothing_begins_where_nothing_is_owed(secretary, sysadmin, secadmin):
    shut_user(secretary, by=sysadmin, reason="调离")
    grant_role(UserFactory(organization=secretary.organization), Role.SECRETARY, by=secadmin)
    assert not Takeover.objects.exists()


def test_nothing_begins_for_the_first_in_a_post(owed, organization, secadmin):
    grant_role(UserFactory(organization=organization), Role.SECRETARY, by=secadmin)
    assert not Takeover.objects.exists()


def test_nor_for_whoever_is_back_with_nobody_in_between(owed, secretary, sysadmin):
    shut_user(secretary, by=sysadmin, reason="误操作")
    open_user(fresh(secretary), by=sysadmin, reason="恢复")
    assert not Takeover.objects.exists()


def test_a_liaison_takes_over_likewise(owed, liaison, sysadmin, secadmin):
    shut_user(liaison, by=sysadmin, reason="调离")
    grant_role(UserFactory(organization=liaison.organization), Role.LIAISON, by=secadmin)
    assert Takeover.objects.get().role == Role.LIAISON


def test_what_is_owed_on_that_day_is_frozen_and_the_office_is_told(takeover, newcomer, owed, office):
    take_over(takeover, TEXT, by=newcomer)
    assert (takeover.status, takeover.taken_on, takeover.text) == ("taken", date(2026, 11, 23), TEXT)
    frozen = list(takeover.duties.values_list("obligation", "title", "due_on"))
    assert frozen == [(each.pk, each.title, each.due_on) for each in owed]
    Obligation.objects.filter(pk=owed[0].pk).update(due_on=date(2027, 1, 31), title="另一事项")
    assert TakenDuty.objects.first().due_on == date(2026, 12, 1)
    assert Obligation.objects.get(node=TAKE_OVER).met_on == date(2026, 11, 23)
    assert Notice.objects.filter(kind="takeover.done", recipient=office).exists()


def test_nobody_takes_over_in_the_place_of_the_newcomer(takeover, office, liaison, secretary):
    for by in (office, liaison, secretary):
        with pytest.raises(Refused):
            take_over(takeover, TEXT, by=by)


def test_it_is_taken_over_once(takeover, newcomer):
    take_over(takeover, TEXT, by=newcomer)
    with pytest.raises(Refused):
        take_over(Takeover.objects.get(), TEXT, by=newcomer)


def test_the_next_newcomer_has_one_of_their_own_and_the_first_lapses(takeover, newcomer, sysadmin, secadmin):
    revoke_role(newcomer.grants.get(), by=secadmin, reason="任命撤回")
    takeover.refresh_from_db()
    assert takeover.status == "lapsed"
    assert Obligation.objects.get(node=TAKE_OVER).cancelled_on == date(2026, 11, 23)
    another = UserFactory(name="再任书记", organization=takeover.organization)
    grant_role(another, Role.SECRETARY, by=secadmin)
    assert Takeover.objects.open().get().predecessor == "新书记"


def test_names_stay_those_of_the_day(takeover, newcomer):
    take_over(takeover, TEXT, by=newcomer)
    type(newcomer).objects.filter(pk=newcomer.pk).update(name="改名之后")
    assert Takeover.objects.get().newcomer == "新书记"


def test_the_page_lists_what_is_owed_and_then_what_was_taken_over(takeover, newcomer, owed, client):
    client.force_login(newcomer)
    page = client.get(takeover.get_absolute_url()).content.decode()
    assert "待接收的未办结事项" in page
    asked = client.get(f"{takeover.get_absolute_url()}take-over/").content.decode()
    assert owed[0].title in asked
    assert "自即日起负责" in asked
    client.post(f"{takeover.get_absolute_url()}take-over/", {"text": TEXT})
    page = client.get(takeover.get_absolute_url()).content.decode()
    assert "接收时的事项清单" in page
    assert owed[0].title in page
    assert TEXT in page


def test_the_office_sees_it_in_a_list_and_on_the_page_of_the_organization(takeover, client, office):
    client.force_login(office)
    assert "新书记" in client.get(reverse("personnel:takeovers")).content.decode()
    panel = client.get(reverse("personnel:takeovers_of", args=[takeover.organization_id])).content.decode()
    assert takeover.get_absolute_url() in panel


def test_an_organization_sees_no_other_organizations_takeover(takeover, client, other_secretary):
    client.force_login(other_secretary)
    assert client.get(takeover.get_absolute_url()).status_code == 404


def test_it_is_taken_over_by_the_api_and_by_the_newcomer_alone(takeover, newcomer, liaison):
    address = f"takeovers/{takeover.pk}/take-over/"
    assert ApiClient(liaison).write(address, {"text": TEXT}).status_code == 403
    assert ApiClient(newcomer).write(address, {"text": " "}).status_code == 400
    assert ApiClient(newcomer).write(address, {"text": TEXT}).status_code == 200
    told = ApiClient(newcomer).read(f"takeovers/{takeover.pk}/").json()
    assert (told["status"], told["text"], told["taken_on"]) == ("taken", TEXT, "2026-11-23")


class TestOpenMatters:
    @pytest.fixture
    def opened(self, takeover):
        """An item under rectification and a letter without its answer."""
        organization = takeover.organization
        hand_over = {"status": "rectifying", "delivered_on": date(2026, 6, 1), "plan_accepted_on": date(2026, 6, 15)}
        item = ItemFactory(
            hand_over=HandOverFactory(inspection=InspectionFactory(organization=organization), **hand_over)
        )
        given = {"kind": "suggestion", "number": "巡建〔2026〕9号", "text": "请抓紧"}
        days = {"issued_on": date(2026, 11, 2), "answer_due_on": date(2026, 12, 2)}
        return item, Letter.objects.create(organization=organization, **given, **days)

    def test_the_page_names_what_lies_open(self, opened, takeover, newcomer, browse):
        item, letter = opened
        page = browse(newcomer).get(takeover.get_absolute_url()).text
        assert letter.number in page
        assert item.get_absolute_url() in page
        assert letter.number in browse(newcomer).get(f"{takeover.get_absolute_url()}take-over/").text

    def test_what_was_taken_over_stays_as_it_was(self, opened, takeover, newcomer, office, browse):
        item, letter = opened
        take_over(takeover, TEXT, by=newcomer)
        told = {(each.kind, each.state, each.due_on) for each in TakenMatter.objects.filter(takeover=takeover)}
        assert ("letters", "未签收", letter.answer_due_on) in told
        assert ("items", item.get_status_display(), item.due_on) in told
        Letter.objects.filter(pk=letter.pk).update(answered_on=date(2026, 11, 23), answer="已办")
        page = browse(office).get(takeover.get_absolute_url()).text
        assert letter.number in page
        assert item.finding.text[:20] in page

"""Who signs a commitment gets to the work of the team; who takes no responsibility is replaced; work is made up."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused, reach_of
from core.registers.services import correct, enter
from core.reports.figures import figures
from core.workdays.reckoning import today
from core.worklist.duties import duties_of
from personnel.conduct.defaults import load_catalogues
from personnel.conduct.registers import COMMITMENTS, MAKE_UP_ORDERS, REPLACEMENTS, TALKS
from personnel.conduct.services import finish_make_up, replace_member, sign_commitment
from personnel.models import Commitment, ConductCatalogue, Posting, Replacement
from rounds.models import Inspection, Obligation
from tests.factories import PersonFactory, PostingFactory, TeamFactory, fresh


def value(key, as_of):
    return figures[key].compute(as_of, None, None)


@pytest.fixture
def strict(inspection):
    """The round asks everybody for a commitment."""
    inspection.team.round.needs_commitments = True
    inspection.team.round.save()
    return inspection


def own_posting(user):
    return Posting.objects.get(person=user.person)


def test_nobody_gets_to_the_work_of_a_team_before_signing(strict, member, browse):
    ConductCatalogue.objects.create(kind="ten_not", in_force_on=date(2020, 1, 1), text="不准收礼\n不准宴请")
    posting, member = own_posting(member), fresh(member)
    assert not reach_of(member).teams
    assert not Inspection.objects.visible_to(member).exists()
    desk, sign = browse(member), reverse("personnel:posting_sign", args=[posting.pk])
    assert desk.get(strict.get_absolute_url()).status_code == 404
    assert "去签订" in desk.get(reverse("worklist")).content.decode()
    assert sign in desk.get(reverse("worklist")).content.decode()
    assert "不准宴请" in desk.get(sign).content.decode()
    assert "请勾选后再签订" in desk.post(sign, {}).content.decode()
    assert not Commitment.objects.exists()
    desk.post(sign, {"read": "on"})
    assert Commitment.objects.get().way == Commitment.Way.HERE
    assert desk.get(strict.get_absolute_url()).status_code == 200
    assert sign not in desk.get(reverse("worklist")).content.decode()


def test_a_leader_leads_nothing_before_signing(strict, leader):
    assert not fresh(leader).reach.led_teams
    sign_commitment(own_posting(leader), by=fresh(leader), read=True)
    assert fresh(leader).reach.led_teams == {strict.team_id}


def test_nobody_signs_for_another(strict, leader, member, office):
    for user in (leader, office):
        with pytest.raises(Refused):
            sign_commitment(own_posting(member), by=fresh(user), read=True)


def test_what_is_signed_on_paper_opens_as_well_and_a_void_one_closes(strict, office, member):
    posting = own_posting(member)
    entry = enter(COMMITMENTS, by=office, posting=posting, signed_on=today())
    assert entry.way == Commitment.Way.PAPER
    assert fresh(member).reach.teams
    entry.voided_on = today()
    entry.save()
    assert not fresh(member).reach.teams


def test_rounds_that_ask_for_no_commitment_open_without(inspection, member):
    assert fresh(member).reach.teams == {inspection.team_id}
    assert not Posting.objects.signable_by(fresh(member)).exists()


def test_a_round_planned_from_now_on_asks_for_commitments(browse, office):
    form = browse(office).get(reverse("rounds:round_add")).context["form"]
    assert form["needs_commitments"].value() is True


def test_a_member_is_replaced_on_the_page_of_the_team(inspection, office, browse):
    posting = PostingFactory(team=inspection.team, role="member", posted_on=date(2026, 1, 5))
    page = reverse("personnel:posting_replace", args=[posting.pk])
    assert page in browse(office).get(reverse("personnel:team_postings", args=[inspection.team_id])).content.decode()
    browse(office).post(page, {"on": "2026-02-02", "reason": "不担当"})
    posting.refresh_from_db()
    replacement = Replacement.objects.get()
    assert (posting.released_on, replacement.posting) == (date(2026, 2, 2), posting)
    assert [value("members_replaced", day) for day in (date(2026, 2, 1), date(2026, 2, 2))] == [0, 1]
    other = PostingFactory(team=TeamFactory(round=inspection.team.round, number=77), role="member")
    with pytest.raises(ValidationError, match="successor"):
        correct(replacement, by=office, successor=other)
    successor = PostingFactory(team=inspection.team, role="member")
    assert correct(replacement, by=office, successor=successor).successor == successor


def test_only_who_is_released_that_day_is_recorded_as_replaced(inspection, office):
    posting = PostingFactory(team=inspection.team, role="member", posted_on=date(2026, 1, 5))
    facts = {"posting": posting, "replaced_on": date(2026, 2, 2), "grounds": "不担当", "successor": None}
    with pytest.raises(ValidationError, match="posting"):
        enter(REPLACEMENTS, by=office, **facts)


def test_only_the_office_replaces(inspection, leader):
    posting = PostingFactory(team=inspection.team, role="member", posted_on=date(2026, 1, 5))
    with pytest.raises(Refused):
        replace_member(posting, by=leader, on=date(2026, 2, 2), reason="不担当")


@pytest.fixture
def order(inspection, office):
    facts = {"ordered_on": today(), "due_on": today() + timedelta(days=30), "grounds": "成效不明显"}
    return enter(MAKE_UP_ORDERS, by=office, team=inspection.team, **facts)


def owed():
    return Obligation.objects.filter(node="make_up_work")


def test_the_office_sees_to_it_that_work_is_made_up_by_its_day(order, office):
    assert owed().get().due_on == order.due_on
    assert [duty for duty in duties_of(office) if duty.due_on == order.due_on]
    later = order.due_on + timedelta(days=10)
    correct(order, by=office, due_on=later)
    assert owed().open().get().due_on == later
    finish_make_up(order, by=office, on=today(), outcome="新增底稿3份")
    assert owed().get(due_on=later).met_on == today()
    assert value("teams_ordered_to_redo", today()) == 1
    with pytest.raises(Refused):
        finish_make_up(order, by=office, on=today(), outcome="又一次")


def test_of_an_order_that_is_void_nothing_is_owed(order, office, browse):
    browse(office).post(reverse("personnel:make_up_order_void", args=[order.pk]), {"reason": "登错"})
    assert not owed().open().exists()
    assert value("teams_ordered_to_redo", today()) == 0


def test_a_talk_is_with_a_team_of_its_round_and_says_who_attended(inspection, office):
    facts = {"round": inspection.team.round, "held_on": date(2026, 1, 5), "speaker": "市纪委书记", "record": ""}
    people = [PersonFactory(), PersonFactory()]
    talk = enter(TALKS, by=office, team=None, attendants=people, **facts)
    assert talk.attendance == 2
    with pytest.raises(ValidationError, match="team"):
        enter(TALKS, by=office, team=TeamFactory(), attendants=[], **facts)


def test_the_latest_version_of_each_catalogue_is_in_force(db):
    for year, kind in ((2015, "ten_not"), (2019, "ten_not"), (2016, "eight_forbidden")):
        ConductCatalogue.objects.create(kind=kind, in_force_on=date(year, 1, 4), text="不准收礼")
    known = ConductCatalogue.objects.in_force(date(2018, 1, 1))
    assert {entry.in_force_on.year for entry in known} == {2015, 2016}


def test_the_page_of_a_team_tells_the_office_who_has_not_signed(strict, leader, member, office, browse):
    panel = reverse("personnel:team_postings", args=[strict.team_id])
    sign_commitment(own_posting(leader), by=fresh(leader), read=True)
    said = {row.person_id: row.is_unsigned for row in browse(office).get(panel).context["postings"].data.data}
    assert (said[leader.person_id], said[member.person_id]) == (False, True)
    assert "未签订" in browse(office).get(panel).content.decode()
    assert "未签订" not in browse(fresh(leader)).get(panel).content.decode()


def test_nobody_is_said_to_lack_a_signature_where_none_is_wanted(inspection, member, office, browse):
    panel = reverse("personnel:team_postings", args=[inspection.team_id])
    assert "未签订" not in browse(office).get(panel).content.decode()


def test_the_page_of_a_team_shows_the_order_to_make_up_work_to_who_may_see_it(order, leader, office, browse):
    panel, link = reverse("personnel:team_postings", args=[order.team_id]), order.get_absolute_url()
    assert link in browse(office).get(panel).content.decode()
    assert "限期补课" not in browse(leader).get(panel).content.decode()
    browse(office).post(reverse("personnel:make_up_order_void", args=[order.pk]), {"reason": "登错"})
    assert link not in browse(office).get(panel).content.decode()


def test_their_own_page_links_the_team_only_once_the_member_has_signed(strict, member, browse):
    page, team = member.person.get_absolute_url(), strict.team.get_absolute_url()
    before = browse(fresh(member)).get(page).content.decode()
    assert str(strict.team) in before
    assert f'href="{team}"' not in before
    sign_commitment(own_posting(member), by=fresh(member), read=True)
    assert f'href="{team}"' in browse(fresh(member)).get(page).content.decode()


def test_a_new_installation_has_both_catalogues_and_keeps_what_the_office_made_of_them(db):
    kinds = ConductCatalogue.Kind
    ten, eight = (ConductCatalogue.objects.get(kind=kind) for kind in (kinds.TEN_NOT, kinds.EIGHT_FORBIDDEN))
    assert (len(ten.rules), len(eight.rules)) == (10, 8)
    ten.voided_on, eight.text = today(), "严禁收礼"
    ten.save()
    eight.save()
    load_catalogues()
    assert set(ConductCatalogue.objects.values_list("voided_on", "text")) == {(today(), ten.text), (None, "严禁收礼")}


@pytest.mark.parametrize("entry", ["make_up_order", "integrity_talk", "team_evaluation"])
def test_a_team_is_chosen_by_its_round_and_its_number(entry, browse, office):
    teams = [TeamFactory(number=1) for _ in range(2)]
    form = browse(office).get(reverse(f"personnel:{entry}_add")).context["form"]
    labels = {label for value, label in form.fields["team"].choices if value}
    assert labels == {f"{team.round} {team}" for team in teams}
    assert len(labels) == 2

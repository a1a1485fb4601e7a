"""Notices to division leaders: each told what a round found in the portfolio, and receipted by nobody else."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.access.reach import Refused
from core.access.roles import Role
from core.models import Notice
from core.registers.register import register_of, steps_of
from core.registers.services import correct, enter
from core.reports.figures import figures
from core.reports.period import month_of
from core.workdays.reckoning import today
from core.workflow.moves import IllegalStep
from core.worklist.duties import duties_of
from findings.duties import RECEIPT_NOTICE
from findings.models import Finding, PortfolioNotice, PortfolioNoticeLine
from findings.portfolio_notices.registers import NOTICES
from findings.portfolio_notices.services import draw_notices, receipt_notice, record_receipt, send_notice
from personnel.models import User
from personnel.reminders.sweep import sweep
from rounds.deadlines.rules import due_on
from rounds.models import Obligation, Organization, Round
from tests.factories import (
    CategoryFactory,
    FindingFactory,
    LeadFactory,
    OrganizationFactory,
    PersonFactory,
    RecusalFactory,
    UserFactory,
    fresh,
    put,
)
from tests.guards.routes import client_of

LIST = reverse("findings:portfolio_notices")


def again(row):
    """The row as it is by now."""
    return type(row).objects.get(pk=row.pk)


def issued(inspection, amount=1, **facts):
    """So many findings that the organization was given."""
    days = {"submitted_on": date(2026, 4, 1), "issued_on": date(2026, 4, 20)}
    return [
        FindingFactory(inspection=inspection, status=Finding.Status.ISSUED, **days, **facts) for _ in range(amount)
    ]


@pytest.fixture
def over(inspection, other_inspection):
    """The round is rectified; five findings of the organization that `division` follows, two of another's."""
    issued(inspection, 3)
    issued(inspection, 2, category=CategoryFactory(title="主体责任"))
    issued(other_inspection, 2)
    FindingFactory(inspection=inspection, status=Finding.Status.SUBMITTED)
    put(Round.objects.filter(pk=inspection.team.round_id), Round.Status.RECTIFYING)
    return Round.objects.get(pk=inspection.team.round_id)


def leader_of(*organizations, name="李明"):
    user = UserFactory(name=name, roles=[Role.DIVISION_LEADER])
    user.portfolio.set(organizations)
    return user


def drawn(over, office, leader) -> PortfolioNotice:
    draw_notices(over, by=office)
    return PortfolioNotice.objects.get(leader=leader)


def told(notice):
    return {(line.organization_name, line.category): line.findings for line in notice.lines.all()}


@pytest.fixture
def sent(over, office, division):
    return send_notice(drawn(over, office, division), by=office, on=today())


def owed():
    return Obligation.objects.filter(node=RECEIPT_NOTICE)


def test_each_division_leader_is_told_what_was_issued_in_the_portfolio(over, office, division, other_inspection):
    other, idle = leader_of(other_inspection.organization), leader_of(OrganizationFactory(), name="王平")
    draw_notices(over, by=office)
    mine, theirs = (PortfolioNotice.objects.get(leader=leader) for leader in (division, other))
    group = CategoryFactory().group
    assert told(mine) == {("市财政局党组", f"{group} / 财务管理"): 3, ("市财政局党组", f"{group} / 主体责任"): 2}
    assert told(theirs) == {(other_inspection.organization.name, f"{group} / 财务管理"): 2}
    assert not PortfolioNotice.objects.filter(leader=idle).exists()
    assert (mine.is_draft, mine.drawn_on, "一岗双责" in mine.text) == (True, today(), True)


def test_the_office_draws_on_the_page_of_a_round_that_is_over(over, office, leadinggroup, leader, browse):
    step = reverse("findings:round_draw_notices", args=[over.pk])
    assert step in browse(office).get(over.get_absolute_url()).content.decode()
    assert step not in browse(leadinggroup).get(over.get_absolute_url()).content.decode()
    assert browse(leadinggroup).post(step).status_code == 403
    with pytest.raises(Refused):
        draw_notices(over, by=leader)
    put(Round.objects.filter(pk=over.pk), Round.Status.ON_SITE)
    with pytest.raises(IllegalStep):
        draw_notices(again(over), by=office)


def test_the_office_is_asked_to_draw_until_somebody_is_told(over, office, division, leadinggroup):
    def lines(user):
        return [duty for duty in duties_of(fresh(user)) if duty.url == over.get_absolute_url()]

    assert [len(lines(user)) for user in (office, leadinggroup, division)] == [1, 0, 0]
    draw_notices(over, by=office)
    assert not lines(office)
    PortfolioNotice.objects.update(voided_on=today())
    assert lines(office)
    division.grants.update(revoked_on=today())
    assert not lines(office)


def test_drawn_again_drafts_tell_what_is_so_now_and_keep_the_text_of_the_office(over, office, division, inspection):
    notice = drawn(over, office, division)
    correct(notice, by=office, text="请抓好整改")
    issued(inspection, 1)
    draw_notices(over, by=office)
    notice.refresh_from_db()
    assert (sum(told(notice).values()), notice.text) == (6, "请抓好整改")
    assert PortfolioNotice.objects.filter(leader=division).count() == 1


def test_what_was_sent_is_never_drawn_or_changed_again(sent, over, office, inspection, browse):
    before = told(sent)
    issued(inspection, 4)
    Organization.objects.filter(pk=inspection.organization_id).update(name="市财政局党委")
    draw_notices(over, by=office)
    assert told(sent) == before
    with pytest.raises(Refused):
        correct(sent, by=office, text="另一通报")
    assert browse(office).get(reverse("findings:portfolio_notice_change", args=[sent.pk])).status_code == 404


def test_what_changed_since_it_was_drawn_is_not_sent(over, office, division, inspection):
    notice = drawn(over, office, division)
    put(Finding.objects.filter(inspection=inspection, category__title="主体责任"), "submitted", issued_on=None)
    with pytest.raises(IllegalStep):
        send_notice(notice, by=office, on=today())
    draw_notices(over, by=office)
    send_notice(again(notice), by=office, on=today())
    assert sum(told(notice).values()) == 3


def test_of_a_notice_from_which_all_was_withdrawn_nothing_is_sent(over, office, division, inspection):
    notice = drawn(over, office, division)
    put(Finding.objects.filter(inspection=inspection), "submitted", issued_on=None)
    draw_notices(over, by=office)
    assert not told(notice)
    with pytest.raises(IllegalStep):
        send_notice(again(notice), by=office, on=today())


def test_nobody_is_sent_a_notice_who_leads_no_division_any_more(over, office, division):
    notice = drawn(over, office, division)
    division.grants.update(revoked_on=today())
    with pytest.raises(IllegalStep):
        send_notice(notice, by=office, on=today())


def test_a_notice_is_not_sent_on_a_day_to_come_nor_before_it_was_drawn(over, office, division):
    notice = drawn(over, office, division)
    for on in (today() + timedelta(days=1), today() - timedelta(days=1)):
        with pytest.raises(ValidationError):
            send_notice(notice, by=office, on=on)


def test_the_receipt_is_owed_by_the_leader_alone_until_it_is_there(sent, division, office, leader):
    duty = owed().get()
    assert (duty.account, duty.round, duty.due_on) == (division, sent.round, due_on(RECEIPT_NOTICE, today()))
    assert {"第十八轮" in notice.subject for notice in Notice.objects.filter(recipient=division)} == {True}
    [line] = [line for line in duties_of(division) if line.due_on == duty.due_on]
    assert line.url == sent.get_absolute_url()
    assert duty in Obligation.objects.visible_to(division).owed_by(division)
    assert duty not in Obligation.objects.visible_to(leader)
    receipt_notice(sent, by=division)
    assert (owed().get().met_on, sent.receipted_by_id) == (today(), division.pk)
    assert not [line for line in duties_of(fresh(division)) if line.url == sent.get_absolute_url()]


def test_the_leader_is_reminded_and_past_the_day_the_office(sent, division, office, clock):
    clock.set(f"{owed().get().due_on - timedelta(days=3)} 09:00")
    sweep()
    reminders = Notice.objects.filter(kind="reminder")
    assert set(reminders.values_list("recipient", flat=True)) == {division.pk}
    assert sweep().written == 0
    clock.set(f"{owed().get().due_on + timedelta(days=2)} 09:00")
    sweep()
    assert set(reminders.values_list("recipient", flat=True)) == {division.pk, office.pk}


def test_nobody_but_its_leader_receipts_a_notice_and_no_other_finds_it(
    sent, office, leadinggroup, secretary, other_inspection, browse
):
    other = leader_of(other_inspection.organization)
    page = sent.get_absolute_url()
    for user, there in ((office, 200), (leadinggroup, 200), (secretary, 404), (other, 404)):
        assert browse(user).get(page).status_code == (403 if user == secretary else there)
        assert browse(user).post(f"{page}receipt/").status_code in (403, 404)
        with pytest.raises(Refused):
            receipt_notice(again(sent), by=user)
    with pytest.raises(IntegrityError), transaction.atomic():
        PortfolioNotice.objects.filter(pk=sent.pk).update(receipted_on=today(), receipted_by=office)
    assert browse(other).get(f"{page}paper/").status_code == 404
    assert sent not in browse(other).get(LIST).context["table"].data.data
    assert again(sent).receipted_on is None


def test_it_is_receipted_once(sent, division, office, browse):
    assert browse(division).post(f"{sent.get_absolute_url()}receipt/").status_code == 302
    assert again(sent).receipt_way
    stale = again(sent)
    with pytest.raises(Refused):
        receipt_notice(stale, by=division)
    with pytest.raises(Refused):
        record_receipt(stale, by=office, on=today(), document="回执")


def test_a_receipt_on_paper_has_its_day_and_document_and_stays_told_as_paper(sent, office, division, browse):
    step = reverse("findings:portfolio_notice_record_receipt", args=[sent.pk])
    browse(office).post(step, {"on": today().isoformat(), "document": " "})
    assert again(sent).receipted_on is None
    browse(office).post(step, {"on": today().isoformat(), "document": "签收回执第3号"})
    notice = again(sent)
    assert (notice.is_receipted_on_paper, notice.receipt_document) == (True, "签收回执第3号")
    assert "纸质签收" in browse(division).get(sent.get_absolute_url()).content.decode()
    assert "签收回执第3号" in browse(division).get(f"{sent.get_absolute_url()}paper/").content.decode()
    assert owed().get().met_on == today()


def test_the_office_records_no_receipt_of_its_own_notice(over, office, division):
    both = leader_of(*division.portfolio.all())
    both.grants.create(role=Role.OFFICE, granted_on=today())
    notice = send_notice(drawn(over, office, both), by=office, on=today())
    with pytest.raises(Refused):
        record_receipt(notice, by=fresh(both), on=today(), document="回执")


def test_drafts_are_the_offices(over, office, division, browse):
    notice = drawn(over, office, division)
    assert browse(division).get(notice.get_absolute_url()).status_code == 404
    with pytest.raises(Refused):
        send_notice(notice, by=division, on=today())
    assert notice.get_absolute_url() not in browse(division).get(LIST).content.decode()


def recused_leader(*organizations):
    leader = leader_of(*organizations, name="赵刚")
    leader.person = PersonFactory()
    leader.save()
    return leader


def test_a_leader_is_told_nothing_of_an_organization_they_are_recused_from(over, office, inspection, other_inspection):
    leader = recused_leader(inspection.organization, other_inspection.organization)
    RecusalFactory(person=leader.person, organization=inspection.organization)
    notice = drawn(over, office, fresh(leader))
    assert {name for name, _category in told(notice)} == {other_inspection.organization.name}


def test_who_is_recused_later_reads_the_other_lines_alone(over, office, inspection, other_inspection, browse):
    leader = recused_leader(inspection.organization, other_inspection.organization)
    notice = send_notice(drawn(over, office, leader), by=office, on=today())
    RecusalFactory(person=leader.person, organization=inspection.organization)
    for page in (notice.get_absolute_url(), f"{notice.get_absolute_url()}paper/"):
        said = browse(fresh(leader)).get(page).content.decode()
        assert other_inspection.organization.name in said
        assert inspection.organization.name not in said
    assert PortfolioNoticeLine.objects.visible_to(fresh(leader)).count() == 1


def test_what_was_merged_is_told_to_who_follows_its_successor(over, office, division, inspection):
    successor = OrganizationFactory(name="市财政金融局党组")
    follower = leader_of(successor)
    Organization.objects.filter(pk=inspection.organization_id).update(
        ending=Organization.Ending.MERGED, ended_on=date(2026, 5, 1), successor=successor, answered_by=successor
    )
    draw_notices(over, by=office)
    notice = PortfolioNotice.objects.get(leader=follower)
    assert sum(told(notice).values()) == 5
    assert Finding.objects.visible_to(fresh(follower)).filter(inspection=inspection).exists()
    assert not PortfolioNotice.objects.filter(leader=division).exists()


def test_no_lead_is_told(over, office, division, inspection):
    LeadFactory(inspection=inspection, content="金丝雀")
    notice = drawn(over, office, division)
    assert sum(told(notice).values()) == 5
    assert "金丝雀" not in notice.text


def test_a_void_notice_counts_on_no_day_owes_nothing_and_may_be_drawn_anew(sent, over, office, division, browse):
    key, month = "portfolio_notices", month_of(today())
    assert [figures[key].compute(today(), period, None) for period in (None, month)] == [1, 1]
    assert figures[key].compute(today() - timedelta(days=1), None, None) == 0
    browse(office).post(f"{sent.get_absolute_url()}void/", {"reason": "发错对象"})
    assert figures[key].compute(today(), None, None) == 0
    assert not owed().exists()
    with pytest.raises(Refused):
        receipt_notice(again(sent), by=division)
    draw_notices(over, by=office)
    assert PortfolioNotice.objects.standing().get(leader=division).is_draft


def test_namesakes_are_told_apart(over, office, division, inspection):
    namesake = leader_of(inspection.organization, name=division.name)
    draw_notices(over, by=office)
    names = PortfolioNotice.objects.filter(leader__in=[division, namesake]).values_list("leader_name", flat=True)
    assert len(set(names)) == 2


def test_one_on_paper_opens_no_duty_and_keeps_the_program_from_drawing_another(over, office, division):
    facts = {"round": over, "leader_name": division.name, "sent_on": date(2026, 5, 6), "text": ""}
    entry = enter(NOTICES, by=office, receipted_on=date(2026, 5, 8), receipt_document="回执", **facts)
    assert (entry.is_receipted_on_paper, owed().exists()) == (True, False)
    draw_notices(over, by=office)
    assert PortfolioNotice.objects.get() == entry
    correct(entry, by=office, receipted_on=date(2026, 5, 9))
    with pytest.raises(ValidationError):
        correct(entry, by=office, receipted_on=date(2026, 5, 5))


def test_the_paper_reads_as_a_letter_and_is_recorded_as_printed(sent, division, browse):
    said = browse(division).get(f"{sent.get_absolute_url()}paper/").content.decode()
    for words in ("第十八轮", f"{division.name}同志", "市财政局党组", "合计", "巡察工作领导小组"):
        assert words in said


def test_a_leader_reads_their_own_over_the_api(sent, division, other_inspection):
    other = leader_of(other_inspection.organization)
    listed = reverse("portfolio-notice-list")
    rows = {user: client_of(user).get(listed).json()["results"] for user in (division, other)}
    assert [row["id"] for row in rows[division]] == [sent.pk]
    assert rows[other] == []


def test_a_notice_stands_in_its_register():
    assert register_of(PortfolioNotice()) is NOTICES
    assert [step.name for step in steps_of(NOTICES)] == ["send", "receipt", "record_receipt", "void"]


def test_the_accounts_of_leaders_are_those_with_the_role(over, office, division):
    User.objects.filter(pk=division.pk).update(is_active=False)
    draw_notices(over, by=office)
    assert not PortfolioNotice.objects.exists()


def test_the_lines_of_a_notice_lead_to_the_organizations_its_reader_may_open(over, office, browse, inspection):
    organization = inspection.organization
    leader = leader_of(organization)
    notice = drawn(over, office, leader)
    send_notice(notice, by=office, on=today())
    link = f'href="{organization.get_absolute_url()}"'
    assert link in browse(leader).get(notice.get_absolute_url()).content.decode()
    leader.portfolio.clear()
    seen = browse(fresh(leader)).get(notice.get_absolute_url()).content.decode()
    assert link not in seen

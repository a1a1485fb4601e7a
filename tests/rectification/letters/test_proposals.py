"""Letters are proposed from the facts by the rules in force; a person issues or dismisses them."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from core.registers.services import enter
from core.workdays.reckoning import today
from core.workflow.moves import IllegalStep
from findings.models import DeadlineKind
from rectification.letters.proposing import dismiss_proposal, propose_letters
from rectification.letters.registers import LETTERS, RULES
from rectification.models import CheckResult, CloseOut, HandOver, Item, Letter, LetterKind, LetterProposal, LetterRule
from tests.core.api.conftest import ApiClient
from tests.factories import HandOverFactory, ItemFactory, PersonFactory, RecusalFactory, UserFactory

NOVEMBER = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _november(clock):
    clock.set("2026-11-23 10:00")


@pytest.fixture
def hand_over(inspection, office):
    return HandOverFactory(inspection=inspection, prepared_by=office, status=HandOver.Status.RECTIFYING)


def item_of(hand_over, late=0, **facts):
    given = {"status": Item.Status.RECTIFYING, "deadline_kind": DeadlineKind.DATED}
    return ItemFactory(hand_over=hand_over, **given | {"due_on": today() - timedelta(days=late)} | facts)


def issued(office, inspection, kind, days_ago=40, **facts):
    on = today() - timedelta(days=days_ago)
    given = {"kind": kind, "number": f"{kind}{days_ago}", "text": "请整改", "skipped_why": "直接发函"}
    about = {"organization": inspection.organization, "inspection": inspection}
    days = {"issued_on": on, "answer_due_on": on + timedelta(days=10)}
    return enter(LETTERS, by=office, **(given | about | days | facts))


def proposed():
    """What waits: the kind, and each fact with how many it counts."""
    return [
        (each.kind, {fact.fact: fact.count for fact in each.facts.all()}) for each in LetterProposal.objects.waiting()
    ]


def test_overdue_items_propose_the_lowest_letter(hand_over):
    item_of(hand_over, late=10)
    item_of(hand_over, late=9)
    assert propose_letters() == 1
    assert proposed() == [("supervision", {"overdue": 1})]
    assert not Letter.objects.exists()


def test_what_lies_with_the_office_is_not_held_against_the_organization(hand_over):
    item_of(hand_over, late=30, status=Item.Status.AWAITING_ACCEPTANCE)
    item_of(hand_over, late=30, status=Item.Status.CLOSED, closed_on=today())
    assert propose_letters() == 0


def test_returned_and_refuted_items_speak_for_a_letter(hand_over, office, liaison):
    returned, refuted, right = item_of(hand_over), item_of(hand_over), item_of(hand_over)
    for _time in range(2):
        CloseOut.objects.create(
            item=returned,
            statement="已整改",
            applied_by=liaison,
            applied_on=today(),
            decision="returned",
            opinion="请补充",
            decided_by=office,
            decided_on=today(),
        )
    for item, day, verdict in ((refuted, 1, "refuted"), (right, 1, "confirmed"), (right, 2, "refuted")):
        told = {"checkers": "督查组", "opinion": "如上", "recorded_by": office, "verdict": verdict}
        CheckResult.objects.create(item=item, checked_on=today() - timedelta(days=day), **told)
    propose_letters()
    assert proposed() == [("supervision", {"returned": 1, "refuted": 1})]


def test_too_little_completed_near_the_end_speaks_for_a_letter(hand_over):
    hand_over.focus_ends_on = today() + timedelta(days=31)
    hand_over.save()
    focused = {"deadline_kind": DeadlineKind.FOCUSED, "due_on": hand_over.focus_ends_on}
    open_item, _done = item_of(hand_over, **focused), item_of(hand_over, **focused, completion="done")
    assert propose_letters() == 0
    hand_over.focus_ends_on = today() + timedelta(days=30)
    hand_over.save()
    propose_letters()
    assert proposed() == [("supervision", {"unfinished": 1})]
    open_item.completion = "done"
    open_item.save()
    propose_letters()
    assert proposed() == []


def test_the_next_letter_up_the_ladder_is_proposed_once_the_answer_was_due(hand_over, office):
    item_of(hand_over, late=45)
    letter = issued(office, hand_over.inspection, LetterKind.SUPERVISION, days_ago=10)
    assert propose_letters() == 0
    letter.answer_due_on = today() - timedelta(days=1)
    letter.save()
    propose_letters()
    assert proposed() == [("guidance", {"overdue": 1, "unanswered": 1})]


def test_items_open_past_the_final_day_speak_for_accountability(hand_over, office):
    item_of(hand_over)
    issued(office, hand_over.inspection, LetterKind.WARNING, final_on=today() - timedelta(days=1), answered_on=None)
    Letter.objects.update(answered_on=today(), answer="已研究")
    propose_letters()
    assert proposed() == [("accountability", {"past_final": 1})]
    issued(office, hand_over.inspection, LetterKind.ACCOUNTABILITY)
    assert propose_letters() == 0
    assert proposed() == []


def test_a_sweep_run_twice_proposes_once_and_what_is_proposed_follows_the_facts(hand_over):
    first = item_of(hand_over, late=20)
    assert [propose_letters(), propose_letters()] == [1, 0]
    item_of(hand_over, late=30)
    propose_letters()
    assert proposed() == [("supervision", {"overdue": 2})]
    first.hand_over.items.update(due_on=today())
    propose_letters()
    assert LetterProposal.objects.get().lapsed_on == NOVEMBER


def test_a_dismissed_proposal_comes_back_for_further_facts_only(hand_over, office):
    item_of(hand_over, late=20)
    propose_letters()
    proposal = LetterProposal.objects.get()
    with pytest.raises(ValidationError, match="reason"):
        dismiss_proposal(proposal, by=office, reason=" ")
    dismiss_proposal(LetterProposal.objects.get(), by=office, reason="已当面督办")
    assert propose_letters() == 0
    item_of(hand_over, late=20)
    assert propose_letters() == 1
    assert LetterProposal.objects.dismissed().get().dismissed_why == "已当面督办"


def test_a_decided_proposal_is_not_decided_again(hand_over, office):
    item_of(hand_over, late=20)
    propose_letters()
    proposal = LetterProposal.objects.get()
    dismiss_proposal(proposal, by=office, reason="已当面督办")
    with pytest.raises((Refused, IllegalStep)):
        dismiss_proposal(proposal, by=office, reason="再说")


def test_nobody_but_the_office_decides_and_recused_staff_do_not_see_it(hand_over, leadinggroup, secretary, leader):
    item_of(hand_over, late=20)
    propose_letters()
    proposal = LetterProposal.objects.get()
    for user in (leadinggroup, secretary, leader):
        with pytest.raises(Refused):
            dismiss_proposal(proposal, by=user, reason="不必")
    recused = UserFactory(roles=["office"], person=PersonFactory())
    RecusalFactory(person=recused.person, organization=hand_over.inspection.organization)
    seen = [LetterProposal.objects.visible_to(user).count() for user in (leadinggroup, recused, secretary, leader)]
    assert seen == [1, 0, 0, 0]


def test_rules_are_the_offices_to_change(hand_over, office):
    item_of(hand_over, late=20)
    enter(RULES, by=office, kind="supervision", fact="overdue", at_least=2, amount=10, in_force_on=today())
    assert propose_letters() == 0
    item_of(hand_over, late=11)
    assert propose_letters() == 1
    LetterRule.objects.update(at_least=0)
    propose_letters()
    assert proposed() == []


def test_the_office_writes_the_letter_from_the_proposal(browse, office, hand_over):
    item = item_of(hand_over, late=20)
    propose_letters()
    proposal = LetterProposal.objects.get()
    desk = browse(office)
    assert str(hand_over.inspection.organization) in desk.get(reverse("worklist")).content.decode()
    page = desk.get(proposal.get_absolute_url()).content.decode()
    assert "有1项整改事项逾期未完成" in page
    fact = proposal.facts.get()
    listed = desk.get(f"{reverse('rectification:items')}?fact={fact.pk}").content.decode()
    assert item.get_absolute_url() in listed
    chosen = {"kind": "supervision", "inspection": hand_over.inspection_id}
    address = desk.post(reverse("rectification:letter_draft"), chosen).url
    form = desk.get(address).context["form"]
    text = form.initial["text"]
    assert "（一）有1项整改事项逾期未完成。" in text
    assert "已逾期20天" in text
    assert "{答复期限}" in text
    sent = {name: form.initial[name] for name in ("kind", "organization", "inspection", "issued_on", "text")}
    desk.post(reverse("rectification:letter_add"), sent | {"number": "巡督〔2026〕1号", "answer_due_on": "2026-12-08"})
    letter = Letter.objects.get()
    assert "请于2026年12月8日前" in letter.text
    assert "{" not in letter.text
    assert LetterProposal.objects.get().letter == letter


@pytest.mark.parametrize(
    ("late", "told"), [(0, "（一）尚有1项整改事项未销号。"), (20, "（一）尚有1项整改事项未销号，其中1项逾期未完成。")]
)
def test_a_letter_that_nothing_proposed_holds_nothing_against_anybody_that_is_not_so(
    browse, office, hand_over, late, told
):
    item_of(hand_over, late=late)
    address = f"{reverse('rectification:letter_add')}?kind=supervision&inspection={hand_over.inspection_id}"
    assert told in browse(office).get(address).context["form"].initial["text"]


def test_what_is_still_open_in_a_text_is_refused_and_what_was_typed_is_kept(browse, office, organization):
    sent = {"kind": "suggestion", "organization": organization.pk, "number": "巡建〔2026〕3号"}
    days = {"issued_on": "2026-11-02", "answer_due_on": "2026-12-02"}
    text = "请于{最后期限}前整改，{说明}。"
    page = browse(office).post(reverse("rectification:letter_add"), sent | days | {"text": text}).content.decode()
    assert "以下内容尚未填写：{最后期限}、{说明}" in page
    assert text in page
    assert not Letter.objects.exists()


def test_braces_in_what_people_wrote_open_no_place(browse, office, hand_over):
    item_of(hand_over, late=20, finding__text="账目写作{单位}，不实")
    address = f"{reverse('rectification:letter_add')}?kind=supervision&inspection={hand_over.inspection_id}"
    assert "账目写作｛单位｝" in browse(office).get(address).context["form"].initial["text"]


def test_a_template_with_an_unknown_name_is_refused(browse, office):
    sent = {"kind": "supervision", "in_force_on": "2026-11-20"}
    desk, address = browse(office), reverse("rectification:letter_template_add")
    page = desk.post(address, sent | {"text": "{单位}、{某某}、{另一个}"}).content.decode()
    assert "没有这样的占位符：{某某}、{另一个}" in page
    desk.post(address, sent | {"text": "{单位}：请整改。"})
    begun = f"{reverse('rectification:letter_add')}?kind=supervision"
    assert desk.get(begun).context["form"].initial.get("text") is None


def test_placeholders_are_chinese_in_either_language_and_say_in_each_what_they_mean(browse, office):
    written = '<code lang="zh-hans">{逾期数}</code>'
    desk = browse(office)
    for language, meaning in (("zh-hans", "逾期"), ("en", "how many lie with the organization past their day")):
        desk.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        page = desk.get(reverse("rectification:letter_template_add")).content.decode()
        assert meaning in page.partition(written)[2].partition("；")[0]


def test_a_new_template_holds_from_its_day_and_letters_keep_their_text(browse, office, hand_over):
    letter = issued(office, hand_over.inspection, LetterKind.SUPERVISION)
    desk = browse(office)
    told = {"kind": "supervision", "in_force_on": "2026-11-20", "text": "{单位}：请整改{未销号数}项。"}
    desk.post(reverse("rectification:letter_template_add"), told)
    item_of(hand_over)
    address = f"{reverse('rectification:letter_add')}?kind=supervision&inspection={hand_over.inspection_id}"
    assert desk.get(address).context["form"].initial["text"] == f"{hand_over.inspection.organization}：请整改1项。"
    letter.refresh_from_db()
    assert letter.text == "请整改"


def test_a_proposal_is_dismissed_over_the_api(office, hand_over, secretary):
    item_of(hand_over, late=20)
    propose_letters()
    proposal = LetterProposal.objects.get()
    client = ApiClient(office)
    answer = client.write(f"letter-proposals/{proposal.pk}/dismiss/", {"reason": "已当面督办"})
    assert answer.status_code == 200
    assert client.read(f"letter-proposals/{proposal.pk}/").json()["dismissed_why"] == "已当面督办"
    assert ApiClient(secretary).read(f"letter-proposals/{proposal.pk}/").status_code == 404


def test_forty_overdue_items_and_more_fit_a_letter(browse, office, hand_over):
    for _item in range(65):
        item_of(hand_over, late=20, finding__text="专项资金监管制度不健全，" * 20)
    address = f"{reverse('rectification:letter_add')}?kind=supervision&inspection={hand_over.inspection_id}"
    text = browse(office).get(address).context["form"].initial["text"]
    assert "60. " in text
    assert "61. " not in text
    assert "另有5项逾期事项" in text
    assert len(text) < 10000

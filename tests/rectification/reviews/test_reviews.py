"""五方会审: several are asked for an opinion on a filed plan; the office decides with what they said, or without."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from core.access.roles import Role
from core.models import Attachment, Notice
from core.workflow.moves import IllegalStep
from core.worklist import duties as worklist
from rectification import duties
from rectification.hand_over.plan import accept_plan, file_plan, return_plan, save_plan
from rectification.models import HandOver, Item, PlanOpinion, PlanReview
from rectification.reviews.planned import planned_now, planned_then
from rectification.reviews.services import ask_review, give_opinion, record_opinion
from rectification.reviews.words import draft_reply
from rounds.models import Body, Obligation
from tests.core.api.conftest import ApiClient
from tests.factories import BodyFactory, UserFactory, fresh
from tests.rectification.conftest import evidence, plan_for

Status, Reviewer = PlanOpinion.Status, PlanOpinion.Reviewer
AGREED, ADVISED = PlanOpinion.Verdict.AGREED, PlanOpinion.Verdict.ADVISED


@pytest.fixture
def publicity(db):
    """A body without an account."""
    return BodyFactory(name="市委宣传部", kind=Body.Kind.COOPERATING)


@pytest.fixture
def asked(filed, office, discipline, orgdept, publicity):
    """All five were asked."""
    return ask_review(filed, by=office, bodies=[discipline.body, orgdept.body, publicity], office=True, team=True)


def opinion_of(review, user=None, **who):
    return review.opinions.get(**who or {"body": user.body})


class TestAsking:
    def test_each_owes_an_opinion_by_the_limit_of_its_kind(self, asked, discipline):
        assert asked.opinions.count() == 5
        owed = Obligation.objects.on(opinion_of(asked, discipline)).get()
        assert (owed.node, owed.body, owed.due_on) == (duties.REVIEW_PLAN, discipline.body, date(2026, 11, 30))
        kinds = Obligation.objects.filter(node__in=duties.REVIEWING).values_list("node", flat=True)
        assert sorted(kinds) == sorted([duties.REVIEW_PLAN] * 3 + list(duties.REVIEWING[1:]))

    def test_it_stands_on_their_worklists_and_they_are_told(self, leader, asked, discipline, orgdept):
        for user in (discipline, orgdept, leader):
            titles = [duty.title for duty in worklist.duties_of(fresh(user))]
            assert any("提出意见" in title for title in titles), user
            assert Notice.objects.filter(recipient=user, kind="plan.review").count() == 1

    def test_who_was_asked_is_not_asked_again(self, asked, filed, office, discipline):
        with pytest.raises(ValidationError):
            ask_review(filed, by=office, bodies=[discipline.body], office=True)
        other = BodyFactory(name="市审计机关", kind=Body.Kind.COOPERATING)
        assert ask_review(filed, by=office, bodies=[discipline.body, other]) == asked
        assert asked.opinions.count() == 6

    def test_only_a_filed_plan_is_reviewed(self, planned, office, discipline):
        with pytest.raises(IllegalStep):
            ask_review(planned, by=office, bodies=[discipline.body])

    @pytest.mark.parametrize("who", ["secretary", "leader", "discipline", "leadinggroup", "division"])
    def test_only_the_office_asks(self, filed, who, request, publicity):
        with pytest.raises(Refused):
            ask_review(filed, by=request.getfixturevalue(who), bodies=[publicity])

    def test_the_plan_is_kept_as_it_was_filed(self, asked, filed):
        stood = planned_now(filed)
        assert planned_then(asked.plan) == stood
        Item.objects.filter(hand_over=filed).update(goal="另一目标")
        assert planned_then(PlanReview.objects.get().plan) == stood


class TestGiving:
    def test_an_opinion_meets_what_was_owed(self, asked, discipline, office):
        opinion = opinion_of(asked, discipline)
        give_opinion(opinion, by=discipline, verdict=ADVISED, on_items=[{"number": 2, "text": "时限偏长"}])
        opinion.refresh_from_db()
        assert (opinion.status, opinion.given_by, opinion.given_on) == (Status.GIVEN, discipline, date(2026, 11, 23))
        assert opinion.on_items == [{"number": 2, "text": "时限偏长"}]
        assert Obligation.objects.on(opinion).get().met_on == date(2026, 11, 23)
        assert Notice.objects.filter(recipient=office, kind="plan.opinion").count() == 1

    def test_the_team_and_the_office_give_theirs(self, asked, leader, office):
        give_opinion(opinion_of(asked, reviewer=Reviewer.TEAM), by=leader, verdict=AGREED)
        give_opinion(opinion_of(asked, reviewer=Reviewer.OFFICE), by=office, verdict=AGREED)
        assert asked.opinions.filter(status=Status.GIVEN).count() == 2

    @pytest.mark.parametrize("who", ["orgdept", "cooperating", "leader", "office", "secretary", "leadinggroup"])
    def test_nobody_gives_the_opinion_of_another_body(self, asked, discipline, who, request):
        with pytest.raises(Refused):
            give_opinion(opinion_of(asked, discipline), by=request.getfixturevalue(who), verdict=AGREED)

    def test_changes_that_are_advised_say_which(self, asked, discipline):
        with pytest.raises(ValidationError) as refusal:
            give_opinion(opinion_of(asked, discipline), by=discipline, verdict=ADVISED, text=" ")
        assert "text" in refusal.value.error_dict

    @pytest.mark.parametrize(
        "rows", [[{"number": 99, "text": "无"}], [{"number": 1, "text": "甲"}, {"number": 1, "text": "乙"}]]
    )
    def test_only_items_of_the_plan_are_spoken_of_each_once(self, asked, discipline, rows):
        with pytest.raises(ValidationError) as refusal:
            give_opinion(opinion_of(asked, discipline), by=discipline, verdict=ADVISED, on_items=rows)
        assert "on_items" in refusal.value.error_dict

    def test_it_is_given_once(self, asked, discipline):
        opinion = opinion_of(asked, discipline)
        give_opinion(opinion, by=discipline, verdict=AGREED)
        with pytest.raises(IllegalStep):
            give_opinion(opinion, by=discipline, verdict=ADVISED, text="另有意见")

    def test_of_a_body_without_an_account_the_office_records_the_paper(self, asked, publicity, office):
        opinion = asked.opinions.get(body=publicity)
        with pytest.raises(ValidationError, match="扫描件"):
            record_opinion(opinion, by=office, on=date(2026, 11, 23), verdict=AGREED)
        record_opinion(opinion, by=office, on=date(2026, 11, 23), verdict=AGREED, files=[evidence()])
        opinion.refresh_from_db()
        assert opinion.is_on_paper
        assert (opinion.recorded_by, opinion.given_by, opinion.status) == (office, None, Status.GIVEN)

    def test_its_scan_is_opened_where_the_opinion_stands(self, asked, publicity, office, browse):
        opinion = asked.opinions.get(body=publicity)
        record_opinion(opinion, by=office, on=date(2026, 11, 23), verdict=AGREED, files=[evidence()])
        scan = reverse("attachment", args=[Attachment.objects.of(opinion).get().pk])
        for at in (opinion.get_absolute_url(), asked.hand_over.get_absolute_url()):
            assert scan in browse(office).get(at).text

    def test_a_paper_is_not_older_than_the_question(self, asked, publicity, office):
        with pytest.raises(ValidationError):
            record_opinion(
                asked.opinions.get(body=publicity),
                by=office,
                on=date(2026, 11, 22),
                verdict=AGREED,
                files=[evidence()],
            )


class TestDeciding:
    def test_the_reply_is_drafted_from_all_without_saying_who(self, asked, filed, discipline, orgdept):
        give_opinion(opinion_of(asked, discipline), by=discipline, verdict=ADVISED, text="措施要可检查。")
        give_opinion(
            opinion_of(asked, orgdept), by=orgdept, verdict=ADVISED, on_items=[{"number": 2, "text": "时限偏长"}]
        )
        assert draft_reply(filed) == "措施要可检查。\n第2项：时限偏长"

    def test_a_plan_is_returned_item_by_item(self, asked, filed, office, orgdept, liaison, browse):
        said = [{"number": 2, "text": "时限偏长"}]
        give_opinion(opinion_of(asked, orgdept), by=orgdept, verdict=ADVISED, on_items=said)
        at = f"/hand-overs/{filed.pk}/plan/return/"
        assert "时限偏长" in browse(office).get(at).text
        browse(office).post(at, {"reason": "", "on_1": "目标不具体", "on_2": "时限偏长"})
        assert PlanReview.objects.get().reply == "第1项：目标不具体\n第2项：时限偏长"
        assert "第1项：目标不具体" in browse(liaison).get(filed.get_absolute_url()).text

    def test_where_all_agree_it_says_so(self, asked, filed, discipline):
        assert draft_reply(filed) == ""
        give_opinion(opinion_of(asked, discipline), by=discipline, verdict=AGREED)
        assert "无不同意见" in draft_reply(filed)

    def test_the_office_may_decide_without_who_does_not_answer_and_that_stays_visible(
        self, asked, filed, office, discipline
    ):
        give_opinion(opinion_of(asked, discipline), by=discipline, verdict=AGREED)
        accept_plan(filed, "同意。", by=office)
        review = PlanReview.objects.get()
        assert (review.outcome, review.reply, review.ended_on) == ("accepted", "同意。", date(2026, 11, 23))
        assert review.opinions.filter(status=Status.LAPSED).count() == 4
        assert not Obligation.objects.open().filter(node__in=duties.REVIEWING).exists()
        assert HandOver.objects.get().status == HandOver.Status.RECTIFYING

    def test_a_returned_plan_is_reviewed_anew_when_it_is_filed_again(self, asked, filed, office, liaison, discipline):
        return_plan(filed, "第2项：时限偏长", by=office)
        assert PlanReview.objects.get().outcome == "returned"
        plan = plan_for(filed)
        save_plan(filed, [*plan[:1], *plan[1:]], by=liaison)
        filed.items.first().measures.first().delete()
        file_plan(filed, by=liaison)
        again = ask_review(filed, by=office, bodies=[discipline.body])
        assert again != asked
        assert PlanOpinion.objects.filter(body=discipline.body).count() == 2

    def test_who_gave_an_opinion_does_not_act_for_the_organization(self, asked, filed, discipline):
        from rectification.sides import of_office

        give_opinion(opinion_of(asked, discipline), by=discipline, verdict=AGREED)
        accounts = HandOver.objects.annotate(of_office=of_office(filed)).get(pk=filed.pk).of_office
        assert discipline.pk in accounts


class TestSeeing:
    def test_each_sees_its_own_and_nothing_else_of_the_inspection(self, asked, filed, discipline, orgdept):
        for user in (discipline, orgdept):
            assert [each.body for each in PlanOpinion.objects.visible_to(user)] == [user.body]
            assert not HandOver.objects.visible_to(user).exists()
            assert not PlanReview.objects.visible_to(user).exists()

    @pytest.mark.parametrize("who", ["secretary", "liaison", "other_secretary", "cooperating", "division", "sysadmin"])
    def test_others_see_no_opinion(self, asked, who, request):
        assert not PlanOpinion.objects.visible_to(request.getfixturevalue(who)).exists()

    def test_it_stays_seen_after_the_decision(self, asked, filed, office, discipline):
        accept_plan(filed, by=office)
        assert PlanOpinion.objects.visible_to(discipline).count() == 1

    def test_the_team_sees_its_own_only(self, asked, member):
        assert [each.reviewer for each in PlanOpinion.objects.visible_to(member)] == [Reviewer.TEAM]


class TestPages:
    def test_from_asking_to_the_decision(self, filed, office, discipline, liaison, browse):
        sent = {"bodies": [discipline.body.pk], "team": "on"}
        page = browse(office).post(f"/hand-overs/{filed.pk}/plan/review/", sent, follow=True)
        assert "会审" in page.text
        opinion = PlanOpinion.objects.get(body=discipline.body)
        client = browse(discipline)
        assert "修订财务管理制度" in client.get(f"{opinion.get_absolute_url()}give/").text
        assert opinion.get_absolute_url() in client.get("/plan-opinions/").text
        said = {"verdict": "advised", "text": "措施要可检查。", "on_2": "时限偏长"}
        page = client.post(f"{opinion.get_absolute_url()}give/", said, follow=True)
        assert "时限偏长" in page.text
        assert f"/hand-overs/{filed.pk}/" not in page.text
        page = browse(office).get(f"/hand-overs/{filed.pk}/plan/accept/").text
        assert "第2项：时限偏长" in page
        assert "整改目标" in page
        assert "修订财务管理制度" in page
        browse(office).post(f"/hand-overs/{filed.pk}/plan/accept/", {"opinion": "同意，按会审意见完善。"})
        page = browse(office).get(filed.get_absolute_url()).text
        assert "未等意见即决定" in page
        theirs = browse(liaison).get(filed.get_absolute_url()).text
        assert "同意，按会审意见完善。" in theirs
        assert "时限偏长" not in theirs

    def test_a_refused_form_keeps_what_was_typed(self, asked, discipline, browse):
        opinion = opinion_of(asked, discipline)
        page = browse(discipline).post(f"{opinion.get_absolute_url()}give/", {"text": "写了一半"})
        assert "写了一半" in page.text
        assert opinion.status == Status.ASKED

    def test_a_body_sees_no_opinion_of_another(self, asked, discipline, orgdept, browse):
        assert browse(orgdept).get(opinion_of(asked, discipline).get_absolute_url()).status_code == 404

    def test_the_plan_is_one_paper_for_all_who_see_the_hand_over(self, filed, office, liaison, leader, browse):
        for user in (office, liaison, leader):
            page = browse(user).get(f"/hand-overs/{filed.pk}/plan/").text
            for heading in ("问题清单", "任务清单", "责任清单", "反馈问题", "整改目标", "整改措施", "责任领导"):
                assert heading in page
            assert "page-landscape" in page


class TestApi:
    def test_a_body_reads_and_answers_by_program(self, asked, discipline):
        client, opinion = ApiClient(discipline), opinion_of(asked, discipline)
        told = client.read(f"plan-opinions/{opinion.pk}/").json()
        assert told["plan"][0]["measures"][0]["content"] == "修订财务管理制度"
        assert [step["name"] for step in told["next_steps"]] == ["give"]
        body = {"verdict": "advised", "on_items": [{"number": 1, "text": "补充责任人"}]}
        answer = client.write(f"plan-opinions/{opinion.pk}/give/", body)
        assert answer.status_code == 200, answer.content
        assert client.read("plan-opinions/").json()["results"][0]["on_items"] == body["on_items"]

    def test_a_recused_account_sees_nothing(self, asked, filed):
        other = UserFactory(roles=[Role.DISCIPLINE])
        assert not PlanOpinion.objects.visible_to(other).exists()

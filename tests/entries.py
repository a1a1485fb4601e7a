"""Entries of every register about one inspection."""

from copy import copy
from datetime import date, timedelta

from core.access.roles import Role
from core.workdays.reckoning import today
from findings.models import CooperationInput, Lead, LeadInstruction, PortfolioNotice, PortfolioNoticeLine
from personnel.models import (
    Commitment,
    ConductCatalogue,
    IntegrityTalk,
    MakeUpOrder,
    Posting,
    Replacement,
    Secondment,
    Standing,
    TeamEvaluation,
    TrainingKind,
    TrainingRule,
    TrainingSession,
)
from rectification.models import (
    Accountability,
    AccountabilityProposal,
    AppliedVeto,
    Assessment,
    AssessmentScheme,
    AssessmentScore,
    Campaign,
    CheckResult,
    Grade,
    Item,
    Letter,
    LetterKind,
    LetterProposal,
    LetterProposalFact,
    LetterRule,
    LetterTemplate,
    OrganizationRule,
    ReturnedFunds,
    SecondRectification,
    SelfCheck,
    SupervisionGroup,
    SupervisionVisit,
)
from rounds.models import AdoptedRule, Announcement, Body, Inspection, Instruction, Meeting, Team
from tests.entries_advised import advice_of
from tests.entries_held import held_at
from tests.factories import PersonFactory, RoundFactory, UserFactory

DAY = date(2020, 3, 20)
YEAR = timedelta(days=365)
MONTH = timedelta(days=30)


def entries_about(inspection: Inspection, sent_by: Body, later: int = 0) -> dict:
    """One entry of each by the noun that its address uses, `later` by so many days; it has whatever it may link to."""
    day = DAY + timedelta(days=later)
    meeting = Meeting.objects.create(
        kind=Meeting.Kind.SECRETARY, held_on=day, agenda="听取巡察情况汇报", decisions="同意"
    )
    meeting.rounds.set([inspection.team.round])
    old, rule = (
        AdoptedRule(body=AdoptedRule.Body.OFFICE, title="巡察工作底稿管理办法", number=number, in_force_on=since)
        for number, since in (("巡办〔2020〕1号", day - YEAR), ("巡办〔2026〕3号", day))
    )
    old.save()
    rule.replaces = old
    rule.save()
    announcement = Announcement.objects.create(
        kind=Announcement.Kind.ENTRY,
        inspection=inspection,
        title="巡察组进驻公告",
        decided_on=day,
        channel=Announcement.Channel.WEBSITE,
    )
    instruction = Instruction.objects.create(
        giver=Instruction.Giver.SECRETARY,
        given_on=day,
        inspection=inspection,
        text="请认真研究",
        addressee="市委巡察办",
        due_on=day + YEAR,
    )
    given = CooperationInput.objects.create(
        kind=CooperationInput.Kind.PROBLEM,
        body=sent_by,
        received_on=day,
        title="审计发现问题",
        content="超范围列支",
        inspection=inspection,
        given_on=day,
    )
    return {
        "meeting": meeting,
        "heard_round": meeting.heard.get(),
        "adopted_rule": rule,
        "announcement": announcement,
        "instruction": instruction,
        "input": given,
        "cooperation_input": given,
        **notices_about(inspection, day, later),
        **entries_of_people(day),
        **follow_up_of(inspection, day, later),
        **advice_of(inspection, sent_by, day, later),
        **entries_of_teams(inspection, day, later),
        **entries_of_training(day),
    }


def notices_about(inspection: Inspection, day: date, later: int) -> dict:
    """A notice that was sent to a division leader, with a line, and a draft of another."""
    round, organization = inspection.team.round, inspection.organization
    follower = None if later else organization.division_leaders.first()
    sent, draft = (
        PortfolioNotice.objects.create(
            round=of, leader=leader, leader_name=leader.name, text="现将有关情况通报如下", drawn_on=day, sent_on=on
        )
        for leader, of, on in (
            (follower or UserFactory(roles=[Role.DIVISION_LEADER]), round, day),
            (UserFactory(roles=[Role.DIVISION_LEADER]), RoundFactory(), None),
        )
    )
    told = {"organization": organization, "organization_name": organization.name, "category": "管党治党 / 主体责任"}
    line = PortfolioNoticeLine.objects.create(notice=sent, findings=3, **told)
    return {"portfolio_notice": sent, "notice_draft": draft, "portfolio_notice_line": line}


def follow_up_of(inspection: Inspection, day: date, later: int) -> dict:
    """What followed from its hand-over."""
    organization = inspection.organization
    letter = Letter.objects.create(
        organization=organization,
        inspection=inspection,
        number=f"巡建〔{day.year}〕{later + 1}号",
        issued_on=day,
        text="健全项目资金监管制度",
        answer_due_on=day + MONTH,
    )
    of_letters = entries_about_letters(inspection, letter, day, later)
    held = Accountability.objects.create(
        kind=Accountability.Kind.UNIT_CRITICIZED, organization=organization, taken_on=day, cause="整改责任不落实"
    )
    held.items.set(Item.objects.filter(hand_over__inspection=inspection)[:1])
    campaign = Campaign.objects.create(
        title="津补贴专项自查", text="违规发放津补贴", begun_on=day, report_due_on=day + MONTH
    )
    check = SelfCheck.objects.create(campaign=campaign, organization=organization, sent_on=day)
    of_campaign = {"campaign": campaign, "self_check": check}
    of_items = {"accountability_entry": held, "accountability": held, "accounted_item": held.accounted.first()}
    of_visits = supervision_of(inspection, later)
    of_assessments = assessments_of(inspection, day)
    of_letters |= of_assessments
    return of_letters | of_items | of_campaign | of_visits | results_of(inspection, day, later)


def _await_decision(hand_over, scheme) -> None:
    """One more assessment, on which nobody has decided."""
    given = {"assessed_on": today(), "assessed_by": UserFactory(), "opinion": "待审定", "score": 95, "grade": "good"}
    Assessment.objects.create(hand_over=hand_over, scheme=scheme, attempt=1000, **given)


def assessments_of(inspection: Inspection, day: date) -> dict:
    """An assessment that was not passed, with all that follows; the first time one that awaits its decision."""
    hand_over = inspection.hand_over
    before = Assessment.objects.filter(hand_over=hand_over, attempt__lt=1000).count()
    scheme = AssessmentScheme.objects.get(in_force_on=date(2015, 1, 1))
    criterion, veto = scheme.criteria.first(), scheme.vetoes.first()
    decided = {"decided_on": today(), "decided_by": UserFactory(), "status": Assessment.Status.DECIDED}
    made = Assessment.objects.create(
        hand_over=hand_over,
        scheme=scheme,
        attempt=before + 1,
        assessed_on=today(),
        assessed_by=UserFactory(),
        opinion="整改成效一般",
        score=75,
        grade=Grade.ORDINARY,
        **decided,
    )
    score = AssessmentScore.objects.create(assessment=made, criterion=criterion, deduction=5, reason="未专题研究")
    applied = AppliedVeto.objects.create(assessment=made, veto=veto, reason="情节较轻")
    second = SecondRectification.objects.create(
        assessment=made,
        requirements="逐项重新整改",
        ordered_on=today(),
        plan_due_on=today() + MONTH,
        report_due_on=today() + YEAR,
    )
    second.items.set(Item.objects.filter(hand_over=hand_over)[:1])
    if not before:
        _await_decision(hand_over, scheme)
    later = day.toordinal() - DAY.toordinal()
    return {
        "assessment": made,
        "assessment_score": score,
        "applied_veto": applied,
        "assessment_scheme": scheme,
        "unused_scheme": AssessmentScheme.objects.create(name=f"试行办法{later}", in_force_on=day),
        "criterion": criterion,
        "veto": veto,
        "second_rectification": second,
        "second_item": second.named.get(),
        "accountability_proposal": AccountabilityProposal.objects.create(assessment=made, proposed_on=today()),
    }


def supervision_of(inspection: Inspection, later: int) -> dict:
    """A joint supervision group and a visit it is to make, of which the first item was checked."""
    on = today()
    chief = UserFactory()
    group = SupervisionGroup.objects.create(
        name=f"第{later + 1}联合督查组", formed_on=on, ends_on=on + YEAR, chief=chief
    )
    unvisited = SupervisionGroup.objects.create(
        name=f"第{later + 1}备用督查组", formed_on=on - MONTH, ends_on=on + YEAR, chief=chief
    )
    group.members.set([chief])
    group.inspections.set([inspection])
    visit = SupervisionVisit.objects.create(
        group=group, inspection=inspection, kind=SupervisionVisit.Kind.MID_TERM, planned_on=on + MONTH
    )
    visit.participants.set([chief])
    seen = {"verdict": "confirmed", "opinion": "属实", "recorded_by": chief, "checked_on": on, "checkers": "督查组"}
    CheckResult.objects.create(item=Item.objects.filter(hand_over__inspection=inspection).first(), visit=visit, **seen)
    return {
        "supervision_group": group,
        "unvisited_group": unvisited,
        "group_member": group.memberships.get(),
        "supervised_inspection": group.covered.get(),
        "supervision_visit": visit,
        "visit_participant": visit.going.get(),
    }


def entries_about_letters(inspection: Inspection, letter: Letter, day: date, later: int) -> dict:
    """What letters are written and proposed from, and one that is proposed: the first waits, others are dismissed."""
    template = LetterTemplate.objects.create(kind=LetterKind.SUPERVISION, in_force_on=day, text="{单位}请抓紧整改")
    rule = LetterRule.objects.create(kind=LetterKind.SUPERVISION, fact="overdue", at_least=3, in_force_on=day)
    dismissed = {"dismissed_on": day, "dismissed_by": UserFactory(), "dismissed_why": "已当面督办"} if later else {}
    proposal = LetterProposal.objects.create(
        inspection=inspection, kind=LetterKind.SUPERVISION, proposed_on=day, **dismissed
    )
    items = list(Item.objects.filter(hand_over__inspection=inspection).values_list("pk", flat=True)[:1])
    fact = LetterProposalFact.objects.create(proposal=proposal, fact="overdue", rows=items)
    return {
        "letter": letter,
        "letter_template": template,
        "letter_rule": rule,
        "letter_proposal": proposal,
        "letter_proposal_fact": fact,
    }


def results_of(inspection: Inspection, day: date, later: int) -> dict:
    """What came of its first item; of another rule and other funds they are the corrections."""
    item = Item.objects.filter(hand_over__inspection=inspection).first()
    day = max(day, inspection.entered_on)
    rule = OrganizationRule(item=item, kind=OrganizationRule.Kind.NEW, title=f"差旅费管理办法{later}", made_on=day)
    funds = ReturnedFunds(item=item, amount=1200, returned_on=day, voucher=f"00{later}")
    for right in (rule, funds):
        wrong = copy(right)
        wrong.voided_on = day
        wrong.save()
        right.corrects, right.why = wrong, "有误"
        right.save()
    rule.also_for.set([item])
    return {
        "organization_rule": rule,
        "rule_also_for": rule.further.get(),
        "returned_funds": funds,
        "returned_funds_entry": funds,
        "returned_fund": funds,
    } | held_at(item, day, later)


def instruction_on(lead: Lead, text: str, later: int = 0) -> LeadInstruction:
    """What the secretary wrote on this lead."""
    day = DAY + timedelta(days=later)
    own = {"giver": Instruction.Giver.SECRETARY, "given_on": day, "due_on": day + YEAR}
    written = Instruction.objects.create(
        **own, text=text, addressee="市纪委监委", is_on_lead=True, inspection=lead.inspection
    )
    return LeadInstruction.objects.create(lead=lead, instruction=written)


def entries_of_people(day: date) -> dict:
    """One entry of each register about people."""
    person = PersonFactory()
    standing = Standing.objects.create(person=person, kind=Standing.Kind.COMMENDED, decided_on=day, decided_by="市委")
    secondment = Secondment.objects.create(
        person=person,
        from_unit=person.employer,
        to_unit="市委巡察办",
        level=Secondment.Level.CITY,
        started_on=day,
        planned_until=day + YEAR,
    )
    return {"standing": standing, "secondment": secondment}


def entries_of_teams(inspection: Inspection, day: date, later: int) -> dict:
    """One entry of each register about the discipline of teams, each about a team of its own."""
    round = inspection.team.round
    team = Team.objects.create(round=round, number=1000 + later, formed_on=day, dissolved_on=day)
    left, new = (
        Posting.objects.create(
            team=team, person=PersonFactory(), role=Posting.Role.MEMBER, posted_on=day, released_on=day
        )
        for _each in range(2)
    )
    replacement = Replacement.objects.create(posting=left, replaced_on=day, grounds="不担当", successor=new)
    order = MakeUpOrder.objects.create(team=team, ordered_on=day, due_on=day + YEAR, grounds="成效不明显")
    catalogue = ConductCatalogue.objects.create(kind=ConductCatalogue.Kind.TEN_NOT, in_force_on=day, text="不准收礼")
    commitment = Commitment.objects.create(posting=new, signed_on=day)
    talk = IntegrityTalk.objects.create(round=round, team=team, held_on=day, speaker="市纪委书记", record="谈话提纲")
    talk.attendants.set([new.person])
    evaluation = TeamEvaluation.objects.create(
        team=team, evaluated_on=day, issued=100, returned=90, quality_good=80, note="现场发放"
    )
    return {
        "replacement": replacement,
        "make_up_order": order,
        "conduct_catalogue": catalogue,
        "commitment": commitment,
        "integrity_talk": talk,
        "talk_attendance": talk.attended.get(),
        "team_evaluation": evaluation,
    }


def entries_of_training(day: date) -> dict:
    """One entry of each register about training."""
    session = TrainingSession.objects.create(
        kind=TrainingKind.COURSE, title="巡察干部培训班", planned_on=day, lecturer="市委党校"
    )
    session.attendants.set([PersonFactory()])
    rule = TrainingRule.objects.create(kind=TrainingKind.COURSE, amount=2, rhythm="year", in_force_on=day)
    return {"training_session": session, "training_attendance": session.attended.get(), "training_rule": rule}

"""Rows for tests: the least that satisfies the constraints, dated in 2026."""

from datetime import date

import factory
import pgtrigger
from django.contrib.contenttypes.models import ContentType
from factory.django import DjangoModelFactory

from config.roles import as_owner
from core.access.roles import Role
from core.consent.kinds import roles_confirming
from core.consent.services import confirm
from core.models import Proposal
from core.workdays.reckoning import today
from findings.models import (
    Category,
    CategoryScheme,
    DeadlineKind,
    Discipline,
    Finding,
    Lead,
    Transfer,
    WorkingPaper,
)
from personnel.accounts.oversight import needs_consent
from personnel.accounts.roles import grant_role
from personnel.accounts.services import ask_reset, reset_password
from personnel.models import Person, PoolMembership, Posting, Recusal, RoleGrant, User
from rectification import duties
from rectification.closing.services import accept_item, apply_close_out
from rectification.models import HandOver, Item, Measure
from rounds.deadlines.kinds import kind_of
from rounds.models import Body, Inspection, Obligation, Organization, Round, Team

PASSWORD = "Right-horse-7"


def fresh(user):
    """The account as the next request loads it: what it reaches is worked out once a request."""
    return User.objects.get(pk=user.pk)


def put(rows, status, **facts):
    """Rows of a queryset in another state, as if the steps had been taken that lead there: where a test begins."""
    with as_owner(), pgtrigger.ignore(f"{rows.model._meta.label}:step"):
        return rows.update(status=status, **facts)


TOLD = {"root_cause": "制度不健全，监督缺位。", "wider_lessons": "对同类事项全面自查，未发现类似问题。"}
"""What an application for a close-out tells beside the statement."""


def apply_for(item, statement="均已完成", *, by, on=None):
    """The organization applies for the close-out of an item, with all that is asked of it."""
    return apply_close_out(item, statement, by=by, on=on, **TOLD)


def bring_to_office(item, statement="均已完成", *, by, on=None):
    """It applies, and on the same day the leader of the team accepts, or in its place somebody else of the office."""
    application = apply_for(item, statement, by=by, on=on)
    leading = Posting.objects.filter(team=item.hand_over.inspection.team_id, role=Posting.Role.LEADER).signing_in()
    posting = leading.current(today()).first()
    accept_item(item, "同意", by=fresh(posting.person.user) if posting else UserFactory(roles=[Role.OFFICE]), on=on)
    return application


def agreed(proposal):
    """A change that waited for a second person, confirmed by one; what was made at once is made."""
    if isinstance(proposal, Proposal):
        confirm(proposal, by=UserFactory(roles=roles_confirming(proposal.kind)[:1]))
    return proposal


def granted(user, role, *, by):
    """A role for an account, confirmed by another administrator where it waits for one."""
    agreed(grant_role(user, role, by=by))
    return user.grants.current().get(role=role)


def reset(user, *, by):
    """A new one-time password for an account, with the consent of another administrator where it needs one."""
    if needs_consent(user, by=by):
        agreed(ask_reset(user, by=by, reason="忘记密码"))
    return reset_password(user, by=by)


class OrganizationFactory(DjangoModelFactory):
    class Meta:
        model = Organization

    name = factory.Sequence(lambda n: f"市第{n + 1}局党组")
    category = "市直部门"
    level = Organization.Level.CITY
    district = "市直"


class BodyFactory(DjangoModelFactory):
    class Meta:
        model = Body

    name = factory.Sequence(lambda n: f"第{n + 1}纪委监委")
    kind = Body.Kind.DISCIPLINE


class RoundFactory(DjangoModelFactory):
    class Meta:
        model = Round

    number = factory.Sequence(lambda n: n + 101)  # clear of the cast's eighteenth round
    starts_on = date(2026, 3, 2)
    field_ends_on = date(2026, 5, 29)
    approved_on = date(2026, 2, 20)
    status = Round.Status.ON_SITE


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team

    round = factory.SubFactory(RoundFactory)
    number = factory.Sequence(lambda n: n + 1)
    formed_on = date(2026, 2, 25)


class InspectionFactory(DjangoModelFactory):
    class Meta:
        model = Inspection

    team = factory.SubFactory(TeamFactory)
    organization = factory.SubFactory(OrganizationFactory)
    entered_on = date(2026, 3, 2)
    status = Inspection.Status.ON_SITE


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"人员{n + 1}")
    employer = "市审计局"
    phone = factory.Sequence(lambda n: f"1380000{n:04}")


class PoolMembershipFactory(DjangoModelFactory):
    class Meta:
        model = PoolMembership

    person = factory.SubFactory(PersonFactory)
    pool = "cadres"
    joined_on = date(2020, 1, 1)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n + 1}")
    name = factory.Sequence(lambda n: f"用户{n + 1}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.test")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def roles(self, create, extracted, **kwargs):
        """`UserFactory(roles=[Role.OFFICE])` grants them."""
        for role in extracted or ():
            RoleGrant.objects.create(user=self, role=role, granted_on=date(2026, 1, 1))


class PostingFactory(DjangoModelFactory):
    class Meta:
        model = Posting

    team = factory.SubFactory(TeamFactory)
    person = factory.SubFactory(PersonFactory)
    role = Posting.Role.MEMBER
    posted_on = date(2026, 2, 25)


class RecusalFactory(DjangoModelFactory):
    class Meta:
        model = Recusal

    person = factory.SubFactory(PersonFactory)
    organization = factory.SubFactory(OrganizationFactory)
    reason = "亲属在该单位任职"
    declared_on = date(2026, 1, 1)


class WorkingPaperFactory(DjangoModelFactory):
    class Meta:
        model = WorkingPaper

    inspection = factory.SubFactory(InspectionFactory)
    number = factory.Sequence(lambda n: f"〔2026〕1巡-1组-{n + 1:02}号")
    title = "公务接待报销附件不全"
    facts = "抽查2025年公务接待报销凭证30份，其中6份没有公函。"
    basis = "不符合公务接待管理规定关于凭公函接待的要求。"
    found_on = date(2026, 3, 10)
    written_by = factory.SubFactory(UserFactory)


class CategorySchemeFactory(DjangoModelFactory):
    class Meta:
        model = CategoryScheme
        django_get_or_create = ["name"]

    name = "四个落实"  # in force in 2026
    effective_from = date(2024, 1, 1)


class CategoryFactory(DjangoModelFactory):
    class Meta:
        model = Category
        django_get_or_create = ["scheme", "group", "title"]

    scheme = factory.SubFactory(CategorySchemeFactory)
    group = "全面从严治党责任落实"
    title = "财务管理"


class FindingFactory(DjangoModelFactory):
    class Meta:
        model = Finding

    inspection = factory.SubFactory(InspectionFactory)
    category = factory.SubFactory(CategoryFactory)
    number = factory.Sequence(lambda n: f"WT01-{n + 1:04}")
    text = "公务接待12批次报销附件不全，涉及金额3.4万元"
    found_on = date(2026, 3, 20)


class LeadFactory(DjangoModelFactory):
    class Meta:
        model = Lead

    inspection = factory.SubFactory(InspectionFactory)
    number = factory.Sequence(lambda n: f"XS01-{n + 1:03}")
    subject_name = "某某某"
    subject_post = "科长"
    content = "反映其违规领取补贴"
    discipline = Discipline.INTEGRITY
    suggestion = Lead.Suggestion.FOLLOW_UP
    written_by = factory.SubFactory(UserFactory)


class TransferFactory(DjangoModelFactory):
    class Meta:
        model = Transfer

    lead = factory.SubFactory(LeadFactory, status="transferred", referred_on=date(2026, 4, 20))
    body = factory.SubFactory(BodyFactory)
    sent_by = factory.SubFactory(UserFactory)
    sent_on = date(2026, 4, 20)


class HandOverFactory(DjangoModelFactory):
    class Meta:
        model = HandOver

    inspection = factory.SubFactory(InspectionFactory)
    prepared_by = factory.SubFactory(UserFactory)


class ItemFactory(DjangoModelFactory):
    class Meta:
        model = Item

    hand_over = factory.SubFactory(
        HandOverFactory,
        status="rectifying",
        delivered_on=date(2026, 6, 1),
        plan_filed_on=date(2026, 6, 10),
        plan_accepted_on=date(2026, 6, 15),
    )
    finding = factory.SubFactory(
        FindingFactory,
        inspection=factory.SelfAttribute("..hand_over.inspection"),
        status="issued",
        issued_on=date(2026, 6, 1),
    )
    number = factory.Sequence(lambda n: n + 1)
    deadline_kind = DeadlineKind.FOCUSED
    due_on = date(2026, 12, 1)
    status = Item.Status.RECTIFYING


class MeasureFactory(DjangoModelFactory):
    class Meta:
        model = Measure

    item = factory.SubFactory(ItemFactory)
    number = factory.Sequence(lambda n: n + 1)
    content = "修订财务管理制度"
    leader = "王立新"
    department = "财务科"
    due_on = date(2026, 11, 1)


class ObligationFactory(DjangoModelFactory):
    class Meta:
        model = Obligation

    node = duties.RECTIFY_ITEM
    title = "整改第1项问题"
    titles = {"en": "Rectify item 1"}
    item = factory.SubFactory(ItemFactory)
    subject_type = factory.LazyAttribute(lambda o: ContentType.objects.get_for_model(o.item))
    subject_id = factory.LazyAttribute(lambda o: o.item.pk)
    inspection = factory.LazyAttribute(lambda o: o.item.hand_over.inspection)
    organization = factory.LazyAttribute(lambda o: o.item.hand_over.inspection.organization)
    is_confidential = factory.LazyAttribute(lambda o: kind_of(o.node).confidential)
    from_on = date(2026, 6, 1)
    due_on = date(2026, 12, 1)

    @classmethod
    def _create(cls, model_class, *args, item=None, **kwargs):
        return super()._create(model_class, *args, **kwargs)

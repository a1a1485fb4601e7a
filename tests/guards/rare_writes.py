"""What is written once in a round or a hand-over, or about an account: as `writes`, measured alike.

What takes more than twelve says which statements it cannot do without.
"""

from datetime import date

from django.contrib.contenttypes.models import ContentType

from core.access.roles import Role
from core.workdays.reckoning import today
from personnel.accounts.roles import grant_role
from personnel.models import PlanChange
from rectification import duties
from rectification.models import Feedback, HandOver, Item, Receipt, Side
from rounds.models import Inspection, Round
from tests.factories import (
    FindingFactory,
    HandOverFactory,
    InspectionFactory,
    ItemFactory,
    MeasureFactory,
    ObligationFactory,
    PersonFactory,
    RoundFactory,
    TeamFactory,
    UserFactory,
)
from tests.guards.writes import DAY, Write, signature


def to_deliver(world, cast):
    """A hand-over of three findings, both feedbacks given."""
    left = {"status": Inspection.Status.REPORTING, "left_on": date(2026, 5, 29)}
    hand_over = HandOverFactory(inspection=InspectionFactory(organization=world.organization, **left))
    for finding in FindingFactory.create_batch(3, inspection=hand_over.inspection, status="submitted"):
        ItemFactory(hand_over=hand_over, finding=finding, status=Item.Status.PENDING, due_on=None)
    for side in Side:
        Feedback.objects.create(hand_over=hand_over, side=side, given_on=today(), given_by="陈志强", opinion="请整改")
    return hand_over


def signed_once(world, cast):
    """A hand-over with one of its receipts signed, the other owed."""
    hand_over = world.unsigned
    HandOver.objects.filter(pk=hand_over.pk).update(delivered_on=today())
    signed = {"signed_by": cast["secretary"], "signed_on": today(), "digest": "0" * 64}
    Receipt.objects.create(hand_over=hand_over, side=Side.HEAD, **signed)
    ItemFactory(hand_over=hand_over, status=Item.Status.PENDING)
    _owed(world, duties.SIGN_RECEIPTS, hand_over)
    return hand_over


def plan_to_file(world, cast):
    """A hand-over with its plan written, which is owed."""
    inspection = InspectionFactory(organization=world.organization)
    days = {"delivered_on": today(), "signed_on": today()}
    hand_over = HandOverFactory(inspection=inspection, status=HandOver.Status.AWAITING_PLAN, **days)
    named = {"goal": "健全制度", "leader": "王立新", "department": "财务科"}
    for item in ItemFactory.create_batch(2, hand_over=hand_over, status=Item.Status.PENDING, **named):
        MeasureFactory(item=item, due_on=today())
    _owed(world, duties.FILE_PLAN, hand_over)
    return hand_over


def _owed(world, kind, subject):
    about = {"subject_type": ContentType.objects.get_for_model(subject), "subject_id": subject.pk}
    ObligationFactory(item=world.item, node=kind, **about)


def on_site(world, cast):
    """A round with two teams on site."""
    round = RoundFactory(status=Round.Status.ON_SITE, started_on=date(2026, 3, 2))
    for team in TeamFactory.create_batch(2, round=round):
        InspectionFactory(team=team)
    return round


def granted_by_another(world, cast):
    """A role that waits for another administrator."""
    return grant_role(UserFactory(), Role.OFFICE, by=cast["secadmin"])


def team_applied_for(world, cast):
    """A further team of a round whose plan is approved."""
    facts = {"reason": "增加力量", "applied_by": cast["office"], "applied_on": today()}
    round = RoundFactory(status=Round.Status.APPROVED)
    return PlanChange.objects.create(kind=PlanChange.Kind.TEAM, number=98, round=round, **facts)


PLAN = {"number": 56, "term": "七届", "kind": "routine", "theme": "常规巡察"}
DAYS = {"starts_on": "2026-12-02", "field_ends_on": "2026-12-29"}
FORMS = [
    # The inspection, the hand-over and the findings are locked one after the other, each as it is once the one before
    # is held, and each is moved; the rules are read, the days of items and obligations written, people told.
    Write("office", "/hand-overs/{row}/deliver/", 12, to_deliver, lambda world: {"on": DAY()}),
    # The password is tried as at the sign-in, which reads the account.
    Write("secretary", "/hand-overs/{row}/sign/board/", 14, signed_once, signature),
    Write("liaison", "/hand-overs/{row}/plan/file/", 11, plan_to_file),
    Write("office", "/rounds/{row}/end/", 11, on_site, lambda world: {"on": DAY()}),
    Write(
        "office",
        "/rounds/{row}/change/",
        11,
        lambda world, cast: RoundFactory(number=56, status=Round.Status.PREPARING, approved_on=None),
        lambda world: PLAN | DAYS,
    ),
    Write("office", "/bodies/{body}/change/", 11, body=lambda world: {"name": "市纪委机关", "kind": "discipline"}),
    Write(
        "secadmin", "/accounts/{row}/grant/", 9, lambda world, cast: UserFactory(), lambda world: {"role": "office"}
    ),
    Write(
        "office",
        "/people/{row}/link/",
        12,
        lambda world, cast: PersonFactory(),
        lambda world: {"account": UserFactory().pk},
    ),
    # Two rows are locked. The proposal is moved to its end in the one name; in the other the right is asked anew, what
    # the account holds is read once it is held, and the change is signed and made.
    Write("sysadmin", "/proposals/{row}/confirm/", 12, granted_by_another),
    Write("leadinggroup", "/plan-changes/{row}/approve/", 12, team_applied_for, lambda world: {"on": DAY()}),
    Write("sysadmin", "/accounts/{row}/reset/", 14, lambda world, cast: UserFactory()),
]

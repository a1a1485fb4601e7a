"""Random steps by random people through every door - page, API, many at once, ledger: none leads where none may.

What happened is held against the table of legal steps and the rights as they were before; what is owed, the sums of
the ledgers and the worklists against what the rows say, counted here once more by the plainest means.
"""

from collections import Counter
from contextlib import suppress
from datetime import date

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from core.access.reach import Refused
from core.batches.services import carry_out as carry_out_batch
from core.ledgers.running import RefusedRows, commit
from core.models import Batch
from core.reports.figures import figures
from core.workdays.reckoning import today
from core.worklist.duties import duties_of
from findings.models import DeadlineKind
from rectification import duties
from rectification.board.counts import numbers_of
from rectification.closing.services import accept_item, apply_close_out, close_item
from rectification.items.services import report_progress
from rectification.items.steps import STEPS
from rectification.models import CloseOut, Item
from rectification.querysets import items_for
from rectification.reconciliation.sets import with_both_sides
from rectification.reporting.as_of import standing_on
from rounds.models import Obligation
from tests.core.api.conftest import ApiClient
from tests.factories import fresh
from tests.guards.walk.requests import posted
from tests.ledgers import as_file
from tests.rectification.conftest import carry_out, check, evidence

SETTINGS = settings(
    max_examples=10,
    phases=[Phase.generate],  # what is found is told as it was found: to shorten it takes minutes
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
LIST = reverse("rectification:items")
WHO = ["office", "handler", "liaison", "secretary", "leader", "deputy", "other_secretary", "discipline", "auditor"]
DECLARED = {step.name: step for step in STEPS if step.service is not None}
Status = Item.Status
OWED = {
    Status.RECTIFYING: {duties.RECTIFY_ITEM},
    Status.RETURNED: {duties.RECTIFY_ITEM},
    Status.AWAITING_TEAM: {duties.ACCEPT_RECTIFICATION},
    Status.AWAITING_ACCEPTANCE: {duties.DECIDE_CLOSE_OUT},
    Status.CLOSED: set(),
}
"""What is owed for an item in each state; a change or a reopening that waits is owed beside it."""
ON_WORKLIST = {
    Status.RECTIFYING: {"liaison", "secretary"},
    Status.RETURNED: {"liaison", "secretary"},
    Status.AWAITING_TEAM: {"leader", "deputy"},
    Status.AWAITING_ACCEPTANCE: {"office", "handler"},
    Status.CLOSED: set(),
}
OFFICE = {"office", "handler"}


@pytest.fixture(autouse=True)
def _connection_kept():
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def people(request):
    return {who: request.getfixturevalue(who) for who in WHO}


@pytest.fixture
def items(rectifying, liaison):
    """Three items with a day that may be applied for."""
    for item in rectifying.items.all():
        carry_out(item, liaison)
    return list(rectifying.items.exclude(deadline_kind=DeadlineKind.LASTING))


class Doors:
    """The same step through each door; whatever it answers, the rows say what came of it."""

    def __init__(self, browse):
        self.browse, self.ledgers_read = browse, 0

    def page(self, step, item, user):
        address = step.address(item)
        page = self.browse(user).get(address)
        form = page.context.get("form") if page.status_code == 200 and page.context else None
        sent = answered(form) if form is not None else {}
        assert self.browse(user).post(address, sent).status_code < 500

    def api(self, step, item, user):
        if step.command is None:
            return
        asked = step.command.body().fields if step.command.body else {}
        told = {name: next(iter(getattr(field, "choices", ["情况属实"]))) for name, field in asked.items()}
        told |= {name: LATER for name in told if name.endswith("due_on")}
        answer = ApiClient(user).write(f"items/{item.pk}/{step.name.replace('_', '-')}/", told)
        assert answer.status_code < 500, answer.content

    def many(self, step, item, user):
        if not step.many:
            return
        address = reverse("batch_new", args=["items", step.name])
        keys = [item.pk, *Item.objects.exclude(pk=item.pk).order_by("pk").values_list("pk", flat=True)[:1]]
        page = self.browse(user).get(address, {"pk": keys, "list": LIST})
        if page.status_code != 200:
            return
        sent = answered(page.context["form"]) | {"pk": keys, "list": LIST, "shown_at": page.context["shown_at"]}
        self.browse(user).post(address, sent)
        for batch in Batch.objects.under_way():
            carry_out_batch(batch)

    def ledger(self, step, item, user):
        """A ledger that says the item is closed, as offices write it."""
        book = Workbook()
        book.active.append(
            ["问题编号", "轮次", "巡察组", "被巡察党组织", "一级类别", "二级类别", "问题描述", "完成情况", "销号日期"]
        )
        finding, inspection = item.finding, item.hand_over.inspection
        place = [
            finding.number,
            f"第{inspection.team.round.number}轮",
            inspection.team.number,
            inspection.organization.name,
        ]
        category = finding.category
        book.active.append([*place, category.group, category.title, finding.text, "已销号", "2026-10-20"])
        with suppress(Refused, RefusedRows):
            plan = commit(as_file(book), by=user, options={}, skip_refused=True, confirmed=True).plan
            assert [finding.number in row.there for row in plan.standing] == [True]
            self.ledgers_read += 1


DOORS = ["page", "page", "api", "api", "many", "ledger"]
WITHDRAW = ("withdraw_close_out", "liaison")
LIKELY = {
    Status.RECTIFYING: [("apply_close_out", "liaison"), ("apply_change", "secretary"), ("accept_change", "office")],
    Status.RETURNED: [("apply_close_out", "liaison"), ("apply_close_out", "secretary")],
    Status.AWAITING_TEAM: [
        ("accept", "leader"),
        ("accept", "deputy"),
        ("return", "leader"),
        ("withdraw_close_out", "liaison"),
    ],
    Status.AWAITING_ACCEPTANCE: [
        ("close", "office"),
        ("close", "office"),
        ("return", "office"),
        ("withdraw_close_out", "liaison"),
    ],
    Status.CLOSED: [
        ("apply_reopening", "leader"),
        ("accept_reopening", "handler"),
        ("accept_reopening", "handler"),
        ("refuse_reopening", "handler"),
    ],
}
"""What most steps are picked from, so that walks come as far as a closing and back."""
ANY_STEP = st.tuples(st.sampled_from(sorted(DECLARED)), st.sampled_from(WHO))
ONWARD = st.sampled_from([None, *range(12), *range(12)])
ACTS = st.tuples(st.sampled_from(DOORS), ANY_STEP, st.sampled_from([0, 0, 0, 0, 1, 2]), ONWARD)
LATER = str(date(2027, 2, 1))


def answered(form):
    """The form, filled in."""
    sent = posted(form, "情况属实", str(today()))
    return sent | {name: LATER for name in sent if name.endswith("due_on")}


def test_no_way_leads_to_a_forbidden_state(items, people, browse):
    doors, seen, done = Doors(browse), Counter(), Counter()

    @SETTINGS
    @given(st.booleans(), st.lists(ACTS, min_size=6, max_size=20))
    def walk(begins_closed, acts):
        with transaction.atomic():
            if begins_closed:
                close_out(items[0], people)
            for door, any_step, number, likely in acts:
                item = Item.objects.get(pk=items[number].pk)
                name, who = any_step if likely is None else one_of(LIKELY[item.status], likely)
                user, step = fresh(people[who]), DECLARED[name]
                make_ready(item, people)
                before, owed = dict(Item.objects.values_list("pk", "status")), now_owed()
                may = set(step.open_rows(user).values_list("pk", flat=True))
                getattr(doors, door)(step, item, user)
                after = dict(Item.objects.values_list("pk", "status"))
                seen[door] += 1
                for pk in [pk for pk in before if after[pk] != before[pk]]:
                    assert after[pk] in Item.STEPS[before[pk]], (door, name, who)
                    assert pk in may, (door, name, who)
                    assert door != "ledger", "a ledger never overtakes what lives in the system"
                    done[door, name] += 1
                if (after, now_owed()) != (before, owed):
                    holds(people)
            holds(people)
            transaction.set_rollback(True)

    walk()
    assert {door for door, _name in done} == {"page", "api", "many"}
    assert doors.ledgers_read, "each ledger was refused, so none has shown that it overtakes nothing"
    assert {name for _door, name in done} >= {"apply_close_out", "accept", "return", "close", "withdraw_close_out"}
    assert {name for _door, name in done} >= {"accept_reopening"}, "no walk came back from a closing"


def now_owed():
    """What is owed at this moment: whatever is done, applied for or decided changes it."""
    return set(Obligation.objects.open().values_list("pk", "paused_on", "due_on"))


def close_out(item, people):
    """As its three parties do."""
    told = dict.fromkeys(CloseOut.TOLD, "情况属实")
    item = apply_close_out(Item.objects.get(pk=item.pk), by=people["liaison"], **told).item
    accept_item(item, by=people["leader"])
    check(item, people["handler"], on=today())
    close_item(item, "同意销号", by=people["office"])


def one_of(steps, number):
    return steps[number % len(steps)]


def make_ready(item, people):
    """What the next steps ask for: a colleague has confirmed it on site, or what came back is mended."""
    if item.status == Status.AWAITING_ACCEPTANCE:
        check(item, people["handler"], on=today())
    if item.status in Item.UNDER_WAY:
        report_progress(
            item, text="已补充", completion=Item.Completion.DONE, by=people["liaison"], files=[evidence()], on=today()
        )


def holds(people):
    """Duties, sums and worklists say what the rows say."""
    rows = list(Item.objects.exclude(deadline_kind=DeadlineKind.LASTING))
    owed, running = {}, Obligation.objects.open().filter(subject_type__model="item", paused_on=None)
    for kind, pk in running.values_list("node", "subject_id"):
        owed.setdefault(pk, set()).add(kind)
    beside = {duties.DECIDE_CHANGE, duties.DECIDE_REOPENING}
    for item in rows:
        assert owed.get(item.pk, set()) - beside == OWED[item.status], item.status
    closed = sum(item.status == Status.CLOSED for item in rows)
    assert sum(item.closed_on is not None for item in rows) == closed
    sums_agree(people["office"])
    for who, user in people.items():
        listed = {line.url for line in duties_of(fresh(user))} & {item.get_absolute_url() for item in rows}
        assert listed == {item.get_absolute_url() for item in rows if waits_for(who, user, item)}, who


def waits_for(who, user, item):
    """Whether it is somebody's to act on: by its state, or by an application beside it that waits for the office."""
    changing = item.changes.filter(decision="").exists()
    reopening = item.reopenings.filter(decision="").first()
    others = reopening and user.pk not in (reopening.applied_by_id, item.close_outs.latest("pk").decided_by_id)
    return who in ON_WORKLIST[item.status] or (who in OFFICE and bool(changing or others))


def sums_agree(office):
    """The ledgers count alike: figures, the stages of the board, the reconciliation and the list of items."""
    by_status = Counter(Item.objects.values_list("status", flat=True))
    every, closed = sum(by_status.values()), by_status[Status.CLOSED]
    figure = {name: figures[name].compute(today(), None, None) for name in ("items_fed_back", "items_closed_out")}
    assert figure == {"items_fed_back": every, "items_closed_out": closed}
    board = numbers_of(Item.objects.visible_to(fresh(office)).issued(today()))
    applied = sum(by_status[status] for status in (*Item.APPLIED_FOR, Status.CLOSED))
    assert (board["fed_back"], board["applied"], board["closed"]) == (every, applied, closed)
    compared = Counter(with_both_sides(items_for(fresh(office))).values_list("difference", flat=True))
    assert sum(compared.values()) == every
    told = Counter(standing_on(Item.objects.all(), today()).values_list("state_then", flat=True))
    assert told == by_status, "the workbook of today says of each item what its page says"

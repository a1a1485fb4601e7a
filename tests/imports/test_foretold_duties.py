"""Every preview says how many duties its ledger makes, how many begin unchecked, and what reminders come of them.

That the numbers are those of the saving is asked of every ledger that any test of this folder takes in
(`conftest.require_foretold`).
"""

from datetime import date

import pytest

from core.access.roles import Role
from core.ledgers.registry import kinds
from core.registers.register import nothing, owes_nothing
from personnel.models import Reminder
from personnel.reminders.sweep import sweep
from tests import ledgers
from tests.factories import PersonFactory, RecusalFactory, UserFactory
from tests.imports.test_findings import one_row

HEADS = ["建议书文号", "受文单位", "下发日期", "建议内容", "答复期限", "答复日期", "答复内容"]
IMPORTED = [kind for kind in kinds() if hasattr(kind.importer, "register")]
pytestmark = pytest.mark.usefixtures("organizations")


@pytest.mark.parametrize("kind", IMPORTED, ids=lambda kind: kind.key)
def test_a_register_whose_ledger_brings_duties_tells_them_before(kind):
    register = kind.importer.register
    assert (register.brought is nothing) == (register.owes is owes_nothing)


@pytest.fixture
def letters(organizations):
    name = organizations[0].name
    rows = [
        ["巡建〔2026〕1号", name, date(2026, 3, 2), "健全制度", date(2026, 4, 2), "", ""],
        ["巡建〔2026〕2号", name, date(2026, 11, 2), "健全制度", date(2026, 12, 2), "", ""],
        ["巡建〔2026〕3号", name, date(2026, 3, 2), "健全制度", date(2026, 4, 2), date(2026, 4, 1), "已修订"],
    ]
    return ledgers.as_file(ledgers.sheet_of([HEADS, *rows]))


def told(plan):
    return {creation.label: creation.amount for creation in plan.creations}


def test_a_ledger_of_letters_says_it(look, letters, organizations, clock):
    liaison = UserFactory(roles=[Role.LIAISON], organization=organizations[0])
    plan = look(letters)
    assert (told(plan)["新的时限事项"], told(plan)["其中来自台账、未核对"]) == (2, 1)
    assert told(plan)["未来30天将发出的提醒，涉及1人"] > 0
    assert liaison.is_active


def test_whoever_stands_aside_is_not_counted(look, take_in, letters, organizations, clock):
    UserFactory(roles=[Role.LIAISON], organization=organizations[0])
    aside = PersonFactory()
    leader = UserFactory(person=aside, roles=[Role.DIVISION_LEADER])
    leader.portfolio.set(organizations[:1])
    with_leader = told(look(letters))
    assert any("涉及2人" in label for label in with_leader)
    RecusalFactory(person=aside, organization=organizations[0])
    foretold = told(look(letters))
    [label] = [label for label in foretold if "提醒" in label]
    assert "涉及1人" in label
    take_in(letters, skip=False)
    for day in range(23, 54):
        clock.set(f"2026-{11 + (day > 30):02}-{day - 30 * (day > 30):02} 10:00")
        sweep()
    assert Reminder.objects.count() == foretold[label]


def test_what_is_done_on_paper_makes_no_duty(look):
    plan = look(one_row(整改状态="未完成", 整改期限="长期坚持"))
    assert "新的时限事项" not in told(plan)

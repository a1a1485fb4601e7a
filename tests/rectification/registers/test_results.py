"""Rules made and funds returned are rows of an item, by whoever enters them, and the item adds up from them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from core.access.roles import Role
from core.registers.register import steps_of
from core.registers.services import correct, enter
from core.reports.figures import figures
from core.workflow.moves import IllegalStep
from rectification.items.services import report_progress
from rectification.models import Item, OrganizationRule, ReturnedFunds
from rectification.results.registers import FUNDS, RULES
from tests.core.api.conftest import ApiClient
from tests.rectification.test_two_people import moved

ON, LATER, TODAY = date(2026, 9, 20), date(2026, 10, 9), date(2026, 11, 23)
RULE = {"kind": "new", "title": "差旅费管理办法", "number": "农发〔2026〕12号", "made_on": ON}
PAID = {"amount": Decimal("12000.00"), "returned_on": ON, "voucher": "0012345678"}
KEYS = ("rules_new", "rules_revised", "funds_returned")


@pytest.fixture
def rule(item, liaison):
    return enter(RULES, by=liaison, item=item, **RULE)


@pytest.fixture
def funds(item, liaison):
    return enter(FUNDS, by=liaison, item=item, **PAID)


def values(as_of=TODAY, user=None):
    return [figures[key].compute(as_of, None, user) for key in KEYS]


def sums(item):
    item.refresh_from_db()
    return item.rules_made, item.funds_recovered


def test_the_liaison_enters_both_from_the_page_of_the_item(browse, liaison, item):
    side = browse(liaison)
    page = side.get(item.get_absolute_url()).content.decode()
    for name in ("organization_rule", "returned_funds_entry"):
        assert f"{reverse(f'rectification:{name}_add')}?item={item.pk}" in page
    side.post(reverse("rectification:organization_rule_add"), RULE | {"item": item.pk})
    side.post(reverse("rectification:returned_funds_entry_add"), PAID | {"item": item.pk})
    assert sums(item) == (1, Decimal("12000.00"))
    assert values() == [1, 0, 12000]
    assert values(date(2026, 9, 19)) == [0, 0, 0]
    page = side.get(item.get_absolute_url()).content.decode()
    assert "差旅费管理办法" in page
    assert "12,000.00" in page


def test_the_office_enters_from_paper_and_both_sides_and_the_division_leader_read(
    item, office, secretary, division, leadinggroup, other_secretary, stranger_leader
):
    enter(RULES, by=office, item=item, **RULE | {"kind": "revised"})
    seen = [
        OrganizationRule.objects.visible_to(user).count()
        for user in (office, secretary, division, leadinggroup, other_secretary, stranger_leader)
    ]
    assert seen == [1, 1, 1, 1, 0, 0]
    assert values(user=office) == [0, 1, 0]
    assert values(user=other_secretary) == [0, 0, 0]


@pytest.mark.parametrize("who", ["leader", "division", "leadinggroup", "other_secretary"])
def test_nobody_else_enters(item, who, request):
    with pytest.raises(Refused):
        enter(RULES, by=request.getfixturevalue(who), item=item, **RULE)
    assert not OrganizationRule.objects.exists()


def test_a_correction_of_funds_takes_their_place_and_says_old_and_new_to_both_sides(
    browse, funds, item, liaison, office
):
    address = f"{funds.get_absolute_url()}change/"
    form = browse(liaison).get(address).content.decode()
    assert 'name="why"' in form
    assert 'name="item"' not in form
    sent = {"amount": "10200.00", "returned_on": "2026-09-21", "voucher": "0012345678", "why": "按缴款书核对更正"}
    assert browse(liaison).post(address, sent | {"why": ""}).status_code == 200
    browse(liaison).post(address, sent)
    right = ReturnedFunds.objects.get(corrects=funds)
    assert sums(item) == (0, Decimal("10200.00"))
    assert (values(ON), values()) == ([0, 0, 0], [0, 0, 10200])
    for reader in (liaison, office):
        page = browse(reader).get(right.get_absolute_url()).content.decode()
        assert "12,000.00" in page
        assert "10,200.00" in page
        assert "按缴款书核对更正" in page
        assert "按缴款书核对更正" in browse(reader).get(item.get_absolute_url()).content.decode()
        assert right.get_absolute_url() in browse(reader).get(funds.get_absolute_url()).content.decode()


def test_what_is_corrected_already_is_corrected_no_more(funds, liaison, office):
    right = correct(funds, by=office, amount=Decimal(9000), why="按银行回单更正")
    for by in (liaison, office):
        with pytest.raises(IllegalStep):
            correct(funds, by=by, amount=Decimal(8000), why="再次更正")
    last = correct(right, by=liaison, amount=Decimal(8000), why="再次更正")
    assert (last.corrects, last.voucher, values()) == (right, "0012345678", [0, 0, 8000])


def test_a_correction_without_a_reason_is_none(funds, liaison, item):
    with pytest.raises(ValidationError) as refused:
        correct(funds, by=liaison, amount=Decimal(1), why=" ")
    assert list(refused.value.message_dict) == ["why"]
    assert sums(item)[1] == 12000


def test_a_rule_is_corrected_from_made_to_revised_and_keeps_its_further_items(rectifying, item, liaison):
    further = rectifying.items.exclude(pk=item.pk).first()
    rule = enter(RULES, by=liaison, item=item, also_for=[further], **RULE)
    right = correct(rule, by=liaison, kind="revised", why="原有制度，系修订")
    assert list(right.also_for.all()) == [further]
    assert values() == [0, 1, 0]
    assert (sums(item)[0], sums(further)[0]) == (1, 0)


def test_a_rule_for_several_items_stands_on_the_pages_of_all(browse, rectifying, item, liaison):
    further = rectifying.items.exclude(pk=item.pk).first()
    enter(RULES, by=liaison, item=item, also_for=[further], **RULE)
    assert f"计入第{item.number}项" in browse(liaison).get(further.get_absolute_url()).content.decode()


def test_an_item_of_another_organization_is_refused(item, other_item, liaison, office):
    for name in ("item", "also_for"):
        given = {"item": item} | RULE | ({"item": other_item} if name == "item" else {"also_for": [other_item]})
        with pytest.raises((Refused, ValidationError)):
            enter(RULES, by=liaison, **given)
    with pytest.raises(ValidationError, match="also_for"):
        enter(RULES, by=office, item=item, also_for=[other_item], **RULE)
    assert not OrganizationRule.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"amount": Decimal("-12000")}, "amount"),
        ({"amount": Decimal(0)}, "amount"),
        ({"amount": Decimal("1e13")}, "amount"),
        ({"returned_on": date(2026, 11, 24)}, "returned_on"),
        ({"returned_on": date(2026, 1, 1)}, "returned_on"),
    ],
)
def test_wrong_funds_are_refused_at_their_field(item, liaison, wrong, field):
    with pytest.raises(ValidationError) as refused:
        enter(FUNDS, by=liaison, item=item, **PAID | wrong)
    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize(
    ("wrong", "field"), [({"title": ""}, "title"), ({"kind": ""}, "title"), ({"kind": "old"}, "kind")]
)
def test_wrong_rules_are_refused_at_their_field(item, liaison, wrong, field):
    with pytest.raises(ValidationError) as refused:
        enter(RULES, by=liaison, item=item, **RULE | wrong)
    assert list(refused.value.message_dict) == [field]


def test_the_same_is_not_entered_twice(item, rule, funds, liaison):
    for register, facts in ((RULES, RULE), (FUNDS, PAID)):
        with pytest.raises(ValidationError):
            enter(register, by=liaison, item=item, **facts)


def test_sums_that_become_too_large_are_refused_at_the_amount(item, liaison):
    most = Decimal("999999999999.99")
    enter(FUNDS, by=liaison, item=item, **PAID | {"amount": most})
    with pytest.raises(ValidationError) as refused:
        enter(FUNDS, by=liaison, item=item, **PAID)
    assert list(refused.value.message_dict) == ["amount"]
    assert sums(item)[1] == most


def test_while_the_office_decides_the_organization_enters_nothing_and_changes_nothing(applied, liaison, office):
    with pytest.raises(Refused):
        enter(RULES, by=liaison, item=applied, **RULE)
    rule = enter(RULES, by=office, item=applied, **RULE)
    with pytest.raises(Refused):
        correct(rule, by=liaison, kind="revised", why="原有制度")


def test_after_the_close_out_more_may_be_returned(closed, liaison):
    enter(FUNDS, by=liaison, item=closed, **PAID)
    assert sums(closed)[1] == 12000


def test_before_the_plan_is_accepted_nothing_came_of_an_item(filed, liaison):
    with pytest.raises(Refused):
        enter(RULES, by=liaison, item=filed.items.first(), **RULE)


def test_whoever_acted_for_the_office_enters_nothing_for_the_organization(item, liaison, office, organization):
    office.organization = organization
    office.save()
    office.grants.update(role="liaison")
    with pytest.raises(Refused):
        enter(RULES, by=type(office).objects.get(pk=office.pk), item=item, **RULE)


def test_whoever_entered_for_the_organization_enters_nothing_for_the_office(item, rule, liaison):
    moved_to_office = moved(liaison, Role.OFFICE)
    with pytest.raises(Refused):
        enter(RULES, by=moved_to_office, item=item, **RULE | {"kind": "revised"})


def test_a_void_rule_counts_on_no_day(rule, item, liaison):
    steps_of(RULES)[-1].service(rule, by=liaison, reason="重复录入")
    assert (values(), values(ON), sums(item)[0]) == ([0, 0, 0], [0, 0, 0], 0)


def test_numbers_of_a_report_are_rows_whose_number_may_be_corrected(browse, item, liaison):
    report_progress(item, text="已修订", completion="mostly", rules_made=3, funds_recovered=50, by=liaison, on=LATER)
    told = OrganizationRule.objects.get()
    assert (told.amount, told.source, told.made_on) == (3, "report", LATER)
    assert (sums(item), values()) == ((3, 50), [0, 0, 50])
    address = f"{told.get_absolute_url()}change/"
    page = browse(liaison).get(address).content.decode()
    assert ('name="amount"' in page, 'name="title"' in page) == (True, False)
    browse(liaison).post(address, {"amount": "2", "made_on": "2026-10-09", "why": "多报一项"})
    assert sums(item)[0] == 2


def test_the_organizations_own_system_enters_and_corrects_over_the_api(item, liaison, other_secretary):
    client = ApiClient(liaison)
    body = {"item": item.pk, "kind": "new", "title": "差旅费管理办法", "made_on": "2026-09-20"}
    entered = client.write("organization-rules/", body)
    assert entered.status_code == 201
    told = client.read(f"organization-rules/{entered.json()['id']}/").json()
    assert (told["title"], told["finding_number"], told["amount"]) == ("差旅费管理办法", item.finding.number, 1)
    paid = client.write("returned-funds/", {"item": item.pk, "amount": "120.50", "returned_on": "2026-09-20"}).json()
    right = client.write(f"returned-funds/{paid['id']}/correct/", {"amount": "100.50", "why": "更正"})
    assert right.status_code == 201
    assert client.read(f"returned-funds/{right.json()['id']}/").json()["corrects"] == paid["id"]
    assert (
        client.write(f"returned-funds/{paid['id']}/correct/", {"amount": "1.00", "why": "再更正"}).status_code == 409
    )
    assert sums(item) == (1, Decimal("100.50"))
    stranger = ApiClient(other_secretary)
    assert stranger.read(f"returned-funds/{paid['id']}/").status_code == 404
    assert stranger.write(f"returned-funds/{paid['id']}/correct/", {"amount": "1.00", "why": "x"}).status_code == 404


@pytest.mark.parametrize("amount", ["-5.00", "0.00", "12.505", "1e3"])
def test_wrong_sums_are_refused_over_the_api(item, liaison, amount):
    answer = ApiClient(liaison).write(
        "returned-funds/", {"item": item.pk, "amount": amount, "returned_on": "2026-09-20"}
    )
    assert [error["field"] for error in answer.json()["errors"]] == ["amount"]


def test_a_foreign_item_is_no_item_over_the_api(other_item, liaison, item):
    client = ApiClient(liaison)
    body = {"item": other_item.pk, "kind": "new", "title": "差旅费管理办法", "made_on": "2026-09-20"}
    assert [error["field"] for error in client.write("organization-rules/", body).json()["errors"]] == ["item"]
    also = body | {"item": item.pk, "also_for": [other_item.pk]}
    assert client.write("organization-rules/", also).status_code in (400, 422)
    assert not OrganizationRule.objects.exists()
    assert Item.objects.get(pk=item.pk).rules_made == 0

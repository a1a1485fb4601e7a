"""Two of the office change the same row of a register: the second is told, and nothing is undone unseen."""

from functools import partial

import pytest

from rounds.models import Body, Round
from rounds.organizations import services
from tests.at_once import before_one_row
from tests.factories import BodyFactory, RoundFactory, TeamFactory
from tests.two_at_a_form import as_shown, is_told, second_of_two


def row_of(kind, organization):
    if kind == "organizations":
        return organization
    if kind == "rounds":
        return RoundFactory(number=19, term="七届", status=Round.Status.PREPARING, approved_on=None)
    return TeamFactory()


@pytest.mark.parametrize(
    ("kind", "name", "label"),
    [
        ("organizations", "secretary", "书记"),
        ("rounds", "theme", "主题"),
        ("teams", "place", "驻点地址"),
    ],
)
def test_the_second_is_told_what_the_first_changed(kind, name, label, browse, office, handler, organization):
    row = row_of(kind, organization)
    address = f"/{kind}/{row.pk}/change/"
    met = second_of_two(browse, office, handler, address, {name: "先存的内容"}, {name: "后存的内容"})
    row.refresh_from_db()
    assert getattr(row, name) == "先存的内容"
    is_told(met, office.name, label, "先存的内容")
    assert "后存的内容" in met.page
    met.insist()
    row.refresh_from_db()
    assert getattr(row, name) == "后存的内容"


def test_of_a_body_its_kind_which_changes_at_once(browse, office, handler):
    body = BodyFactory(kind=Body.Kind.DISCIPLINE)
    first, second = {"kind": Body.Kind.ORGANIZATION_DEPARTMENT}, {"kind": Body.Kind.COOPERATING}
    met = second_of_two(browse, office, handler, f"/bodies/{body.pk}/change/", first, second)
    body.refresh_from_db()
    assert body.kind == Body.Kind.ORGANIZATION_DEPARTMENT
    is_told(met, office.name, str(Body.Kind.ORGANIZATION_DEPARTMENT.label))


def test_a_change_saved_meanwhile_by_no_page_is_noticed_too(browse, office, organization):
    desk, address = browse(office), f"/organizations/{organization.pk}/change/"
    form = as_shown(desk.get(address))
    services.update_organization(organization, by=office, district="临江县")
    page = desk.post(address, form)
    is_told(SimpleForm(page), "临江县")


class SimpleForm:
    """A page by its form."""

    def __init__(self, page):
        self.form = page.context["form"]


def test_what_was_seen_of_one_row_says_nothing_about_another(browse, office, organization, other_inspection):
    desk, address = browse(office), f"/organizations/{organization.pk}/change/"
    form = as_shown(desk.get(address))
    elsewhere = as_shown(desk.get(f"/organizations/{other_inspection.organization_id}/change/"))
    for seen in (elsewhere["seen"], form["seen"].split(":")[0], "0:x", "九"):
        page = desk.post(address, form | {"seen": seen})
        is_told(SimpleForm(page))
    assert desk.post(address, form).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_the_same_moment_one_is_told(browse, office, handler, organization):
    address = f"/organizations/{organization.pk}/change/"
    desks = [browse(office), browse(handler)]
    forms = [as_shown(desk.get(address)) | {"note": note} for desk, note in zip(desks, ("甲", "乙"), strict=True)]
    pairs = zip(desks, forms, strict=True)
    answers = before_one_row(organization, *[partial(desk.post, address, form) for desk, form in pairs])
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    organization.refresh_from_db()
    won = [answer.status_code for answer in answers].index(302)
    assert organization.note == ("甲", "乙")[won]
    is_told(SimpleForm(answers[1 - won]), ("office", "handler")[won].capitalize(), organization.note)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_a_body_at_the_same_moment_one_is_told(browse, office, handler):
    """Its row keeps no day of its last change: that it moved while its lock was waited for is seen by who wrote it."""
    body = BodyFactory(kind=Body.Kind.DISCIPLINE)
    address, kinds = f"/bodies/{body.pk}/change/", (Body.Kind.ORGANIZATION_DEPARTMENT, Body.Kind.COOPERATING)
    desks = [browse(office), browse(handler)]
    forms = [as_shown(desk.get(address)) | {"kind": kind} for desk, kind in zip(desks, kinds, strict=True)]
    pairs = zip(desks, forms, strict=True)
    answers = before_one_row(body, *[partial(desk.post, address, form) for desk, form in pairs])
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    body.refresh_from_db()
    won = [answer.status_code for answer in answers].index(302)
    assert body.kind == kinds[won]
    is_told(SimpleForm(answers[1 - won]), ("office", "handler")[won].capitalize())

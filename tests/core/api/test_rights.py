"""Who may not take a step is told so whatever they send; who may is told what is wrong with it."""

import pytest

from core.api.views import RowApi
from core.workdays.reckoning import today
from tests.core.api.test_errors import problem
from tests.guards.routes import every_route

UNREADABLE = {
    "nothing": "",
    "half of it": "{",
    "a list": "[]",
    "a member it does not know": '{"status": "closed"}',
    "too long": "x" * (6 * 1024 * 1024),
}
SAMPLE = pytest.mark.urls("tests.core.api.sample")


@SAMPLE
@pytest.mark.parametrize("sent", UNREADABLE)
@pytest.mark.parametrize("key", [{}, {"Idempotency-Key": "k"}], ids=["once", "with a key"])
def test_who_may_not_learns_nothing_of_the_content(sent, key, api_of, secretary, organization):
    headers = {"Authorization": f"Token {api_of(secretary).token}"} | key
    for address in ("organizations/", f"organizations/{organization.pk}/rename/"):
        answer = api_of(secretary).post(f"/api/v1/{address}", UNREADABLE[sent], "application/json", headers=headers)
        problem(answer, 403, "refused")


@SAMPLE
@pytest.mark.parametrize("sent", UNREADABLE)
def test_who_may_is_told_what_is_wrong_with_it(sent, api_of, office, organization):
    headers = {"Authorization": f"Token {api_of(office).token}"}
    address = f"/api/v1/organizations/{organization.pk}/rename/"
    answer = api_of(office).post(address, UNREADABLE[sent], "application/json", headers=headers)
    assert answer.status_code in (400, 413)


@SAMPLE
def test_an_answer_given_before_is_given_again_though_the_step_ended_the_right(api, office, inspection):
    address = f"inspections/{inspection.pk}/leave/"
    first = api.write(address, key="k1")
    office.grants.update(revoked_on=today())
    assert api.write(address, key="k1").json() == first.json()
    problem(api.write(address, key="k2"), 404, "not_found")


def test_every_change_of_the_api_says_who_may():
    """A command cannot be declared without it; what makes a new row allows nobody unless it says whom."""
    views = {route.view for route in every_route() if isinstance(route.view, type) and issubclass(route.view, RowApi)}
    silent = {view.__name__ for view in views if hasattr(view, "create") and view.may_create is RowApi.may_create}
    for view in views:
        posts = [action for action in view.get_extra_actions() if "post" in action.mapping]
        silent |= {f"{view.__name__}.{action.__name__}" for action in posts if not action.kwargs.get("open_rows")}
    assert views
    assert silent == set()

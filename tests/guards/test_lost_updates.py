"""Every form over a row that exists sends back what was seen of it; a new one that does not fails here."""

import inspect

import pytest

from core.ui.views.form import FormPage
from tests.guards.addresses import ADDRESSES
from tests.guards.test_addresses import address_of, client_of, every_address
from tests.guards.world import cast, world

__all__ = ["cast", "world"]

EDIT = {
    "findings:finding_edit",
    "findings:lead_edit",
    "findings:paper_edit",
    "personnel:account_change",
    "personnel:person_change",
    "rectification:hand_over_feedback",
    "rectification:item_plan",
    "rounds:body_change",
    "rounds:organization_change",
    "rounds:round_change",
    "rounds:team_change",
}


def forms_of_pages() -> dict:
    """Every page with a form, by name."""
    views = {name: getattr(pattern.callback, "view_class", None) for name, pattern in every_address().items()}
    return {name: view for name, view in views.items() if inspect.isclass(view) and issubclass(view, FormPage)}


def form_of(name, cast, world):
    """The form as the first of those it opens to sees it."""
    first = ADDRESSES[name].split()[0]
    return client_of(cast[first]).get(address_of(name, every_address()[name], world)).context["form"]


@pytest.mark.parametrize("name", sorted(forms_of_pages()))
def test_a_form_over_a_row_knows_what_was_seen_of_it(name, cast, world):
    form = form_of(name, cast, world)
    over_a_row = getattr(getattr(form, "instance", None), "pk", None) is not None
    assert ("seen" in form.fields) == (name in EDIT)
    assert over_a_row <= (name in EDIT)
    if name in EDIT:
        assert f'name="seen" value="{form["seen"].value()}"' in str(form["seen"])

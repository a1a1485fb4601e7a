"""Who records that a team leaves is told first which papers it leaves unfinished, and of whom."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from rounds.inspections.services import leave_organization
from rounds.planning.services import end_field_stage
from tests.factories import WorkingPaperFactory

ON = date(2026, 5, 20)
TOLD = "尚有2份底稿未审签：Deputy（1份）、Member（1份）。"


@pytest.fixture
def open_papers(inspection, member, deputy):
    WorkingPaperFactory(inspection=inspection, written_by=deputy, status="submitted")
    WorkingPaperFactory(inspection=inspection, written_by=member)
    WorkingPaperFactory(inspection=inspection, written_by=member, status="approved")


@pytest.mark.usefixtures("open_papers")
def test_a_team_leaves_open_papers_only_knowingly(inspection, leader):
    with pytest.raises(ValidationError) as refused:
        leave_organization(inspection, by=leader, on=ON)
    assert TOLD in refused.value.message_dict["confirmed"][0]
    leave_organization(inspection, by=leader, on=ON, confirmed=True)
    assert inspection.status == "reporting"


@pytest.mark.usefixtures("open_papers")
def test_nor_does_a_round_end_over_them_unsaid(inspection, office):
    with pytest.raises(ValidationError) as refused:
        end_field_stage(inspection.team.round, by=office, on=ON)
    assert TOLD in refused.value.message_dict["confirmed"][0]
    end_field_stage(inspection.team.round, by=office, on=ON, confirmed=True)


@pytest.mark.usefixtures("open_papers")
@pytest.mark.parametrize(("name", "who"), [("inspection_leave", "leader"), ("round_end", "office")])
def test_the_page_says_it_and_asks(name, who, browse, inspection, request):
    row = inspection if name == "inspection_leave" else inspection.team.round
    client, address = browse(request.getfixturevalue(who)), reverse(f"rounds:{name}", args=[row.pk])
    assert TOLD in client.get(address).content.decode()
    assert client.post(address, {"on": ON.isoformat()}).context["form"].errors["confirmed"]
    assert client.post(address, {"on": ON.isoformat(), "confirmed": "on"}).status_code == 302


def test_where_nothing_is_open_nothing_is_asked(browse, inspection, leader):
    address = reverse("rounds:inspection_leave", args=[inspection.pk])
    assert "confirmed" not in browse(leader).get(address).context["form"].fields
    assert browse(leader).post(address, {"on": ON.isoformat()}).status_code == 302

"""Services that take part in one act: none of them leaves anything once one has refused."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from core.access.reach import require
from core.workflow.acts import all_or_nothing, one_act
from core.workflow.moves import IllegalStep
from core.workflow.once import FIELD, LENGTH
from findings.models import WorkingPaper
from findings.papers import services as papers
from rounds.models import Organization
from tests.factories import OrganizationFactory
from tests.findings.conftest import PAPER

pytestmark = pytest.mark.django_db
KEY = {FIELD: "k" * LENGTH}


@all_or_nothing
def enter(name, *, then=None):
    OrganizationFactory(name=name)
    if then is not None:
        then()


def refuse():
    raise IllegalStep("不可以")


def names():
    return set(Organization.objects.values_list("name", flat=True))


def test_a_service_by_itself_leaves_nothing_when_it_refuses():
    with pytest.raises(IllegalStep):
        enter("甲", then=refuse)
    assert names() == set()


def test_an_act_undoes_the_services_before_the_refusal():
    with pytest.raises(IllegalStep), one_act():
        enter("甲", then=lambda: enter("乙", then=refuse))
    assert names() == set()


def test_a_service_of_an_act_has_no_savepoint_of_its_own(django_assert_num_queries):
    with one_act(), django_assert_num_queries(0):
        all_or_nothing(lambda: None)()
    with django_assert_num_queries(2):
        all_or_nothing(lambda: None)()


def test_within_a_savepoint_a_service_is_undone_alone():
    """Whoever opened it may go on after the refusal."""
    with one_act():
        enter("甲")
        with transaction.atomic():
            enter("乙")
            with pytest.raises(IllegalStep):
                enter("丙", then=refuse)
    assert names() == {"甲", "乙"}


def test_acts_do_not_outlast_each_other():
    with one_act():
        pass
    with transaction.atomic():
        enter("甲")
        with pytest.raises(IllegalStep):
            enter("乙", then=refuse)
    assert names() == {"甲"}


@pytest.mark.parametrize("refusal", [IllegalStep("不可以"), ValidationError({"title": "不可以"})])
def test_a_form_that_is_refused_late_leaves_nothing_and_its_key_is_good(
    client, member, inspection, monkeypatch, refusal
):
    """Saved first, refused then: the form comes back with what was typed, and nothing of it is there."""
    client.force_login(member)

    def submit(paper, *, by):
        raise refusal

    content = PAPER | {"inspection": inspection.pk} | KEY
    with monkeypatch.context() as patched:
        patched.setattr(papers, "submit_if_ready", submit)
        answer = client.post("/papers/add/", content)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "不可以" in page
    assert PAPER["title"] in page
    assert not WorkingPaper.objects.exists()
    assert client.post("/papers/add/", content).status_code == 302
    assert WorkingPaper.objects.count() == 1


def test_a_refused_right_leaves_nothing_either(client, member, inspection, monkeypatch):
    client.force_login(member)
    monkeypatch.setattr(papers, "submit_if_ready", lambda paper, *, by: require(False, "不可以"))
    assert client.post("/papers/add/", PAPER | {"inspection": inspection.pk} | KEY).status_code == 403
    assert not WorkingPaper.objects.exists()

"""What sweeps deleted stands in the trail: how many of what, and when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.models import Cleared, IdempotencyKey
from core.tasks import sweep_api
from core.trail.verification import breaches

pytestmark = pytest.mark.django_db


@pytest.fixture
def old_keys(office):
    long_ago = timezone.now() - timedelta(days=3)
    IdempotencyKey.objects.bulk_create(
        IdempotencyKey(user=office, key=f"k{number}", created_at=long_ago) for number in range(3)
    )


def test_a_sweep_says_how_much_of_what_it_deleted(old_keys, browse, auditor):
    assert sweep_api() == {"key": 3, "token": 0}
    assert list(Cleared.objects.values_list("kind", "amount", "sweep")) == [("key", 3, "sweep_api")]
    page = browse(auditor).get("/trail/?kind=core.cleared").content.decode()
    assert "表单和程序调用的幂等键 × 3" in page
    assert "sweep_api" in page


def test_a_sweep_that_deleted_nothing_says_nothing():
    sweep_api()
    assert not Cleared.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_was_said_of_it_cannot_be_taken_back_unnoticed(old_keys):
    sweep_api()
    assert list(breaches()) == []

"""A child is reached through its own parent alone; hidden and missing rows: tests/guards/walk."""

from core.models import Attachment
from tests.factories import WorkingPaperFactory
from tests.guards.routes import client_of


def test_a_file_of_one_paper_is_not_removed_through_another(cast, world):
    own = WorkingPaperFactory(inspection=world.inspection, written_by=cast["member"])
    address = f"/papers/{own.pk}/evidence/{world.attachment.pk}/remove/"
    assert client_of(cast["leader"]).post(address).status_code == 404
    assert Attachment.objects.filter(pk=world.attachment.pk).exists()

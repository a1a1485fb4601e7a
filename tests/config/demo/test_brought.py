"""The late ledger of the demo and its channels: something to check, a failure to see, and nothing to be sent."""

from types import SimpleNamespace

from config.demo.registers.brought import load_brought
from config.demo.registers.channels import load_channels
from core.models import Channel, Digest
from core.workdays.reckoning import today
from rounds.models import Obligation


def test_its_late_ledger_waits_for_a_check(inspection, office):
    load_brought(SimpleNamespace(office=office), SimpleNamespace(today=today(), rectifying=[inspection]))
    owed = Obligation.objects.filter(node="answer_letter")
    assert (owed.open().count(), owed.unchecked().count(), owed.running().count()) == (4, 3, 1)
    assert owed.checkable_by(office).count() == owed.droppable_by(office).count() == 3


def test_its_channels_lead_nowhere_and_one_has_failed(office):
    load_channels(SimpleNamespace(office=office), today())
    assert set(Channel.objects.values_list("address", flat=True)) == {""}
    assert Digest.objects.unsent().get().channel.kind == Channel.Kind.WECOM
    assert not Digest.objects.open().exists()

"""The register of standing."""

from django.utils.translation import gettext_lazy as _

from core.registers.register import Register, Words, keep
from personnel.evaluation.filters import StandingFilter
from personnel.evaluation.forms import StandingForm
from personnel.evaluation.tables import StandingTable
from personnel.models import Standing
from personnel.permissions import can_keep_people, reads_all_rounds

STANDINGS = keep(
    Register(
        Standing,
        named="personnel:standing",
        listed="personnel:standings",
        words=Words(
            _("Commendations and promotions"),
            _("Record a commendation or promotion"),
            _("Change the entry"),
            _("Nobody is recorded yet."),
            _("Record who was commended, who was recommended and who was promoted."),
        ),
        day="decided_on",
        form=StandingForm,
        table=StandingTable,
        filters=StandingFilter,
        facts=("person", "kind", "decided_on", "decided_by", "document", "note"),
        wide=("document", "note"),
        reads=("person",),
        opens=reads_all_rounds,
        may_enter=can_keep_people,
    )
)

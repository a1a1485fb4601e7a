"""The register of what cooperating bodies send, and its steps: given to a team, settled by it."""

from django.utils.translation import gettext_lazy as _

from core.registers.register import Register, Words, keep
from core.workflow.steps import Asks, Step, Task
from findings.inputs.filters import InputFilter
from findings.inputs.forms import GiveForm, InputForm, SettleForm
from findings.inputs.services import forget_void, give_input, sent_by_own_body, settle_input
from findings.inputs.tables import InputTable
from findings.models import CooperationInput
from findings.permissions import can_enter_inputs, sees_inputs

inputs = CooperationInput.objects


def _waiting(user):
    return inputs.giveable_by(user).waiting()


INPUTS = keep(
    Register(
        CooperationInput,
        named="findings:input",
        listed="findings:inputs",
        words=Words(
            _("From cooperating bodies"),
            _("New information or problem"),
            _("Change the input"),
            _("Nothing was sent yet."),
            _("What audit, petitions, finance, discipline and other bodies tell is entered here, or by themselves."),
        ),
        day="received_on",
        form=InputForm,
        table=InputTable,
        filters=InputFilter,
        facts=("kind", "body", "received_on", "about", "content"),
        wide=("inspection", "content"),
        reads=("body", "inspection__organization", "inspection__team__round"),
        opens=sees_inputs,
        may_enter=can_enter_inputs,
        fills=sent_by_own_body,
        follow=forget_void,
    ),
    Step(
        "give",
        _("Give it to a team"),
        rows=inputs.giveable_by,
        primary=lambda entry: entry.inspection_id is None,
        service=give_input,
        asks=Asks(
            GiveForm,
            consequence=_("The team reads it, and its leader owes what becomes of it."),
            given=lambda row, user: {"user": user},
        ),
        done=_("It is given to the team."),
        task=Task(
            _("Give to a team: %(title)s"),
            _("Go and give"),
            kind=_("Give what came in to teams"),
            listed="findings:inputs",
            about=lambda row: row.body,
            facts=lambda row: {"title": row.title},
            detail=lambda row: str(row.body),
            rows=_waiting,
        ),
    ),
    Step(
        "settle",
        _("Say what became of it"),
        rows=inputs.settleable_by,
        primary=lambda entry: entry.inspection_id is not None,
        service=settle_input,
        asks=Asks(SettleForm, given=lambda row, user: {"given": row, "user": user}),
        done=_("What became of it is recorded."),
        task=Task(
            _("Say what became of: %(title)s"),
            _("Go and say"),
            kind=_("Say what became of what came in"),
            listed="findings:inputs",
            about=lambda row: row.body,
            facts=lambda row: {"title": row.title},
            detail=lambda row: str(row.body),
            rows=inputs.led_by,
        ),
    ),
    reads=("body",),
)

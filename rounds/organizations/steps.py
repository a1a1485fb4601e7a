"""The steps of an organization: a new party secretary, a merger, an abolition."""

from django.utils.translation import gettext_lazy as _

from core.workflow.steps import Asks, Step, register_steps
from rounds.models import Organization
from rounds.organizations import services
from rounds.organizations.forms import EndForm, SecretaryForm

STEPS = register_steps(
    Organization,
    Step(
        "appoint",
        _("New party secretary"),
        rows=Organization.objects.keepable_by,
        offered=Organization.objects.endable_by,
        primary=False,
        service=services.appoint_secretary,
        asks=Asks(
            SecretaryForm,
            consequence=_("The new one takes over what the organization still owes; that is written down."),
            button=_("Record"),
        ),
        done=_("The new party secretary is recorded."),
    ),
    Step(
        "end",
        _("Merge or abolish"),
        rows=Organization.objects.keepable_by,
        offered=Organization.objects.endable_by,
        primary=False,
        service=services.end_organization,
        asks=Asks(
            EndForm,
            consequence=_(
                "It is inspected no more. Its inspections stay; what it still owes goes to the successor, whose "
                "people answer for it from now on."
            ),
            danger=True,
            given=lambda organization, user: {"user": user, "organization": organization},
        ),
        done=_("The end of the organization is recorded."),
    ),
)

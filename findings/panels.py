"""What findings adds to the page of an inspection."""

from django.utils.translation import gettext_lazy as _

from core import panels
from core.access import reach_of
from findings import permissions
from rounds.models import Inspection


def _inspects(user) -> bool:
    reach = reach_of(user)
    return reach.reads_all or bool(reach.inspections)


panels.register(Inspection, _("Working papers"), "findings:papers_of", order=10, visible=_inspects)
panels.register(Inspection, _("Findings"), "findings:findings_of", order=20, visible=_inspects)
panels.register(Inspection, _("Leads"), "findings:leads_of", order=30, visible=permissions.keeps_leads)

"""What findings adds to the page of an inspection."""

from django.utils.translation import gettext_lazy as _

from core.ui import panels
from findings import permissions
from rounds.models import Inspection, Instruction

panels.register(Inspection, _("Working papers"), "findings:papers_of", order=10, visible=permissions.inspects)
panels.register(Inspection, _("Findings"), "findings:findings_of", order=20, visible=permissions.inspects)
panels.register(Inspection, _("Leads"), "findings:leads_of", order=30, visible=permissions.keeps_leads)
panels.register(Inspection, _("From cooperating bodies"), "findings:inputs_of", order=5, visible=permissions.inspects)
panels.register(Instruction, _("Lead"), "findings:lead_of_instruction", visible=permissions.keeps_leads)

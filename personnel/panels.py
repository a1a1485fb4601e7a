"""What the pages of teams, rounds and people show from here."""

from django.utils.translation import gettext_lazy as _

from core.ui import panels
from personnel.models import Person
from personnel.permissions import follows_takeovers, reads_all_rounds
from rounds.models import Organization, Round, Team

panels.register(
    Round, _("Changes of the approved plan"), "personnel:round_plan_changes", order=10, visible=reads_all_rounds
)
panels.register(Team, _("Members of the team"), "personnel:team_postings", order=10)
panels.register(Person, _("Service record"), "personnel:person_record", order=10, visible=reads_all_rounds)
panels.register(Organization, _("Takeovers of duties"), "personnel:takeovers_of", order=60, visible=follows_takeovers)

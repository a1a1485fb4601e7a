"""What the page of a team shows from here."""

from django.utils.translation import gettext_lazy as _

from core.ui import panels
from rounds.models import Team

panels.register(Team, _("Members of the team"), "personnel:team_postings", order=10)

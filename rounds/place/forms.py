"""Forms that name a team."""

from core.registers.forms import EntryForm


class OfTeamForm(EntryForm):
    """An entry about a team, which is chosen by its round and its number: each round has a first team."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        teams = self.fields["team"]
        teams.queryset = teams.queryset.select_related("round")
        teams.label_from_instance = lambda team: f"{team.round} {team}"

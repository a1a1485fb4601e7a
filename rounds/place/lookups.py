"""How a row leads to its inspection, and the lookups that follow from it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Lookups from a row to its round, team and organization; `inspection` is the lookup to its inspection.

    `Place()` is for rows with an inspection of their own, `Place("hand_over__inspection")` for those that have it
    through a hand-over, `Place("")` for inspections themselves.
    """

    inspection: str = "inspection"

    def lookup(self, rest: str) -> str:
        """The lookup from the row to something of its inspection."""
        return f"{self.inspection}__{rest}" if self.inspection else rest

    @property
    def round(self) -> str:
        return self.lookup("team__round")

    @property
    def team(self) -> str:
        return self.lookup("team")

    @property
    def organization(self) -> str:
        return self.lookup("organization")

    @property
    def round_number(self) -> str:
        return self.lookup("team__round__number")

    @property
    def team_number(self) -> str:
        return self.lookup("team__number")

    @property
    def organization_name(self) -> str:
        return self.lookup("organization__name")

    @property
    def organization_name_key(self) -> str:
        """Sorts by pinyin."""
        return self.lookup("organization__name_key")

    @property
    def related(self) -> tuple[str, str]:
        """For `select_related`: what the place is shown from."""
        return self.organization, self.round

    @property
    def names(self) -> tuple[str, str, str]:
        """What a sheet reads, and sorts by: numbers of round and team, name of the organization."""
        return self.round_number, self.team_number, self.organization_name

    @property
    def latest_first(self) -> tuple[str, str]:
        """The order of lists: the latest round first, its teams by number."""
        return f"-{self.round_number}", self.team_number

"""The place as columns of a worksheet; `Place.names` are the lookups that fill them."""

from django.utils.translation import gettext_lazy as _

from core.workbook.spec import WriterColumn
from rounds.place.words import round_in_words, team_in_words


def place_columns(*, width: int = 28) -> list[WriterColumn]:
    """Round, team and organization; `width` is that of the organization's name."""
    return [
        WriterColumn(_("Round")),
        WriterColumn(_("Team")),
        WriterColumn(_("Inspected organization"), width=width),
    ]


def place_cells(round_number: int, team_number: int, organization_name: str) -> tuple[str, str, str]:
    """The cells under these columns."""
    return round_in_words(round_number), team_in_words(team_number), organization_name

"""What a round and a team are called, by their numbers."""

from django.utils.translation import gettext as _

from core.workbook.numerals import spoken_number


def round_in_words(number: int) -> str:
    """For example 第十八轮."""
    return _("Round %(number)s") % {"number": spoken_number(number)}


def team_in_words(number: int) -> str:
    """For example 第三巡察组."""
    return _("Team %(number)s") % {"number": spoken_number(number)}


def place_in_words(round_number: int, team_number: int, *more: object) -> str:
    """A round, one of its teams, and what else tells a record of theirs, for example 第十八轮 第三巡察组 5."""
    return " ".join([round_in_words(round_number), team_in_words(team_number), *map(str, more)])

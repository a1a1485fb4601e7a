"""What a round and a team are called, by their numbers."""

from django.utils.translation import gettext as _

from core.workbook.numerals import spoken_number


def round_in_words(number: int) -> str:
    """For example 第十八轮."""
    return _("Round %(number)s") % {"number": spoken_number(number)}


def team_in_words(number: int) -> str:
    """For example 第三巡察组."""
    return _("Team %(number)s") % {"number": spoken_number(number)}

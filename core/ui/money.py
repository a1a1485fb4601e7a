"""Sums of money as pages write them. Workbooks get the number itself."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _


def grouped_sum(value: Decimal | int) -> str:
    """Two decimals, digits in threes, no unit: for a column whose heading names it."""
    rounded = Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)  # Django would cut the rest off
    return number_format(rounded, decimal_pos=2, force_grouping=True)


def in_ten_thousands(value: Decimal | int) -> str:
    """A sum of yuan in ten thousands, with no more decimals than it has and at most two; no unit."""
    shown = (Decimal(value) / 10_000).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    decimals = max(0, -int(shown.as_tuple().exponent))
    return number_format(shown, decimal_pos=decimals, force_grouping=True)


def yuan(value: Decimal | int) -> str:
    """The same with its unit, for a sum that stands alone."""
    return _("%(sum)s yuan") % {"sum": grouped_sum(value)}

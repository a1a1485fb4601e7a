"""Rates: how much of one registered figure another one is, as of a day."""

from dataclasses import dataclass
from typing import Any

from core.reports.registry import Registry


@dataclass(frozen=True)
class Rate:
    """The share of the figure `part` in the figure `whole` (their keys), shown under the heading `group`.

        rates.register(Rate("items_completion", _("Completion rate"), "items_closed_out", "items_fed_back", group))

    Both are counted as of one day, so the rate of any day comes out again.
    """

    key: str
    label: Any
    part: str
    whole: str
    group: Any = ""

    def of(self, numbers: dict[str, int]) -> float | None:
        """The ratio, from the numbers of all figures; None where there is nothing to be a part of."""
        whole = numbers[self.whole]
        return numbers[self.part] / whole if whole else None


rates: Registry[Rate] = Registry("rate")

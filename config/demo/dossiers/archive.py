"""What every dossier of the demo is written with: the pen, the cast, the batch, and how far the numbers have come."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from config.demo import phrases
from config.demo.batch import Batch
from config.demo.cast import Cast
from config.demo.writing import Writer
from findings.models import Category, CategoryScheme
from rounds.deadlines.rules import Reckoning


@dataclass
class Archive:
    """Everything needed to write one dossier after another."""

    writer: Writer
    cast: Cast
    batch: Batch
    schemes: list[tuple[date, list[Category]]]
    outcomes: list = field(default_factory=list)
    to_return: list = field(default_factory=list)
    to_feed_back: list = field(default_factory=list)
    papers_of: Counter = field(default_factory=Counter)
    findings_of: Counter = field(default_factory=Counter)
    leads_of: Counter = field(default_factory=Counter)
    reckoning: Reckoning = field(default_factory=Reckoning)

    def categories_on(self, day: date) -> list[Category]:
        """The categories of the scheme in force on that day that there are sentences for."""
        return max((s for s in self.schemes if s[0] <= day), key=lambda scheme: scheme[0])[1]


def known_schemes() -> list[tuple[date, list[Category]]]:
    """Each scheme with its first day and the categories that there are sentences for."""
    return [
        (scheme.effective_from, [category for category in scheme.categories.all() if category.title in phrases.TOPICS])
        for scheme in CategoryScheme.objects.prefetch_related("categories")
    ]

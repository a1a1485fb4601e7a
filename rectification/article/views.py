"""The page of the 26445: sentences with live numbers, each leading to what it counts, as of a day one picks."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.reports.figures import figures, numbers_of
from core.reports.period import month_of
from core.reports.views import BoardForm
from core.ui.money import in_ten_thousands
from core.ui.views.base import PlainPage
from core.workdays.reckoning import today
from rectification.article.sentences import IN_TEN_THOUSANDS, PARTS
from rectification.permissions import reads_article

PLACE = re.compile(r"%\((\w+)\)s")


in_ones = partial(number_format, force_grouping=True)


@dataclass(frozen=True)
class Number:
    """A number in a sentence: where it leads, what it is, and by how much it differs from last month's end.

    `said` tells it in the unit of its sentence.
    """

    value: int
    change: int
    url: str
    label: str
    said: Callable[[int], str] = in_ones

    @property
    def words(self) -> str:
        return self.said(self.value)

    @property
    def change_in_words(self) -> str:
        return f"+{self.said(self.change)}" if self.change > 0 else self.said(self.change)


@dataclass(frozen=True)
class Told:
    """A point with its sentence, as words and numbers in turn."""

    title: str
    pieces: list[str | Number]


class Article(PlainPage):
    """The office's work in its own order, for the leading group and the office."""

    title = _("26445 at work")
    template_name = "rectification/article.html"

    def may_open(self, user):
        return reads_article(user)

    @cached_property
    def day_form(self):
        """The day that was asked for."""
        return BoardForm(self.request.GET or None, initial={"as_of": today()})

    @cached_property
    def as_of(self) -> date:
        """Today unless a sensible other day was asked for."""
        asked = self.day_form.is_bound and self.day_form.is_valid() and self.day_form.cleaned_data["as_of"]
        return asked or today()

    @cached_property
    def numbers(self) -> dict[str, Number]:
        """Every number of the page, by the key of its figure."""
        keys = [key for part in PARTS for point in part.points for key in PLACE.findall(str(point.sentence))]
        days = self.as_of, month_of(self.as_of).previous.end
        found = numbers_of([(figures[key], day, None) for day in days for key in keys], self.request.user)
        now, before = found[: len(keys)], found[len(keys) :]
        return {key: self._number(key, *both) for key, *both in zip(keys, now, before, strict=True)}

    def _number(self, key: str, now: int, before: int) -> Number:
        figure = figures[key]
        url = figure.link(self.as_of) if figure.link else ""
        said = in_ten_thousands if key in IN_TEN_THOUSANDS else in_ones
        return Number(now, now - before, url, str(figure.label), said)

    def parts(self):
        """The five parts, each with its points told."""
        return [
            (str(part.title), [Told(str(point.title), self._pieces(str(point.sentence))) for point in part.points])
            for part in PARTS
        ]

    def _pieces(self, sentence: str) -> list[str | Number]:
        pieces: list[str | Number] = []
        for at, piece in enumerate(PLACE.split(sentence)):
            pieces.append(self.numbers[piece] if at % 2 else piece)
        return pieces

    def get_context_data(self, **kwargs):
        return super().get_context_data(parts=self.parts(), day_form=self.day_form, as_of=self.as_of, **kwargs)

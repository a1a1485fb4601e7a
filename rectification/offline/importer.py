"""Takes over what was filled in through the services of the pages: the same rules, rights and trail."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core.access.reach import Refused
from core.ledgers.comparing import in_words
from core.ledgers.importer import Creation, Importer
from core.workbook.read_rows import Difference, Row
from rectification.items.services import mark_measure_done, report_progress
from rectification.models import Item, Measure
from rectification.offline.keys import OF_ITEM, Key, day_of, read_key, version_of
from rectification.offline.schema import OF_ITEM as FOR_ITEMS
from rectification.offline.schema import OF_MEASURE as FOR_MEASURES
from rectification.sides import require_not_of_office


@dataclass(frozen=True)
class Report:
    """What a row makes to be reported of an item."""

    item: Item
    completion: str
    text: str


@dataclass(frozen=True)
class Done:
    """That a row tells the day of a measure."""

    measure: Measure
    on: date


class OfflineImporter(Importer):
    """Reports progress and marks measures done, of what the user's organization rectifies."""

    def check(self) -> None:
        """Refuse what is not theirs, changed meanwhile, or nothing the page would take."""
        self.changes: list[Report | Done] = []
        self._refusals: dict[int, str] = {}
        keys = {id(row): read_key(row["key"] or "") for row in self.good}
        self._read([key for key in keys.values() if key])
        for row in self.good:
            self._check_row(row, keys[id(row)])

    def creations(self) -> list[Creation]:
        """How many reports and days would be written."""
        reports = [each.item for each in self.changes if isinstance(each, Report)]
        done = [each.measure for each in self.changes if isinstance(each, Done)]
        return [Creation.of(_("Progress reports"), reports), Creation.of(_("Measures carried out"), done)]

    def save(self) -> None:
        """By the services, in the transaction of the import: what one of them refuses undoes all."""
        for each in self.changes:
            if isinstance(each, Done):
                mark_measure_done(each.measure, by=self.by, on=each.on)  # type: ignore[arg-type]
        for each in self.changes:
            if isinstance(each, Report):
                item = Item.objects.reportable_by(self.by).get(pk=each.item.pk)
                report_progress(item, text=each.text, completion=each.completion, by=self.by)  # type: ignore[arg-type]

    def _read(self, keys: list[Key]) -> None:
        """The rows that the keys name and this user reports on; those of others are not found."""
        place = "hand_over__inspection__organization"
        theirs = Item.objects.reportable_by(self.by)
        items = theirs.filter(pk__in=[key.pk for key in keys if key.kind == OF_ITEM])
        measures = Measure.objects.filter(
            item__in=theirs.order_by().values("pk"), pk__in=[key.pk for key in keys if key.kind != OF_ITEM]
        )
        self.items = {item.pk: item for item in items.select_related(place)}
        self.measures = {each.pk: each for each in measures.select_related(f"item__{place}")}

    def _check_row(self, row: Row, key: Key | None) -> None:
        found = key and (self.items if key.kind == OF_ITEM else self.measures).get(key.pk)
        if key is None or found is None:
            row.refuse(_("this row is unknown here, or its key was changed; download the workbook anew"), "key")
        elif not self.is_repeated(row, "key", (key.kind, key.pk)):
            if isinstance(found, Item):
                self._check_item(row, key, found)
            if isinstance(found, Measure):
                self._check_measure(row, key, found)

    def _check_item(self, row: Row, key: Key, item: Item) -> None:
        self._refuse_filled(row, FOR_MEASURES, _("only a measure has such a day"))
        completion, text = row["completion"] or item.completion, (row["progress"] or "").strip()
        differences = list(_differences(row, item, completion, text))
        if row.errors or not differences:
            row.is_there(_("unchanged"))
            return
        if key.seen != version_of(item):
            words = _("meanwhile the item was changed: it is “%(completion)s” and “%(status)s” now; download anew") % {
                "completion": item.get_completion_display(),
                "status": item.get_status_display(),
            }
            row.refuse(words, "completion" if completion != item.completion else "progress")
        elif not text:
            row.refuse(_("say what was done: the completion is reported with it"), "progress")
        elif self._is_open(row, item, "progress"):
            row.is_there(_("is reported on"), differences, update=True)
            self.changes.append(Report(item, completion, text))

    def _check_measure(self, row: Row, key: Key, measure: Measure) -> None:
        self._refuse_filled(row, FOR_ITEMS, _("only an item is reported on; write it in the row of the item"))
        on, recorded = row["done_on"], measure.done_on
        if row.errors or on is None or on == recorded:
            row.is_there(_("unchanged"))
        elif recorded or key.seen != day_of(recorded):
            words = _("is recorded as carried out on %(day)s, which stays")
            row.refuse(words % {"day": in_words(recorded) or "—"}, "done_on")
        elif on > self.today:
            row.refuse(_("this day is still to come"), "done_on")
        elif self._is_open(row, measure.item, "done_on"):
            since = measure.item.hand_over.inspection.entered_on
            if since and on < since:
                row.refuse(_("is before %(day)s, when the team entered") % {"day": since.isoformat()}, "done_on")
                return
            place = row.sheet.by_name["done_on"]
            row.is_there(_("is carried out"), [Difference(place.title, "", in_words(on))], update=True)
            self.changes.append(Done(measure, on))

    def _is_open(self, row: Row, item: Item, column: str) -> bool:
        """Whether this user may report on the item now; else the row is refused with the reason."""
        why = self._why_not_theirs(item)
        if not why and item.status not in Item.UNDER_WAY:
            why = _("the item is “%(status)s”; nothing is reported on it now") % {"status": item.get_status_display()}
        if why:
            row.refuse(why, column)
        return not why

    def _why_not_theirs(self, item: Item) -> str:
        """Why somebody who acted for the office in this hand-over does not report; asked once of each."""
        if item.hand_over_id not in self._refusals:
            try:
                require_not_of_office(self.by, item.hand_over)
                self._refusals[item.hand_over_id] = ""
            except Refused as refusal:
                self._refusals[item.hand_over_id] = str(refusal)
        return self._refusals[item.hand_over_id]

    @staticmethod
    def _refuse_filled(row: Row, columns: tuple[str, ...], words: str) -> None:
        for name in columns:
            if row.values.get(name):
                row.refuse(words, name)


def _differences(row: Row, item: Item, completion: Any, text: str) -> Iterator[Difference]:
    by_name = row.sheet.by_name
    if completion != item.completion:
        old, new = item.get_completion_display(), Item.Completion(completion).label
        yield Difference(by_name["completion"].title, str(old), str(new))
    if text:
        yield Difference(by_name["progress"].title, "", in_words(text))

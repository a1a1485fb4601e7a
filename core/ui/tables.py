"""Tables and columns, declared once by each app and used by its page, its fragment and its workbook."""

import copy
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache

import django_tables2
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_tables2.data import TableQuerysetData

from core.ui.cell_plan import CellPlan, escaped
from core.ui.lights import Light, light
from core.ui.money import grouped_sum
from core.ui.stable_order import StableData
from core.workbook.spec import TEN_THOUSAND_YUAN
from core.workdays.reckoning import today
from core.workdays.unrecorded import words_for_missing

EMPTY = "—"
TICK = '<input class="form-check-input" type="checkbox" name="pk" value="{}" data-tick aria-label="{}">'
CHUNK = 1000
UNNAMED = {"tick", "buttons"}  # columns that are there for doing, not for reading


def day(value) -> str:
    """A date as tables write it: 2026-11-23; a time adds hour and minute."""
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
        return value.strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)


class Column(django_tables2.Column):
    """A cell of short text. `kind` names the CSS class of the column and its form in the workbook."""

    kind = "text"

    def __init__(self, *args, hidden=False, unit="", since="", **kwargs):
        """`hidden` columns are offered by the chooser but not shown at first; `unit` stands in the heading.

        `since` names the day from which a row tells this, for the reports of earlier days.
        """
        super().__init__(*args, **kwargs)
        self.hidden = hidden
        self.unit = unit
        self.since = since

    def __deepcopy__(self, memo):
        """A table's own copy: whether it is visible is the table's, what was declared is everybody's."""
        return copy.copy(self)

    def value(self, **kwargs):
        """What the workbook gets: the value itself, never its dress."""
        return export_value(kwargs["value"])


def export_value(value):
    """A plain value for a workbook cell: text, number or date."""
    if isinstance(value, str | int | float | date) or value is None:
        return value
    if isinstance(value, Promise):
        return str(value)
    return value if hasattr(value, "as_tuple") else str(value)


class ShortColumn(Column):
    """A few characters that belong on one line."""

    kind = "short"


class NameColumn(Column):
    """A name on one line; what does not fit is cut, and whole on hover, in the record and in the workbook."""

    kind = "name"


class NumberColumn(Column):
    """A count, right-aligned."""

    kind = "number"

    def render(self, value):
        return number_format(value, force_grouping=True)


class MoneyColumn(Column):
    """A sum kept in yuan, shown in ten thousands with two decimals unless another unit is given."""

    kind = "money"

    def __init__(self, *args, unit=TEN_THOUSAND_YUAN, **kwargs):
        super().__init__(*args, unit=unit, **kwargs)

    def render(self, value):
        shown = value / 10_000 if self.unit == TEN_THOUSAND_YUAN else value
        return grouped_sum(shown)


class DateColumn(Column):
    """A day; where a ledger did not tell it and nobody recorded it, the words for that, in the workbook too.

    `ahead` marks a day by which something is planned or owed: it was known before it came.
    """

    kind = "date"

    def __init__(self, *args, ahead=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.ahead = ahead

    def render(self, value):
        return day(value)

    def missing(self, owner, path):
        """What stands in an empty cell."""
        return words_for_missing(owner, path[-1]) if path else ""


class MomentColumn(DateColumn):
    """A day with its hour and minute."""

    kind = "moment"


class TextColumn(Column):
    """Long text, cut after two lines; the whole of it on hover, in the record and in the workbook.

    `whole` shows all of it, with its lines.
    """

    kind = "long"

    def __init__(self, *args, whole=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.whole = whole

    def render(self, value):
        return linebreaksbr(value) if self.whole else value


class LinkColumn(Column):
    """The first column: opens the record by its `get_absolute_url()`, or by `linkify=`."""

    kind = "link"

    def __init__(self, *args, linkify=True, **kwargs):
        super().__init__(*args, linkify=linkify, **kwargs)
        if linkify is True:
            self.link.url = record_url


def record_url(record):
    """The page of the row itself."""
    return record.get_absolute_url()


class StatusColumn(Column):
    """A status in words on a tinted ground. Tones come from the model's `TONES = {status: tone}`."""

    kind = "status"

    def render(self, value, raw, owner):
        return badge(str(value), getattr(owner, "TONES", {}).get(raw, "neutral"))


@lru_cache(maxsize=256)
def badge(label, tone) -> str:
    """The markup of a badge; a table has few different ones."""
    return render_to_string("components/badge.html", {"label": label, "tone": tone})


class LightColumn(Column):
    """The light of a deadline, the row's `day`.

    `done` names what is true once nothing is left to do, and `instead` the words of a row that nobody has to do and
    that is not done either: it waits for a decision, or is owed no more. A void row has no deadline.
    """

    kind = "light"
    empty_values = ()

    def __init__(self, *args, done="", instead="", day="due_on", **kwargs):
        super().__init__(*args, **kwargs)
        self.done = done
        self.instead = instead
        self.day = day

    def _light(self, value, record):
        if value is None and (words := words_for_missing(record, self.day)):
            return Light("none", str(words))
        if getattr(record, "is_void", False):
            return Light("none", gettext("Void"))
        if words := self._told(self.instead, record):
            return Light("none", str(words))
        return light(value, today(), done=bool(self._told(self.done, record)))

    def _told(self, name, record):
        return django_tables2.A(name).resolve(record, quiet=True) if name else None

    def render(self, value, record):
        return light_html(self._light(value, record), value)

    def value(self, **kwargs):
        return self._light(kwargs["value"], kwargs["record"]).words


@lru_cache(maxsize=1024)
def light_html(shown, due_on) -> str:
    """The markup of a light; rows of one deadline share it."""
    return render_to_string("components/light.html", {"light": shown, "due_on": due_on})


class TickColumn(Column):
    """A box to tick for steps on many rows at once."""

    kind = "tick"

    def __init__(self):
        super().__init__(accessor="pk", orderable=False, exclude_from_export=True, verbose_name="")

    def render(self, value, record):
        words = gettext("Tick “%(label)s”") % {"label": record}
        return format_html(TICK, value, words)


class ButtonsColumn(Column):
    """The few steps of a row, from a template of the app that is given `record`."""

    kind = "buttons"
    empty_values = ()

    def __init__(self, template_name, **kwargs):
        kwargs = {
            "orderable": False,
            "exclude_from_export": True,
            "verbose_name": _("Actions"),
            "accessor": "pk",
        } | kwargs
        super().__init__(**kwargs)
        self.template_name = template_name

    def render(self, record, table):
        return render_to_string(self.template_name, {"record": record}, request=getattr(table, "request", None))


class Table(django_tables2.Table):
    """Parent of every table: our template, our empty cell, stable order, columns that the reader chooses."""

    def __init__(self, data=None, *args, **kwargs):
        if TableQuerysetData.validate(data) and hasattr(data, "query"):
            data = StableData(data)
        kwargs = {
            "template_name": "components/table.html",
            "default": EMPTY,
            "order_by_field": "sort",
        } | kwargs
        super().__init__(data, *args, **kwargs)

    @property
    def choosable(self):
        """The columns that the chooser offers: all with a heading."""
        return [column for column in self.columns.iterall() if column.column.kind not in UNNAMED]

    def choose(self, names):
        """Show exactly these columns; without names, all but those declared hidden."""
        known = {column.name for column in self.choosable} & set(names)
        for column in self.choosable:
            hidden = getattr(column.column, "hidden", False)
            column.column.visible = column.name in known if known else not hidden

    @property
    def shown(self):
        """Names of the columns now shown."""
        return [column.name for column in self.choosable if column.visible]

    def export_columns(self):
        """The visible columns that go into a workbook."""
        return [column for column in self.columns if not column.column.exclude_from_export]

    def export_rows(self):
        """The rows as plain values, streamed: memory does not grow with the table."""
        plans = [CellPlan(column, self) for column in self.export_columns()]
        for record in self.exported_records():
            yield [plan.plain(record) for plan in plans]

    def exported_records(self) -> Iterator:
        """All rows of the table, read some at a time."""
        records = self.data.data
        return records.iterator(chunk_size=CHUNK) if hasattr(records, "iterator") else iter(records)

    def written_rows(self):
        """The markup of each row of the page. Of `Meta.row_attrs` it has the class, which the record tells."""
        plans = [CellPlan(column, self) for column in self.columns]
        class_of = self.row_attrs.get("class")
        for row in self.paginated_rows:
            marked = escaped(class_of(row.record)) if class_of else ""
            opening = f'<tr class="{marked}">' if marked else "<tr>"
            cells = "".join(plan.cell(row.record) for plan in plans)  # each is escaped there
            yield SafeString(f"{opening}{cells}</tr>")


class EmbeddedTable(Table):
    """A few rows in a section of another record's page: read at once, kept in the order given, never sorted.

    The columns name themselves; `Meta.model` tells the words of choices.
    """

    def __init__(self, rows, **kwargs):
        super().__init__(list(rows), orderable=False, **kwargs)


__all__ = [
    "ButtonsColumn",
    "Column",
    "DateColumn",
    "EmbeddedTable",
    "LightColumn",
    "LinkColumn",
    "MomentColumn",
    "MoneyColumn",
    "NameColumn",
    "NumberColumn",
    "ShortColumn",
    "StatusColumn",
    "Table",
    "TextColumn",
    "TickColumn",
    "badge",
    "day",
    "record_url",
]

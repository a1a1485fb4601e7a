"""How the cells of a table are read and dressed, quickly.

django-tables2 works out anew for every cell which field stands behind it, what its choices are called and which
arguments a `render_…` method wants. Here that is done once a column; a row then costs little more than its values.
Their markup is written here and not by a template, which would take longer for it than for all else of a page.
"""

import inspect
from functools import lru_cache
from html import escape

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.forms.utils import flatatt
from django.utils.formats import localize
from django.utils.timezone import template_localtime
from django_tables2 import A

NOTHING = object()
SHORT = 40  # letters of a long text that are never cut


class CellPlan:
    """One column of one table: how to read its value, to show it and to hand it to a workbook."""

    def __init__(self, bound_column, table):
        self.column = bound_column.column
        kind = getattr(self.column, "kind", "text")
        label = str(self.column.verbose_name if self.column.verbose_name == "" else bound_column.header)
        if label and (unit := getattr(self.column, "unit", "")):
            label = f"{label}（{unit}）"  # as in the heading, which a phone does not show
        self.attributes = flatatt({"class": f"cell-{kind}"} | ({"data-label": label} if label else {}))
        self.is_long = kind == "long" and not getattr(self.column, "whole", False)
        self.default = bound_column.default
        self.missing = getattr(self.column, "missing", None)
        self.path = bound_column.accessor.bits
        self.labels = choice_labels(bound_column.accessor, table.data.model or table._meta.model)
        self.fixed = {"column": self.column, "bound_column": bound_column, "table": table, "bound_row": None}
        self.show = Call(bound_column.render)
        self.export = Call(bound_column.value)
        self.link = bound_column.link
        self.address = Call(self.link.url) if self.link and callable(self.link.url) else None

    def read(self, record):
        """The object on which the last step of the accessor was read, the raw value, and the value in words."""
        owner, raw = record, record
        for bit in self.path:
            owner, raw = raw, step(raw, bit)
            if raw is None or raw is NOTHING:
                return owner, None, None
        return owner, raw, self.labels.get(raw, raw) if self.labels else raw

    def facts(self, record):
        """Everything a `render_…` method may ask for."""
        owner, raw, value = self.read(record)
        return {"record": record, "owner": owner, "raw": raw, "value": value, **self.fixed}

    def cell(self, record) -> str:
        """The markup of the cell: its content, which leads where the column says, and is cut where it is long."""
        facts = self.facts(record)
        if is_empty(facts["value"], self.column.empty_values):
            content, url = self.words_for_nothing(facts) or self.default, ""
        else:
            content, url = self.show(facts), self.url(facts)
        shown = escaped(content)
        if self.is_long:
            whole = f' title="{shown}"' if len(str(content)) > SHORT else ""
            shown = f'<span class="clamp"{whole}>{shown}</span>'
        if url:
            shown = f'<a href="{escaped(url)}">{shown}</a>'
        return f"<td{self.attributes}>{shown}</td>"

    def url(self, facts) -> str:
        """Where the cell leads."""
        if self.link is None:
            return ""
        if self.address is not None:
            return self.address(facts) or ""
        return self.link.compose_url(**facts) or ""

    def plain(self, record):
        """What a workbook gets."""
        facts = self.facts(record)
        if is_empty(facts["value"], self.column.empty_values):
            return self.words_for_nothing(facts) or None
        return self.export(facts)

    def words_for_nothing(self, facts):
        """What an empty cell of this column says, or ""."""
        return str(self.missing(facts["owner"], self.path)) if self.missing else ""


def escaped(content) -> str:
    """As a template writes it: localized, and text as text. Django takes five calls for it, a page has thousands."""
    if not isinstance(content, str):
        content = localize(template_localtime(content))
    return content.__html__() if hasattr(content, "__html__") else escape(str(content))


class Call:
    """A function with the names of what it wants, looked up once."""

    def __init__(self, function):
        self.function = function
        self.names = wanted(function.__func__, 1) if inspect.ismethod(function) else wanted(function)

    def __call__(self, facts):
        if self.names is None:
            return self.function(**facts)
        return self.function(**{name: facts[name] for name in self.names})


@lru_cache(maxsize=1024)
def wanted(function, given=0):
    """The names a function takes after those it is `given`, or None if it takes any."""
    parameters = inspect.signature(function).parameters.values()
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
        return None
    return tuple(parameter.name for parameter in parameters)[given:]


def step(value, bit):
    """One step along an accessor: an attribute, a key, or a method without side effects."""
    try:
        value = value[bit] if isinstance(value, dict) else getattr(value, bit)
    except (AttributeError, KeyError, ObjectDoesNotExist):
        return NOTHING
    if callable(value) and not getattr(value, "alters_data", False):
        return value()
    return value


def is_empty(value, empty_values) -> bool:
    """Whether a value counts as nothing in its column."""
    return value in empty_values if empty_values else False


def choice_labels(accessor, model) -> dict:
    """The words of the choices of the field behind an accessor; none if it has no choices."""
    if model is None:
        return {}
    try:
        field = A(accessor).get_field(model)
    except FieldDoesNotExist:
        return {}
    return {key: str(label) for key, label in getattr(field, "flatchoices", None) or ()}

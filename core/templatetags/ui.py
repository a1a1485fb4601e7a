"""Components as template tags. Each is one template under templates/components/; here is only what it is given."""

from decimal import Decimal
from functools import lru_cache
from itertools import count

from django import template
from django.forms.formsets import DELETION_FIELD_NAME
from django.template.loader import render_to_string
from django.utils.formats import date_format, number_format

from core.ui.icons import shapes
from core.ui.lights import light as light_of
from core.ui.money import yuan
from core.ui.tables import badge as badge_html
from core.ui.tables import day as table_day
from core.ui.tables import light_html
from core.workdays.reckoning import today
from core.workflow import as_shown, once

register = template.Library()

DJANGO_ROWS = "10"  # what every Textarea carries unless a form says otherwise
CONTROLS = {
    "checkbox": "form-check-input",
    "radio": "form-check-input",
    "select": "form-select",
    "hidden": "",
    "file": "form-control",
}


@register.simple_tag
def icon(name, label="", size=18):
    """An icon; with a label it speaks, without one it is decoration."""
    return icon_html(name, str(label), size)


@lru_cache(maxsize=512)
def icon_html(name, label, size) -> str:
    """The markup of an icon; a page has dozens, the whole site few different ones."""
    return render_to_string(
        "components/icon.html", {"shapes": shapes(name), "name": name, "label": label, "size": size}
    )


@register.simple_tag
def badge(label, tone="neutral"):
    """A word on a tinted ground. Tones: neutral info success warning danger done."""
    return badge_html(str(label), tone)


@register.simple_tag
def status(record, name="status"):
    """The status of a row in words; its tone comes from the model's `TONES`."""
    tones = getattr(record, "TONES", {})
    words = getattr(record, f"get_{name}_display")()
    return badge_html(words, tones.get(getattr(record, name), "neutral"))


@register.simple_tag
def light(due_on, done=False):
    """The light of a deadline with words and days."""
    return light_html(light_of(due_on, today(), done=done), due_on)


@register.inclusion_tag("components/deadline_card.html")
def deadline_card(deadline):
    """A card with `what`, `due_on`, `done` and, if there is one, a `note`."""
    shown = light_of(deadline["due_on"], today(), done=deadline.get("done", False))
    return {"deadline": deadline, "light": shown}


@register.inclusion_tag("components/facts.html")
def facts(facts):
    """Labels and values in two columns."""
    return {"facts": facts}


@register.inclusion_tag("components/stepbar.html")
def stepbar(stages):
    """Where a thing stands on its way."""
    return {"stages": stages}


@register.inclusion_tag("components/wizard.html")
def wizard(labels, current):
    """The steps of an import or a long form: `labels` separated by commas, `current` counted from 1."""
    names = [name.strip() for name in labels.split(",")] if isinstance(labels, str) else labels
    steps = [(number, name, state_of(number, int(current))) for number, name in enumerate(names, start=1)]
    return {"steps": steps}


def state_of(number, current) -> str:
    """Whether a step lies behind, is the present one, or lies ahead."""
    if number == current:
        return "current"
    return "done" if number < current else "todo"


@register.inclusion_tag("components/timeline.html")
def timeline(events):
    """Who did what when, with the opinion."""
    return {"events": events}


@register.inclusion_tag("components/next_steps.html", takes_context=True)
def next_steps(context, steps):
    """Buttons of the legal steps; those not open yet say why."""
    given = {name: context.get(name) for name in ("csrf_token", "request")}
    return {"steps": steps, "as_shown": as_shown.mark_of(context.get("record")), **given}


@register.inclusion_tag("components/one_time_key.html", takes_context=True)
def one_time_key(context):
    """What lets a form act once, however often it is sent; beside `csrf_token` in every form that posts."""
    return {"name": once.FIELD, "key": once.key_for(context["request"])}


@register.inclusion_tag("components/empty.html")
def empty_state(text, hint="", picture="inbox-off", url="", label=""):
    """Nothing to show, and what to do next."""
    return {"text": text, "hint": hint, "picture": picture, "url": url, "label": label}


@register.inclusion_tag("components/tiles.html")
def tiles(tiles):
    """Numbers with their units; each opens the list it counts."""
    return {"tiles": tiles}


@register.inclusion_tag("components/chart.html")
def chart(chart):
    """A chart with its finding as title and its table twin."""
    return {"chart": chart}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context, page, sizes=()):
    """Pages, and how many rows on each."""
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "pages": pages, "sizes": sizes, "request": context["request"]}


@register.inclusion_tag("components/field.html", takes_context=True)
def field(context, bound_field, label=True, example=""):
    """A field with label, hint, counter and errors. `label=False` keeps the label for screen readers only."""
    examples = getattr(bound_field.form, "EXAMPLES", {})
    return {
        "field": bound_field,
        "control": control(bound_field),
        "kind": kind(bound_field),
        "show_label": label,
        "example": example or examples.get(bound_field.name, ""),
        "wide": bound_field.name in getattr(bound_field.form, "WIDE", ()) or kind(bound_field) == "textarea",
        "limit": getattr(bound_field.field, "max_length", None) if kind(bound_field) == "textarea" else None,
        "request": context.get("request"),
    }


def kind(bound_field) -> str:
    """What sort of control a field has."""
    return bound_field.widget_type.removeprefix("lazy").removeprefix("native")


@register.simple_tag
def control(bound_field):
    """The control of a field, dressed in the classes of our forms and tied to its hint and errors."""
    widget = bound_field.field.widget
    name = getattr(widget, "input_type", "") or ""
    css = [widget.attrs.get("class", ""), CONTROLS.get(name, "form-control")]
    attrs = {}
    if bound_field.errors:
        css.append("is-invalid")
        attrs["aria-invalid"] = "true"
    described = described_by(bound_field)
    if described:
        attrs["aria-describedby"] = described
    if bound_field.field.required:
        attrs["aria-required"] = "true"
    if kind(bound_field) == "textarea":
        attrs["rows"] = widget.attrs["rows"] if widget.attrs.get("rows", DJANGO_ROWS) != DJANGO_ROWS else 4
    if hasattr(widget, "widgets") or not getattr(widget, "use_fieldset", False):
        attrs["class"] = " ".join(filter(None, css))
    return bound_field.as_widget(attrs=attrs)


def described_by(bound_field) -> str:
    """The ids of what explains a field."""
    ids = []
    if bound_field.help_text:
        ids.append(f"{bound_field.auto_id}_hint")
    if bound_field.errors:
        ids.append(f"{bound_field.auto_id}_error")
    return " ".join(ids)


@register.filter
def anchor(bound_field):
    """The id an error leads to: the control's, or that of the box around several, which have no first among them."""
    return bound_field.id_for_label or f"{bound_field.auto_id}_group"


@register.inclusion_tag("components/form_errors.html")
def form_errors(form, formsets=None):
    """All errors at the top, each leading to its field; a row that was removed has nothing to mend."""
    tables = list((formsets or {}).values())
    found = sum(len(errors) for errors in form.errors.values())
    found += sum(table.total_error_count() for table in tables if table.is_bound)
    living = [(table, [(number, row) for number, row in numbered_rows(table) if number]) for table in tables]
    return {"form": form, "formsets": living, "count": found}


@register.inclusion_tag("components/formset_table.html")
def formset_table(formset, heading="", hint=""):
    """An editable table: rows are added, removed and pasted from Excel; without scripts it has spare rows."""
    return {"formset": formset, "rows": numbered_rows(formset), "heading": heading, "hint": hint}


def numbered_rows(formset) -> list:
    """The rows with their numbers as people count them: one that was removed has none."""
    numbers = count(1)
    return [("" if is_removed(row) else next(numbers), row) for row in formset]


def is_removed(row) -> bool:
    """Whether the row of an editable table was struck out, though not yet saved without."""
    return DELETION_FIELD_NAME in row.fields and bool(row[DELETION_FIELD_NAME].value())


@register.inclusion_tag("components/upload_warning.html")
def upload_warning():
    """What must never be uploaded."""
    return {}


@register.inclusion_tag("components/sort_link.html", takes_context=True)
def sort_link(context, column):
    """The heading of a column that sorts by it."""
    return {"column": column, "request": context["request"]}


@register.simple_tag(takes_context=True)
def address_without(context, *names):
    """The present address with some parameters taken off; the page number always goes too.

    Without any left it is that of the whole list, which says so where a saved view would be shown instead.
    """
    params = context["request"].GET.copy()
    for name in (*flat(names), "page"):
        params.pop(name, None)
    return f"?{params.urlencode()}" if params else context.get("everything", context["request"].path)


def flat(names):
    """Names given one by one or as tuples."""
    for name in names:
        if isinstance(name, str):
            yield name
        else:
            yield from name


@register.simple_tag(takes_context=True)
def kept_parameters(context, *left_out):
    """Parameters of the address to carry along in a form, as (name, value)."""
    params = context["request"].GET
    return [(name, value) for name in params for value in params.getlist(name) if name not in left_out]


@register.filter
def day(value):
    """A date as tables write it: 2026-11-23."""
    return "" if value in (None, "") else table_day(value)


@register.filter
def long_day(value):
    """A date as text writes it: 2026年11月23日."""
    return "" if value in (None, "") else date_format(value, "DATE_FORMAT")


@register.filter
def money(value):
    """A sum with two decimals, grouped digits and its unit."""
    return "" if value in (None, "") else yuan(value)


@register.filter
def grouped(value):
    """A count with grouped digits."""
    return "" if value in (None, "") else number_format(value, force_grouping=True)


@register.filter
def as_read(value):
    """A cell of somebody's ledger: a day in digits, anything else ungrouped, since a telephone is a number there."""
    return table_day(value) if hasattr(value, "strftime") else "" if value is None else str(value)


@register.filter
def shown(value):
    """A value as a cell shows it: dates as digits, numbers grouped, anything else as it says itself."""
    if hasattr(value, "strftime"):
        return table_day(value)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return value
    return number_format(value, force_grouping=True)

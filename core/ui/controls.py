"""The controls of forms in HTML, written quickly.

A page of filters has dozens of controls with hundreds of options. Django's templates for them take several times as
long as this, which writes the same.
"""

from collections.abc import Callable
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

from core.ui.cell_plan import escaped


class ControlRenderer(TemplatesSetting):
    """Writes selects, boxes and lines of text itself; for all else there are templates, ours before Django's."""

    def render(self, template_name: str, context: dict, request: Any = None) -> str:
        write = WRITTEN.get(template_name)
        return SafeString(write(context["widget"])) if write else super().render(template_name, context, request)


def written_input(widget: dict) -> str:
    """A control of one line."""
    value = "" if widget["value"] is None else f' value="{worded(widget["value"])}"'
    return f'<input type="{widget["type"]}" name="{worded(widget["name"])}"{value}{attributes(widget["attrs"])}>'


def written_select(widget: dict) -> str:
    """A choice with its options, in their groups."""
    groups = "".join(written_group(name, options) for name, options, _index in widget["optgroups"])
    return f'<select name="{worded(widget["name"])}"{attributes(widget["attrs"])}>{groups}</select>'


def written_group(name: Any, options: list[dict]) -> str:
    """The options of a choice that stand under one heading, or under none."""
    written = "".join(
        f'<option value="{worded(each["value"])}"{attributes(each["attrs"])}>{escaped(each["label"])}</option>'
        for each in options
    )
    return f'<optgroup label="{escaped(name)}">{written}</optgroup>' if name else written


def attributes(attrs: dict) -> str:
    """The attributes of a control; of those that are on or off, the ones that are on."""
    return "".join(
        f" {worded(name)}" if value is True else f' {worded(name)}="{worded(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def worded(value: Any) -> str:
    """A value as it is, for a machine: no number is grouped, no day is put in words."""
    return escaped(value if isinstance(value, str) else str(value))


WRITTEN: dict[str, Callable[[dict], str]] = {
    "django/forms/widgets/select.html": written_select,
    **{
        f"django/forms/widgets/{kind}.html": written_input
        for kind in ("date", "datetime", "email", "hidden", "input", "number", "password", "search", "text", "url")
    },
}

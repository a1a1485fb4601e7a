"""Parts of the frame around every page."""

from functools import cache, lru_cache

from django import template
from django.template.loader import render_to_string

from core.ui.addresses import address_of

register = template.Library()


@register.simple_tag
def address(name):
    """The address with this name, which has no key in it."""
    return address_of(name)


@register.simple_tag
@cache
def page_head():
    """What the head of every page carries, which is the same on all."""
    return render_to_string("components/head.html")


@register.simple_tag(takes_context=True)
def menu_line(context, entry):
    """An entry of the menu, marked where it is the page or stands above it."""
    address, path = entry.url, context["request"].path
    within = address != "/" and address in context.get("crumb_addresses", ())
    current = "page" if path == address else "true" if within else ""
    counted = entry.key if entry.has_count else ""
    return menu_line_html(address, str(entry.label), entry.icon, counted, current)


@lru_cache(maxsize=512)
def menu_line_html(address, label, icon, counted, current) -> str:
    """The markup of an entry; every page has dozens, the whole site few different ones."""
    line = {"address": address, "label": label, "icon": icon, "counted": counted, "current": current}
    return render_to_string("components/menu_line.html", line)

"""Parts of the frame around every page."""

from functools import cache, lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core.addresses import address_of
from core.ui import menu

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
def main_menu(context):
    """The left menu, with the entries marked that are the page or stand above it."""
    path, above = context["request"].path, {*context.get("crumb_addresses", ())} - {"/"}
    marks = {path: "page"} | dict.fromkeys(above - {path}, "true")
    shown = tuple((entry.url_name, marks.get(entry.url, "")) for entry in context["menu_entries"])
    return main_menu_html(shown, get_language())


@lru_cache(maxsize=512)
def main_menu_html(shown, language) -> str:
    """The markup of the menu, by the names of its entries; it has dozens, and each role has the same on few pages."""
    marked = {name for name, mark in shown if mark}
    sections = menu.sections_of((menu.entry(name) for name, _mark in shown), marked)
    return render_to_string("components/menu.html", {"menu_sections": sections, "marks": dict(shown)})


@register.inclusion_tag("components/menu_line.html")
def menu_line(entry, marks):
    """An entry of the menu, with its mark if it has one, and where its number goes if it has that."""
    counted = entry.key if entry.has_count else ""
    current = marks[entry.url_name]
    return {"address": entry.url, "label": entry.label, "icon": entry.icon, "counted": counted, "current": current}


OF_SESSION, OF_PAGE = "\0session", "\0page"
"""Where the kept menu of a user gets the token and the address of a page; no name has such a letter."""


@register.simple_tag(takes_context=True)
def user_menu(context):
    """The user's own menu: name, language, looks, password, signing out; its forms come back to this page."""
    request, user = context["request"], context["user"]
    shown = user_menu_html(
        str(user),
        get_language(),
        context["theme"],
        context["density"],
        has_password=not getattr(user, "by_directory", False),
        has_second_factor=bool(getattr(user, "may_have_second_factor", False)),
        has_channels=bool(settings.CHANNELS),
    )
    token, place = escape(context["csrf_token"]), escape(request.get_full_path())
    return SafeString(shown.replace(OF_SESSION, token).replace(OF_PAGE, place))


@lru_cache(maxsize=512)
def user_menu_html(name, language, theme, density, *, has_password, has_second_factor, has_channels) -> str:
    """The markup of a user's menu for any page."""
    told = {"name": name, "theme": theme, "density": density, "csrf_token": OF_SESSION, "place": OF_PAGE}
    rights = {"has_password": has_password, "has_second_factor": has_second_factor, "has_channels": has_channels}
    return render_to_string("components/user_menu.html", told | rights)

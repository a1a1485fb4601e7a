"""Workbooks of long lists: asked for on the list, drawn at a worker under what its reader may see."""

from typing import Any, BinaryIO

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from core.access.reach import Actor
from core.drawing.services import Drawing, Telling, ask_for, draw
from core.models import ListExport
from core.ui.export import write_workbook
from core.ui.views.list import list_at
from core.wording import kept_alone


def ask_for_export(request: HttpRequest, by: Actor) -> tuple[ListExport, bool]:
    """The workbook of the list at this address as it is to be drawn, and whether a worker has to be sent for it.

    Raises `OverBudget` where this account has too much under way.
    """
    return ask_for(ListExport, by=by, path=request.path, query=request.GET.urlencode())


def draw_export(export: ListExport) -> None:
    """Draw what was asked for and tell who asked. A second run finds it done or being drawn, and does nothing."""
    draw(export, EXPORT)


def list_of(export: ListExport) -> Any:
    """The list as its reader would open it now."""
    return list_at(export.path, export.query, export.user)


def title_of(export: ListExport) -> str | Promise:
    """What the list is called."""
    return list_of(export).title


def _write(export: ListExport, file: BinaryIO, told: Telling) -> None:
    page = list_of(export)
    page.require_open()
    table = page.table_in_order()
    write_workbook(file, table, page.export_title(), by=export.user, scope=page.scope_in_words(), told=told)


NO_READER = kept_alone(gettext_lazy("Your account is shut, so this list was not drawn."))
EXPORT = Drawing(
    "list_export",
    write=_write,
    may=lambda user: user.is_active,
    refused=NO_READER,
    ready=gettext_lazy("The workbook of the list “%(list)s” is ready"),
    failed=gettext_lazy("The workbook of the list “%(list)s” could not be drawn"),
    facts=lambda export: {"list": title_of(export)},
)

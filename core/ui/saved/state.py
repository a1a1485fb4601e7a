"""What of the query of a list says how it is shown: read through the list itself, so that nothing else gets in."""

from typing import Any

from django.http import QueryDict

from core.ui.filters import parameter_names

COLUMNS, SORT, PER_PAGE = "columns", "sort", "per_page"


def state_of(page: Any, *, with_unread: bool = False) -> QueryDict:
    """The filters, columns, order and rows to a page that this list was asked for and knows.

    A filter whose value cannot be read is left out, but `with_unread`.
    """
    asked, state = page.request.GET, QueryDict(mutable=True)
    for name in _filters(page.filterset, with_unread=with_unread):
        if values := [value for value in asked.getlist(name) if value]:
            state.setlist(name, list(dict.fromkeys(values)))
    table = page.table_in_order()
    known = {column.name for column in table.choosable}
    if any(name in known for value in asked.getlist(COLUMNS) for name in value.split(",")):
        state.setlist(COLUMNS, table.shown)
    if order := [each for each in asked.getlist(SORT) if each in {str(alias) for alias in table.order_by or ()}]:
        state.setlist(SORT, list(dict.fromkeys(order)))
    if asked.get(PER_PAGE, "").isdecimal():
        state[PER_PAGE] = str(page.per_page())
    return state


def _filters(filterset: Any, *, with_unread: bool) -> list[str]:
    """The parameters of the filters."""
    if filterset is None:
        return []
    fields = [field for field in filterset.form if with_unread or not field.errors]
    return [name for field in fields for name in parameter_names(field)]

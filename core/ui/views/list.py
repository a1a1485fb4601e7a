"""Lists: filters, columns, sorting, paging and a workbook of exactly what is shown."""

from copy import copy
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.urls import Resolver404, resolve
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_tables2 import RequestConfig

from core.ui.export import export_response
from core.ui.filters import FilterSet
from core.ui.saved import opening
from core.ui.views.base import Page
from core.workflow.on_many import offered_on_many

TICK = "tick"
"""What a list calls its `TickColumn`."""
PAGE_SIZES = (20, 50, 100, 200)


@dataclass(frozen=True)
class BulkAction:
    """A step on all ticked rows; `url` takes their numbers as `pk`: by POST, or opened as a page where it `asks`."""

    label: str
    url: str
    icon: str = ""
    asks: bool = False


class ListPage(Page):
    """A list of the rows a user may see.

        class InspectionList(ListPage):
            title = gettext_lazy("Inspections")
            table_class = InspectionTable
            filter_class = InspectionFilter
            empty_text = gettext_lazy("No inspection yet.")

            def queryset_for(self, user):
                return Inspection.objects.visible_to(user).select_related("organization", "team__round")

    Costs one count and one page of rows, whatever the number of rows. `?export=xlsx` gives the filtered rows and the
    chosen columns as a workbook; of a long list, the page where it will be. How it is shown is saved under a name of
    one's own (`core.ui.saved`).
    """

    template_name = "page_list.html"
    table_class: type
    filter_class: type[FilterSet] | None = None
    empty_text = _("Nothing here yet.")
    empty_hint: str | Promise = ""
    exportable = True

    def queryset_for(self, user):
        """The rows this user may see, with the related rows that the columns read."""
        raise NotImplementedError

    def bulk_actions(self) -> list[BulkAction]:
        """Steps on many rows that this reader may take, as they are declared; the table then has a `TickColumn`."""
        offered = offered_on_many(self.table_class._meta.model, self.request.user)
        return [BulkAction(str(step.label), address, asks=True) for step, address in offered]

    def export_title(self) -> str:
        """The heading of the workbook."""
        return str(self.get_title())

    def scope_in_words(self) -> str:
        """What the rows are narrowed down by, for the workbook."""
        chips = self.filterset.chips if self.filterset else []
        told = [gettext("%(label)s: %(value)s") % {"label": chip.label, "value": chip.value} for chip in chips]
        return gettext("; ").join(told) or gettext("All")

    @property
    def list_name(self) -> str:
        """Its URL name, under which views of it are saved."""
        return self.request.resolver_match.view_name

    def with_query(self, query: str) -> "ListPage":
        """The same list with another query."""
        request = copy(self.request)
        request.GET = QueryDict(query)
        page = type(self)()
        page.setup(request, *self.args, **self.kwargs)
        return page

    def columns_without(self, user) -> tuple[str, ...]:
        """Columns that say nothing to this user, in the list and in its workbook."""
        return ()

    @cached_property
    def filterset(self):
        """The filters with what the address sets, or None."""
        if self.filter_class is None:
            return None
        rows = self.queryset_for(self.request.user)
        return self.filter_class(self.request.GET, queryset=rows, request=self.request)

    @cached_property
    def table(self):
        """The filtered rows as a table with the chosen columns and order."""
        rows = self.filterset.qs if self.filterset else self.queryset_for(self.request.user)
        left_out = self.columns_without(self.request.user)
        if not self.bulk_actions():
            left_out = (*left_out, TICK)
        table = self.table_class(rows, request=None, exclude=left_out)
        chosen = [name for value in self.request.GET.getlist("columns") for name in value.split(",")]
        table.choose(chosen)
        return table

    def table_in_order(self):
        """The table, sorted as the address asks."""
        RequestConfig(self.request, paginate=False).configure(self.table)
        return self.table

    def per_page(self) -> int:
        """Rows to a page: as asked for, 50 if nothing sensible is asked, never over the cap."""
        asked = self.request.GET.get("per_page", "")
        return min(int(asked[:9]), PAGE_SIZES[-1]) or 50 if asked.isdecimal() else 50

    def get(self, request, *args, **kwargs):
        """The page, one of its regions, or the workbook; or the way to a saved view of it."""
        if view := opening.view_asked_for(self):
            return HttpResponseRedirect(opening.open_view(view, self))
        self.table_in_order()
        if self.exportable and request.GET.get("export") == "xlsx":
            return export_response(request, self.table, self.export_title(), self.scope_in_words())
        self.table.paginate(per_page=self.per_page())
        self.table.page = self.table.paginator.get_page(request.GET.get("page"))
        return self.render_to_response(self.get_context_data())

    def get_template_names(self):
        fragments = {"list": "components/list.html", "list-region": "components/list_region.html"}
        return [fragments.get(self.fragment_wanted(), self.template_name)]

    def get_context_data(self, **kwargs):
        told = {
            "table": self.table,
            "filterset": self.filterset,
            "chips": self.filterset.chips if self.filterset else [],
            "empty_text": self.empty_text,
            "empty_hint": self.empty_hint,
            "exportable": self.exportable,
            "bulk_actions": self.bulk_actions(),
            "list_address": self.request.get_full_path(),
            "views_address": opening.address_of_views(self),
            "everything": opening.address_of_everything(self),
            "page_sizes": PAGE_SIZES,
        }
        return super().get_context_data(**told | kwargs)


def list_at(path: str, query: str, user: Any) -> ListPage | None:
    """The list at this address as this user would open it now; None where there is no list."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    view = getattr(match.func, "view_class", None)
    if view is None or not issubclass(view, ListPage):
        return None
    request = HttpRequest()
    request.method, request.path, request.user, request.GET = "GET", path, user, QueryDict(query)
    request.resolver_match = match
    page = view()
    page.setup(request, *match.args, **match.kwargs)
    return page

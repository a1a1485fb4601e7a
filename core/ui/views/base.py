"""What every page has: a signed-in reader, a title, the way to it, and its main actions."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from core.access.reach import require


@dataclass(frozen=True)
class Action:
    """A button at the top right. `dialog` opens its page in a dialog where scripts run."""

    label: str
    url: str
    icon: str = ""
    primary: bool = False
    dialog: bool = False


class Page(ContextMixin, TemplateResponseMixin, View):
    """Parent of all pages.

    `title` and `crumbs` ([(label, url), …], without the page itself) may be attributes or, when they depend on the
    record, methods `get_title` and `get_crumbs`. `may_open(user)` false answers 403.
    """

    title: str | Promise = ""
    crumbs: list = []
    template_name = "page_plain.html"

    def dispatch(self, request, *args, **kwargs):
        """The right to open the page first, then the page; fragments and pages are told apart."""
        self.require_open()
        response = super().dispatch(request, *args, **kwargs)
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
        return response

    def require_open(self) -> None:
        """Refuse whoever's role does not open the page."""
        require(
            self.may_open(self.request.user),
            _("Your role does not open this page. Ask the inspection office if you need it."),
        )

    def may_open(self, user) -> bool:
        """Whether this user's role uses the page at all; rows are another question."""
        return True

    def read(self, rows):
        """The row of the address among these; 404 if it is none of them."""
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_title(self):
        """The heading and the name of the browser tab."""
        return self.title

    def get_crumbs(self):
        """The way here, without the page itself."""
        return self.crumbs

    def actions(self) -> list[Action]:
        """Buttons at the top right, the main one last and primary."""
        return []

    def get_context_data(self, **kwargs):
        crumbs = self.get_crumbs()
        return super().get_context_data(
            page_title=self.get_title(),
            crumbs=crumbs,
            crumb_addresses=[url for _label, url in crumbs],
            page_actions=self.actions(),
            **kwargs,
        )

    def fragment_wanted(self) -> str:
        """The id of the region that a script asked for, or "" when the whole page is wanted."""
        htmx = self.request.htmx
        if not htmx or htmx.boosted or htmx.history_restore_request:
            return ""
        return htmx.target or ""


class PlainPage(Page):
    """A page that only shows its context."""

    def get(self, request, *args, **kwargs):
        """The page."""
        return self.render_to_response(self.get_context_data(**kwargs))

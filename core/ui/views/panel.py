"""Panels: what one app adds to the page of another app's record (see `core.ui.panels`)."""

from django.utils.functional import cached_property

from core.ui.views.base import Page


class PanelPage(Page):
    """A part of the page of its `owner`, which fetches it as a fragment; opened by itself it is a page.

        class TeamPostings(PanelPage):
            fragment = "personnel/_team_postings.html"          # Context: owner, and what get_context_data adds

            def owners_for(self, user):
                return Team.objects.visible_to(user)

    An owner the user may not see answers 404.
    """

    template_name = "page_panel.html"
    fragment = ""

    def owners_for(self, user):
        """The rows whose page this is a part of, as far as this user sees them."""
        raise NotImplementedError

    @cached_property
    def owner(self):
        """The row of the address."""
        return self.read(self.owners_for(self.request.user))

    def get_crumbs(self):
        return [*self.crumbs, (str(self.owner), self.owner.get_absolute_url())]

    def get(self, request, *args, **kwargs):
        """The fragment, or the page around it."""
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        return super().get_context_data(owner=self.owner, fragment=self.fragment, **kwargs)

    def get_template_names(self):
        return [self.fragment if self.request.htmx else self.template_name]

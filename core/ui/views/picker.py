"""Choices for pickers, searched on the server while one types."""

from django.shortcuts import render
from django.views.generic.base import View

MOST = 20


class PickerOptions(View):
    """The first matches for `?q=`, from the rows this user may see.

    class OrganizationOptions(PickerOptions):
        def search(self, user, words):
            return Organization.objects.visible_to(user).search(words)
    """

    def search(self, user, words):
        """A queryset of matches, best first; without words, what the user most likely wants."""
        raise NotImplementedError

    def hint(self, row) -> str:
        """A second, quieter line under the name, to tell namesakes apart."""
        return ""

    def get(self, request, *args, **kwargs):
        """The options as a fragment."""
        rows = list(self.search(request.user, request.GET.get("q", "").strip())[: MOST + 1])
        options = [(row.pk, str(row), self.hint(row)) for row in rows[:MOST]]
        return render(request, "components/picker_options.html", {"options": options, "more": len(rows) > MOST})

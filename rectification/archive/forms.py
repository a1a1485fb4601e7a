"""The form of what is filed on paper, or lacks."""

from django.utils.translation import pgettext_lazy

from core.registers.forms import EntryForm
from core.ui.forms import Picker
from rectification.models import ArchivedDocument


class DocumentForm(EntryForm):
    SECTIONS = [
        (pgettext_lazy("archive", "Which document"), ["inspection", "line"]),
        (
            pgettext_lazy("archive", "Kept on paper"),
            ["title", "dated_on", "pages", "retention", "box", "files"],
        ),
        (pgettext_lazy("archive", "There is no such document"), ["missing_why"]),
    ]
    EXAMPLES = {"title": "市财政局党组整改方案", "box": "2026-文书-012盒 第7件"}
    WIDE = ("title", "files", "missing_why")

    class Meta:
        model = ArchivedDocument
        fields = ("inspection", "line", "title", "dated_on", "pages", "retention", "box", "missing_why")
        widgets = {"inspection": Picker(search_url_name="rounds:inspection_options")}

"""Columns of suggestion letters, for page, fragment, workbook and the monthly report."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import SuggestionLetter


class LetterTable(tables.Table):
    number = tables.LinkColumn()
    organization = tables.Column(order_by=("organization__name_key",))
    issued_on = tables.DateColumn()
    text = tables.TextColumn(orderable=False)
    light = tables.LightColumn(
        accessor="answer_due_on", done="is_settled", day="answer_due_on", verbose_name=_("Time left")
    )
    answered_on = tables.DateColumn()
    answer_due_on = tables.DateColumn(ahead=True, hidden=True)
    answer = tables.TextColumn(orderable=False, hidden=True, since="answered_on")

    class Meta:
        model = SuggestionLetter
        fields = ()
        row_attrs = {"class": lambda record: "is-overdue" if record.is_overdue else ""}

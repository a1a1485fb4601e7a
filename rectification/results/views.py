"""The pages of rules and funds, which lead to the item they came of."""

from django.utils.translation import gettext as _

from core.registers.pages import EntryPage
from core.ui.views.record import Fact, field_label


class ResultPage(EntryPage):
    """What came of an item, with the problem it was about."""

    def facts(self):
        result, item = self.record, self.record.item
        facts = [
            Fact(field_label(result, "item"), item, wide=True, url=item.get_absolute_url()),
            Fact(_("Problem"), item.finding.text, wide=True),
        ]
        return facts + super().facts()

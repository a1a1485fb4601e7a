"""What the search box finds in the four ledgers."""

from django.utils.translation import gettext_lazy as _

from core.search import registry
from rectification.items.filters import item_words
from rectification.querysets import items_for

registry.register(
    _("Rectification ledger"),
    "rectification:items",
    find=lambda user, words: items_for(user).filter(item_words(words)),
    describe=lambda item: item.finding.text[:60],
)

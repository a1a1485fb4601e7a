"""What is told of a hand-over beside its facts."""

from django.utils.translation import gettext_lazy as _

from core.ui.views.record import Fact
from rectification.accounts import told_of_accounts
from rectification.hand_over.conditions import opinions_before_list
from rectification.models import HandOver


def opinions_to_check(hand_over) -> list[Fact]:
    """What the office reads of opinions that may not fit the list, as long as they may be corrected."""
    words = opinions_before_list(hand_over) if hand_over.status == HandOver.Status.PREPARING else ""
    return [Fact(_("Opinions to check"), words, wide=True)] if words else []


def before_it_is_delivered(hand_over, user) -> dict:
    """The same, and who could not take it, as context of the page on which it is delivered."""
    told = told_of_accounts(hand_over.inspection.organization, user)
    return {"entry_words": [*opinions_to_check(hand_over), *told]}

"""Who was held to account at an item, as the guards meet it."""

from copy import copy
from datetime import date

from rectification.models import HeldToAccount, Item


def held_at(item: Item, day: date, later: int) -> dict:
    """Somebody whom the organization of the item held to account, as it was corrected."""
    way = HeldToAccount.Way.CIRCULAR
    held = HeldToAccount(item=item, name=f"科室负责人{later}", post="科长", way=way, held_on=day)
    wrong = copy(held)
    wrong.voided_on = day
    wrong.save()
    held.corrects, held.why = wrong, "有误"
    held.save()
    return {"held_to_account": held, "held_to_account_entry": held}

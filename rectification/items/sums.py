"""The sums of an item are those of its rows of rules and funds; a number alone becomes such a row, too."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.utils.translation import gettext as _

from rectification.models import Item, OrganizationRule, Progress, ReturnedFunds

Result = OrganizationRule | ReturnedFunds


def sum_of(results: type[Result], **known: Any) -> Subquery:
    """The sum of what stands for the item of the outer query, of the rows that are `known`; null without any."""
    rows: QuerySet[Any] = results._default_manager.standing().filter(item=OuterRef("pk"), **known).order_by()
    return Subquery(rows.values("item").annotate(sum=Sum("amount")).values("sum"))


def add_up(item: Item) -> None:
    """Set the sums of a locked item, for the caller to write.

    Raises `ValidationError`, at the field of the item, for one that is too large.
    """
    rows = Item._base_manager.filter(pk=item.pk)  # found and locked by the caller
    rules, funds = rows.values_list(sum_of(OrganizationRule), sum_of(ReturnedFunds))[0]
    item.rules_made = _held_to_limits(item, "rules_made", rules or 0)
    item.funds_recovered = _held_to_limits(item, "funds_recovered", funds or 0)


def _held_to_limits(item: Item, name: str, total: Any) -> Any:
    try:
        return item._meta.get_field(name).clean(total, item)
    except ValidationError as error:
        words = _("Together with what was reported before, this makes %(sum)s. %(cause)s")
        raise ValidationError({name: words % {"sum": total, "cause": " ".join(error.messages)}}) from error


def enter_numbers(reports: Iterable[Progress], source: str) -> None:
    """What reports tell as numbers alone stands among the rules and the funds of their items, from their day on."""
    told = list(reports)
    rules = (
        OrganizationRule(item=each.item, amount=each.rules_made, made_on=each.reported_on, source=source)
        for each in told
        if each.rules_made
    )
    funds = (
        ReturnedFunds(item=each.item, amount=each.funds_recovered, returned_on=each.reported_on, source=source)
        for each in told
        if each.funds_recovered
    )
    OrganizationRule.objects.bulk_create(rules, batch_size=2000)
    ReturnedFunds.objects.bulk_create(funds, batch_size=2000)

"""What teams found, by category and over organizations: what campaigns begin with, and are held to."""

from collections.abc import Collection

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from core.access.reach import Actor
from core.workdays.reckoning import today
from findings.models import Category, Finding
from rectification.models import Campaign, SelfCheck
from rounds.models import Organization, Round


def issued_to(user: Actor, rounds: Collection[Round] = ()) -> QuerySet[Finding]:
    """The findings this user sees that were issued for rectification, of these rounds or of all."""
    issued = Finding.objects.visible_to(user).filter(status=Finding.Status.ISSUED)
    return issued.filter(inspection__team__round__in=rounds) if rounds else issued


def common_problems(user: Actor, rounds: Collection[Round] = ()) -> QuerySet[Category]:
    """The categories found at all, each with how many findings (`amount`) at how many organizations (`found_at`)."""
    found = issued_to(user, rounds).filter(category=OuterRef("pk")).order_by().values("category")
    amounts = {
        "amount": Subquery(found.annotate(amount=Count("pk")).values("amount")),
        "found_at": Subquery(found.annotate(amount=Count("inspection__organization", distinct=True)).values("amount")),
    }
    return Category.objects.annotate(**amounts).filter(amount__gt=0).order_by("-found_at", "-amount", "pk")


def organizations_with(
    user: Actor, category: Category | None, rounds: Collection[Round] = ()
) -> QuerySet[Organization]:
    """The organizations with findings of this category, or with any, each with how many (`amount`), the most first."""
    found = issued_to(user, rounds).filter(inspection__organization=OuterRef("pk"))
    found = found.filter(category=category) if category else found
    amount = found.order_by().values("inspection__organization").annotate(amount=Count("pk")).values("amount")
    rows = Organization.objects.visible_to(user).annotate(amount=Subquery(amount))
    return rows.filter(amount__gt=0).order_by("-amount", "name_key", "pk")


DIFFERENCES = {
    "silent": (_("Has not reported, and teams found such problems"), Q(reported_on=None) & Q(found__gt=0)),
    "none_since": (_("Reported none, and teams found some since"), Q(problems_found=0, since__gt=0)),
    "none_before": (_("Reported none, and teams had found some before"), Q(problems_found=0, before__gt=0)),
    "more_since": (_("Teams found more since than was reported"), Q(since__gt=F("problems_found"))),
    "only_reported": (_("Reported some, and teams found none"), Q(problems_found__gt=0, found=0)),
}
"""By what they are called in addresses, the gravest first: words, and of which self-checks it is so."""


def compared(user: Actor, campaign: Campaign) -> QuerySet[SelfCheck]:
    """The self-checks of a campaign, each with what teams found of its category `before` it began and `since`.

    `difference` is a key of `DIFFERENCES` or empty; `rank` sorts the gravest first. Findings are counted by their day.
    """
    known = Finding.objects.visible_to(user).filter(
        category=campaign.category_id, inspection__organization=OuterRef("organization")
    )
    known = known.issued(today()).order_by()
    before = Q(issued_on__lt=campaign.begun_on) | Q(issued_on=None)
    checks = SelfCheck.objects.visible_to(user).standing().filter(campaign=campaign)
    checks = checks.annotate(before=_counted(known.filter(before)), since=_counted(known.exclude(before)))
    checks = checks.annotate(found=F("before") + F("since"))
    keys = [When(where, then=Value(key)) for key, (_words, where) in DIFFERENCES.items()]
    ranks = [When(difference=key, then=Value(rank)) for rank, key in enumerate(DIFFERENCES)]
    return checks.annotate(difference=Case(*keys, default=Value(""))).annotate(
        rank=Case(*ranks, default=Value(len(DIFFERENCES)), output_field=IntegerField())
    )


def _counted(found: QuerySet[Finding]) -> Coalesce:
    amounts = found.values("inspection__organization").annotate(amount=Count("pk")).values("amount")
    return Coalesce(Subquery(amounts), Value(0), output_field=IntegerField())

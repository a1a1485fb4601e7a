"""What a notice tells on a day: the findings of a round in one portfolio, counted by organization and category."""

from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from core.access.roles import Role
from findings.models import Finding, PortfolioNotice, PortfolioNoticeLine
from personnel.models import User
from rounds.models import Round
from rounds.place.lookups import Place

PLACE = Place()
TOLD = ("organization_id", "organization_name", "category", "findings")


def lines_for(leader: User, round: Round, on: date) -> list[PortfolioNoticeLine]:
    """The lines of a notice to this division leader: what they may see, issued by that day, never a lead.

    What was merged is told to who follows its successor, and not to who still follows what is no more. An
    organization from which the leader is recused is in no portfolio (`Reach`).
    """
    followed, at = leader.reach.portfolio, PLACE.organization
    theirs = Q(**{f"{at}__in": followed, f"{at}__answered_by": None}) | Q(**{f"{at}__answered_by__in": followed})
    found = Finding.objects.visible_to(leader).issued(on).filter(theirs, **{PLACE.round: round})
    counted = (
        found.order_by()
        .values(
            "category",
            organization=F(PLACE.organization),
            name=F(PLACE.organization_name),
            group=F("category__group"),
            title=F("category__title"),
        )
        .annotate(findings=Count("pk"))
        .order_by(PLACE.organization_name_key, "organization", "category__order", "category")
    )
    return [
        PortfolioNoticeLine(
            organization_id=row["organization"],
            organization_name=row["name"],
            category=f"{row['group']} / {row['title']}",
            findings=row["findings"],
        )
        for row in counted
    ]


def rounds_to_tell(user) -> QuerySet[Round]:
    """The rounds being rectified of which nobody is told yet, though something was found in somebody's portfolio."""
    followed = {f"{PLACE.organization}__division_leaders__in": User.objects.holding(Role.DIVISION_LEADER).values("pk")}
    issued = Finding.objects.visible_to(user).filter(status=Finding.Status.ISSUED, **followed)
    told = PortfolioNotice.objects.standing().filter(round=OuterRef("pk"))
    rounds = Round.objects.keepable_by(user).filter(status=Round.Status.RECTIFYING)
    return rounds.filter(Exists(issued.filter(**{PLACE.round: OuterRef("pk")})), ~Exists(told))


def as_told(lines: list[PortfolioNoticeLine]) -> list[tuple]:
    """What lines say, to be compared."""
    return sorted(tuple(getattr(line, name) for name in TOLD) for line in lines)


def write_lines(notice: PortfolioNotice, lines: list[PortfolioNoticeLine]) -> None:
    """Give a draft these lines in place of those it has, unless they say the same."""
    if as_told(list(notice.lines.all())) == as_told(lines):
        return
    notice.lines.all().delete()
    for line in lines:
        line.notice = notice
    PortfolioNoticeLine.objects.bulk_create(lines)

"""What the registers about one organization share: who sees their entries and who keeps them."""

from core.access.reach import reach_of
from core.access.roles import Right
from core.models.entries import EntryQuerySet


class OfOrganizationQuerySet(EntryQuerySet):
    """Entries about an organization: its side and its division leader see its own, the office keeps them."""

    def visible_to(self, user):
        """Whoever reads all rounds, but for organizations they are recused from; the organization's side its own."""
        reach = reach_of(user)
        if not reach.reads_all:
            return self.filter(reach.of_organizations("organization"))
        barred = reach.recused_organizations
        return self.exclude(organization__in=barred) if barred else self

    def keepable_by(self, user):
        """The office; nobody acts for both sides."""
        reach = reach_of(user)
        if not reach.may(Right.HAND_OVER):
            return self.none()
        return self.visible_to(user).filter(reach.of_others("organization"))

    def of_side(self, user):
        """Of these, those of the organization for which the user reports, as its secretary or liaison."""
        reach = reach_of(user)
        if not reach.may(Right.REPORT_PROGRESS):
            return self.none()
        return self.visible_to(user).filter(organization__in=reach.organizations)

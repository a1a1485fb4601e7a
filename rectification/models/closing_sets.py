"""Which items a user may accept, return or close out: each of the three parties is another person (三方验收)."""

from django.db.models import Exists, OuterRef, Q

from core.access.reach import reach_of
from core.access.roles import Right
from core.workdays.reckoning import today
from personnel.models import Posting, Recusal
from rounds.models import Inspection


class ClosingSets:
    """Mixed into the sets of items."""

    def decidable_by(self, user):
        """The office closes an item out or returns it."""
        reach = reach_of(user)
        if not reach.may(Right.CLOSE_OUT):
            return self.none()
        return self.visible_to(user).filter(reach.of_others("hand_over__inspection__organization"))

    def acceptable_by(self, user):
        """The leader of the team accepts an item as rectified, or a deputy; the office where the team has neither now.

        Never who applied for its close-out.
        """
        reach = reach_of(user)
        led, may_stand_in = reach.led_teams | reach.deputy_teams, reach.may(Right.CLOSE_OUT)
        if not led and not may_stand_in:
            return self.none()
        theirs = Q(hand_over__inspection__team__in=led, hand_over__inspection__in=reach.inspections)
        without = Inspection.objects.filter(~Exists(_heads("")))  # asked once for each inspection, not for each item
        theirs |= Q(hand_over__inspection__in=without.values("pk")) if may_stand_in else Q(pk__in=[])
        others = self.visible_to(user).filter(theirs).exclude(self._undecided(user, "applied_by"))
        return others.filter(reach.of_others("hand_over__inspection__organization"))

    @staticmethod
    def heads():
        """Of the item around it, the postings of those who lead its team now and can take a step for it."""
        return _heads("hand_over__inspection__")

    def returnable_by(self, user):
        """Who accepts an item may return it instead; once it is accepted the office may, but not who accepted it."""
        for_team = self.acceptable_by(user).exclude(status=self.model.Status.AWAITING_ACCEPTANCE)
        for_office = self.decidable_by(user).exclude(status=self.model.Status.AWAITING_TEAM)
        for_office = for_office.exclude(self._undecided(user, "accepted_by"))
        if for_team.query.is_empty():
            return for_office
        return self.filter(Q(pk__in=for_team.values("pk")) | Q(pk__in=for_office.values("pk")))

    def closable_by(self, user):
        """Of these, those that others have accepted and confirmed on site: who does either does not close an item.

        Who went on a visit of a joint group confirmed what the visit did.
        """
        checks = self._of_item("checks").confirmed_by(user.own_accounts)
        return self.decidable_by(user).exclude(Exists(checks)).exclude(self._undecided(user, "accepted_by"))

    def _undecided(self, user, part):
        """Whether an open application for the close-out is there in which an own account of the user has this part."""
        return Exists(self._of_item("close_outs").filter(decision="", **{f"{part}__in": user.own_accounts}))

    def _of_item(self, name):
        """Of the item around them: its rows of this name."""
        return self.model._meta.get_field(name).related_model.objects.filter(item=OuterRef("pk"))


def _heads(inspection):
    """Those who lead the team of the inspection now and can take a step for it; `inspection` leads there from the row
    around it.
    """
    recused = Recusal.objects.in_force().filter(
        person=OuterRef("person"), organization=OuterRef(OuterRef(f"{inspection}organization"))
    )
    current = Posting.objects.filter(team=OuterRef(f"{inspection}team")).current(today())
    return current.filter(role__in=Posting.HEADS).giving_reach().signing_in().exclude(Exists(recused))

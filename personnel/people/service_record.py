"""What people did and became in inspections: by which the register of people is filtered, and told on their page."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.access.reach import Actor
from core.ui.views.panel import PanelPage
from personnel.models import Commitment, Person, Replacement, Secondment, Standing, TrainingSession
from personnel.people.tables import (
    CommitmentsOfPerson,
    ReplacementsOfPerson,
    SecondmentsOfPerson,
    StandingsOfPerson,
    TrainingsOfPerson,
)
from personnel.permissions import reads_all_rounds

Recorded = Callable[[Actor, date], QuerySet]


def commended(user: Actor, on: date) -> QuerySet:
    """The people of commendations by that day."""
    return Standing.objects.visible_to(user).commended().filter(decided_on__lte=on).values("person")


def promoted(user: Actor, on: date) -> QuerySet:
    """The people of promotions upon a recommendation by that day."""
    return Standing.objects.visible_to(user).promoted().filter(decided_on__lte=on).values("person")


def seconded(user: Actor, on: date) -> QuerySet:
    """The people who were seconded by that day, whether or not they went back."""
    return Secondment.objects.visible_to(user).standing().filter(started_on__lte=on).values("person")


def replaced(user: Actor, on: date) -> QuerySet:
    """The people who were replaced on a team by that day."""
    return Replacement.objects.visible_to(user).standing().filter(replaced_on__lte=on).values("posting__person")


RECORDS: dict[str, tuple[Any, Recorded]] = {
    "commended": (_("Commended"), commended),
    "promoted": (_("Recommended and promoted"), promoted),
    "seconded": (_("Seconded"), seconded),
    "replaced": (_("Replaced on a team"), replaced),
}


def choices() -> list[tuple[str, Any]]:
    """What may be asked for."""
    return [(key, label) for key, (label, _people) in RECORDS.items()]


class PersonRecord(PanelPage):
    """What people did in inspections besides their postings, and what was said of them."""

    fragment = "personnel/_person_record.html"
    title = _("Service record")

    def may_open(self, user):
        return reads_all_rounds(user)

    def owners_for(self, user):
        return Person.objects.visible_to(user)

    def get_context_data(self, **kwargs):
        user, person = self.request.user, self.owner
        standings = Standing.objects.visible_to(user).standing().filter(person=person)
        secondments = Secondment.objects.visible_to(user).standing().filter(person=person)
        trainings = (
            TrainingSession.objects.visible_to(user).standing().filter(attendants=person, held_on__isnull=False)
        )
        of_teams = {"posting__person": person}
        commitments = Commitment.objects.visible_to(user).standing().filter(**of_teams)
        replacements = Replacement.objects.visible_to(user).standing().filter(**of_teams)
        return super().get_context_data(
            standings=StandingsOfPerson(standings),
            secondments=SecondmentsOfPerson(secondments),
            trainings=TrainingsOfPerson(trainings),
            commitments=CommitmentsOfPerson(commitments.select_related("posting__team__round")),
            replacements=ReplacementsOfPerson(replacements.select_related("posting__team__round")),
            **kwargs,
        )

"""Two clerks post one person to two teams in the same moment: one wins, the other is told."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from personnel.models import Person, Posting, User
from personnel.postings import services
from rounds.models import Round, Team
from tests.factories import PersonFactory, RoundFactory, TeamFactory


@pytest.mark.django_db(transaction=True)
def test_one_of_two_postings_wins(office):
    person, round = PersonFactory(), RoundFactory(status=Round.Status.PREPARING, approved_on=None)
    teams = [TeamFactory(round=round, number=number).pk for number in (1, 2)]
    start, outcomes = Barrier(2), []

    def post(team):
        try:
            by, who, to = (
                User.objects.get(pk=office.pk),
                Person.objects.get(pk=person.pk),
                Team.objects.get(pk=team),
            )
            start.wait(timeout=10)
            services.post_person(to, by=by, person=who, role=Posting.Role.MEMBER, on=date(2026, 3, 2))
            outcomes.append("posted")
        except ValidationError as refusal:
            outcomes.append(refusal.message_dict["person"][0])
        finally:
            connection.close()

    threads = [Thread(target=post, args=[team]) for team in teams]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert Posting.objects.filter(person=person).count() == 1
    told = next(outcome for outcome in outcomes if outcome != "posted")
    assert str(Posting.objects.get(person=person).team) in told

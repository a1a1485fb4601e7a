"""Who was commended and promoted counts once; who is seconded goes back with an appraisal."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from core.registers.services import correct, enter
from core.reports.figures import figures
from core.worklist.duties import duties_of
from personnel.evaluation.registers import STANDINGS
from personnel.models import Secondment, Standing
from personnel.secondment.registers import SECONDMENTS, end_secondment
from tests.factories import PersonFactory

DAY = date(2026, 3, 2)
LATER = date(2026, 6, 1)
Kind = Standing.Kind


def value(key, as_of, user=None):
    return figures[key].compute(as_of, None, user)


def stands(office, person, kind, on=DAY):
    facts = {"person": person, "kind": kind, "decided_on": on, "decided_by": "市委", "document": "", "note": ""}
    return enter(STANDINGS, by=office, **facts)


def seconded(office, **facts):
    given = {"person": PersonFactory(), "from_unit": "市财政局", "to_unit": "市委巡察办", "level": "city"}
    return enter(SECONDMENTS, by=office, **(given | {"started_on": DAY, "planned_until": None} | facts))


def test_who_is_commended_twice_counts_once(office):
    person = PersonFactory()
    stands(office, person, Kind.COMMENDED)
    again = stands(office, person, Kind.COMMENDED, LATER)
    assert [value("cadres_commended", day) for day in (date(2026, 3, 1), DAY, LATER)] == [0, 1, 1]
    correct(again, by=office, person=PersonFactory(), kind=Kind.COMMENDED, decided_on=LATER)
    assert value("cadres_commended", LATER) == 2


def test_a_promotion_counts_for_who_was_recommended_before(office):
    recommended, other = PersonFactory(), PersonFactory()
    stands(office, recommended, Kind.RECOMMENDED)
    stands(office, recommended, Kind.PROMOTED, LATER)
    stands(office, other, Kind.PROMOTED, LATER)
    stands(office, other, Kind.RECOMMENDED, date(2026, 7, 1))
    assert [value("cadres_promoted", day) for day in (DAY, LATER, date(2026, 8, 1))] == [0, 1, 1]


def test_the_figure_opens_the_people_it_counts(office, browse):
    person, _other = PersonFactory(), PersonFactory()
    stands(office, person, Kind.COMMENDED, LATER)
    desk = browse(office)
    assert [row.record for row in desk.get(figures["cadres_commended"].link(LATER)).context["table"].rows] == [person]
    assert not desk.get(figures["cadres_commended"].link(DAY)).context["table"].rows


def test_the_record_of_a_person_is_for_who_reads_all(office, leader, inspection, browse):
    person = inspection.team.postings.get(role="leader").person
    stands(office, person, Kind.COMMENDED)
    record = reverse("personnel:person_record", args=[person.pk])
    assert "表彰" in browse(office).get(record).content.decode()
    assert browse(leader).get(record).status_code == 403
    assert browse(leader).get(reverse("personnel:standings")).status_code == 403


def test_only_the_office_says_how_people_stand(leadinggroup):
    with pytest.raises(Refused):
        stands(leadinggroup, PersonFactory(), Kind.COMMENDED)


def test_somebody_comes_from_their_employer_unless_it_is_said_otherwise(office, browse):
    person = PersonFactory(employer="市审计局")
    sent = {"person": person.pk, "to_unit": "临江县委巡察办", "level": "county", "started_on": "2026-03-02"}
    browse(office).post(reverse("personnel:secondment_add"), sent)
    assert Secondment.objects.get().from_unit == "市审计局"


def test_nobody_is_seconded_twice_at_a_time(office):
    person = PersonFactory()
    first = seconded(office, person=person)
    with pytest.raises(ValidationError, match="person"):
        seconded(office, person=person, started_on=LATER)
    end_secondment(first, by=office, on=LATER, appraisal="competent")
    seconded(office, person=person, started_on=LATER)
    assert value("secondments", LATER) == 1


def test_a_secondment_ends_with_an_appraisal_in_the_browser(office, browse):
    entry, desk = seconded(office, planned_until=LATER), browse(office)
    assert str(entry.person) in "".join(duty.title for duty in duties_of(office))
    end = reverse("personnel:secondment_end", args=[entry.pk])
    desk.post(end, {"on": "2026-02-01", "appraisal": "outstanding"})
    desk.post(end, {"on": "2026-06-01"})
    entry.refresh_from_db()
    assert entry.ended_on is None
    desk.post(end, {"on": "2026-06-01", "appraisal": "outstanding", "appraised_as": "工作扎实"})
    entry.refresh_from_db()
    assert (entry.ended_on, entry.appraisal) == (LATER, "outstanding")
    assert not [duty for duty in duties_of(office) if str(entry.person) in duty.title]
    with pytest.raises(Refused):
        end_secondment(entry, by=office, on=LATER, appraisal="competent")

"""Who of the demo was seconded, commended, recommended and promoted, for the figures of docs/domain.md."""

from datetime import date, timedelta

from config.demo.city import TOWNSHIPS
from config.demo.people import COUNTED_ON
from config.demo.writing import Writer, weekday
from personnel.models import Person, Pool, PoolMembership, Posting, Secondment, Standing

COMMENDED, COMMENDED_AGAIN = 34, 7
PROMOTED, ONLY_RECOMMENDED = 28, 9
SECONDED = 44
SINCE_THEN = 6  # of each, after the published figures
FIRST_YEAR, LAST_YEAR = 2017, 2022
YEAR = timedelta(days=365)
Kind, Level, Appraisal = Standing.Kind, Secondment.Level, Secondment.Appraisal
PRAISE = ["政治坚定、作风扎实，独立承担谈话和底稿撰写", "熟悉财务审计业务，查账细致", "善于沟通，群众工作能力强"]


def load_standing(writer: Writer, today: date) -> None:
    """Commend and promote people for rounds they had served in by then."""
    served = list(
        Posting.objects.filter(posted_on__lt=date(LAST_YEAR - 1, 6, 1)).order_by("pk").select_related("person")
    )
    writer.random.shuffle(served)
    people = list({posting.person_id: posting for posting in served}.values())
    rows = _commendations(writer, people[:COMMENDED]) + _promotions(writer, people[COMMENDED:])
    Standing.objects.bulk_create([*rows, *_of_late(writer, people[-2 * SINCE_THEN :], today)])


def _commendations(writer: Writer, served: list[Posting]) -> list[Standing]:
    """Each January some are commended; a few a second time."""
    rows = []
    for number, posting in enumerate(served + served[:COMMENDED_AGAIN]):
        again = number >= COMMENDED
        year = LAST_YEAR if again else max(posting.posted_on.year + 1, FIRST_YEAR + number % 6)
        year = min(year, LAST_YEAR)
        on = weekday(date(year, 1, 18 if not again else 28))
        document = f"{writer.pick(['市委', '市委巡领'])}〔{year}〕{writer.random.randint(3, 12)}号"
        rows.append(_standing(posting.person, Kind.COMMENDED, on, document))
    return rows


def _promotions(writer: Writer, served: list[Posting]) -> list[Standing]:
    """The office recommends, months later some are promoted."""
    rows = []
    for number, posting in enumerate(served[: PROMOTED + ONLY_RECOMMENDED]):
        on = writer.after(posting.posted_on, 150, 230)
        rows.append(_standing(posting.person, Kind.RECOMMENDED, on, "", by="市委巡察办"))
        if number < PROMOTED:
            rows.append(_standing(posting.person, Kind.PROMOTED, min(writer.after(on, 60, 260), COUNTED_ON), ""))
    return rows


def _of_late(writer: Writer, served: list[Posting], today: date) -> list[Standing]:
    """Some since, and nobody on a day to come."""
    late = [writer.after(COUNTED_ON, 90, (today - COUNTED_ON).days - 30) for _each in served]
    return [
        _standing(posting.person, Kind.COMMENDED if number < SINCE_THEN else Kind.RECOMMENDED, on, "")
        for number, (posting, on) in enumerate(zip(served, late, strict=True))
    ]


def _standing(person: Person, kind: Kind, on: date, document: str, by: str = "市委") -> Standing:
    return Standing(person=person, kind=kind, decided_on=on, decided_by=by, document=document)


def load_secondments(writer: Writer, memberships: list[PoolMembership], today: date) -> None:
    """Each year young cadres go to the offices of the city and the counties for a year; a few stay longer."""
    young = [
        membership.person
        for membership in memberships
        if membership.pool == Pool.CADRES and membership.person.born_on.year >= 1986
    ]
    writer.random.shuffle(young)
    rows = [_secondment(writer, person, number, today) for number, person in enumerate(young[: SECONDED + SINCE_THEN])]
    Secondment.objects.bulk_create(rows)


def _secondment(writer: Writer, person: Person, number: int, today: date) -> Secondment:
    counties = list(TOWNSHIPS)
    to_county = number % 2
    where = f"{counties[number // 2 % len(counties)]}委巡察办" if to_county else "市委巡察办"
    if number < SECONDED:
        started_on = weekday(date(2016 + number % 7, 3 + 2 * (number % 3), 1))
    else:
        started_on = weekday(today - timedelta(days=380 - 55 * (number - SECONDED)))
    until = started_on + YEAR
    ended_on = weekday(until + timedelta(days=writer.random.randint(-20, 40))) if number < SECONDED else None
    return Secondment(
        person=person,
        from_unit=person.employer,
        to_unit=where,
        level=Level.COUNTY if to_county else Level.CITY,
        started_on=started_on,
        planned_until=until,
        ended_on=ended_on,
        appraisal=writer.pick([Appraisal.OUTSTANDING, Appraisal.COMPETENT, Appraisal.COMPETENT]) if ended_on else "",
        appraised_as=writer.pick(PRAISE) if ended_on else "",
    )

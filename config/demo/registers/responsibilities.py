"""Meetings, instructions, rules and announcements of every round."""

from datetime import date, timedelta

from config.demo.registers import sentences
from config.demo.writing import Writer, weekday
from rounds.deadlines.obligations import obligation
from rounds.duties import ANSWER_INSTRUCTION
from rounds.instructions.services import TITLE
from rounds.models import AdoptedRule, Announcement, HeardRound, Inspection, Instruction, Meeting, Obligation, Round

COUNTED_ON = date(2022, 10, 15)
COMMITTEE_MEETINGS, INSTRUCTIONS = 44, 23  # until that day
LAST_COUNTED = 17  # round
EVERY = timedelta(days=62)
PREFIXES = {
    AdoptedRule.Body.STANDING_COMMITTEE: "市委",
    AdoptedRule.Body.LEADING_GROUP: "巡领",
    AdoptedRule.Body.OFFICE: "巡办",
}


def load_responsibilities(writer: Writer, today: date) -> None:
    """Write them all; every date hangs on the rounds, and of the live ones on `today`."""
    rounds = list(Round.objects.order_by("number"))
    load_meetings(writer, rounds, today)
    load_instructions(writer, rounds, today)
    load_rules(writer, today)
    load_announcements(writer, rounds, today)


def load_meetings(writer: Writer, rounds: list[Round], today: date) -> None:
    """The secretary hears each round once it has left; the committee and the leading group meet on their own."""
    heard = [
        Meeting(
            kind=Meeting.Kind.SECRETARY,
            held_on=writer.after(round_.field_ended_on, 18, 26),
            agenda=f"听取{round_}巡察情况汇报",
            decisions=writer.pick(sentences.SECRETARY_DECISIONS),
        )
        for round_ in rounds
        if round_.field_ended_on and round_.field_ended_on + timedelta(days=29) < today
    ]
    Meeting.objects.bulk_create(heard)
    HeardRound.objects.bulk_create(
        HeardRound(meeting=meeting, round=round_) for meeting, round_ in zip(heard, rounds, strict=False)
    )
    committee = spread(writer, date(2015, 1, 19), COUNTED_ON, COMMITTEE_MEETINGS) + after_count(writer, today, EVERY)
    group = [writer.after(round_.starts_on, -40, -31) for round_ in rounds]
    Meeting.objects.bulk_create(
        Meeting(kind=kind, held_on=day, agenda=writer.pick(agendas), decisions=writer.pick(sentences.DECISIONS))
        for kind, days, agendas in (
            (Meeting.Kind.STANDING_COMMITTEE, committee, sentences.COMMITTEE_AGENDAS),
            (Meeting.Kind.LEADING_GROUP, group, sentences.GROUP_AGENDAS),
        )
        for day in days
    )


def load_instructions(writer: Writer, rounds: list[Round], today: date) -> None:
    """Those of the secretary on each of the rounds, some by other leaders; the latest still waits for its answer."""
    past = [round_ for round_ in rounds if round_.number <= LAST_COUNTED]
    by_secretary = [*past, *writer.random.sample(past[:-1], INSTRUCTIONS - len(past))]
    chosen = [(round_, Instruction.Giver.SECRETARY) for round_ in by_secretary]
    chosen += [(round_, Instruction.Giver.GROUP_HEAD) for round_ in past[::3]]
    made = [
        _instruction(writer, round_, giver, writer.after(round_.field_ended_on, 27, 60)) for round_, giver in chosen
    ]
    made += [
        _instruction(
            writer, round_, Instruction.Giver.SECRETARY, weekday(today - timedelta(days=days)), answered=False
        )
        for round_, days in zip(rounds[-2:], (9, 2), strict=True)
    ]
    Instruction.objects.bulk_create(made)
    Obligation.objects.bulk_create(_owed(instruction) for instruction in made)


def _instruction(writer: Writer, round_: Round, giver: str, given_on: date, *, answered: bool = True) -> Instruction:
    due_on = weekday(given_on + timedelta(days=30))
    return Instruction(
        giver=giver,
        giver_name=writer.name(),
        given_on=given_on,
        round=round_,
        text=writer.pick(sentences.INSTRUCTIONS),
        addressee=writer.pick(sentences.ADDRESSEES),
        due_on=due_on,
        answered_on=writer.after(given_on, 12, 34) if answered else None,
        answer=writer.pick(sentences.ANSWERS) if answered else "",
    )


def _owed(instruction: Instruction) -> Obligation:
    owed = obligation(
        ANSWER_INSTRUCTION,
        instruction,
        TITLE,
        {"day": instruction.given_on.isoformat()},
        round=instruction.round,
        from_on=instruction.given_on,
        due_on=instruction.due_on,
    )
    owed.met_on = instruction.answered_on
    return owed


def load_rules(writer: Writer, today: date) -> None:
    """Each body's rules, the first of them revised once: the revision takes the place of what it replaces."""
    for body, titles in (
        (AdoptedRule.Body.STANDING_COMMITTEE, sentences.COMMITTEE_RULES),
        (AdoptedRule.Body.LEADING_GROUP, sentences.GROUP_RULES),
        (AdoptedRule.Body.OFFICE, sentences.OFFICE_RULES),
    ):
        days = spread(writer, date(2015, 4, 1), date(2021, 12, 1), len(titles))
        rules = AdoptedRule.objects.bulk_create(
            _rule(writer, body, title, day) for title, day in zip(titles, days, strict=True)
        )
        revised = [rule for rule in rules if rule.in_force_on < date(2018, 1, 1)][:2]
        AdoptedRule.objects.bulk_create(
            _rule(writer, body, f"{rule.title}（修订）", writer.after(date(2022, 1, 10), 0, 200), rule)
            for rule in revised
        )
        AdoptedRule.objects.bulk_create(
            _rule(writer, body, title, writer.after(COUNTED_ON, 200, (today - COUNTED_ON).days - 30))
            for title in sentences.LATER_RULES[body]
        )


def _rule(writer: Writer, body: str, title: str, day: date, replaces: AdoptedRule | None = None) -> AdoptedRule:
    number = f"{PREFIXES[body]}〔{day.year}〕{writer.random.randint(1, 60)}号"
    return AdoptedRule(body=body, title=title, number=number, in_force_on=day, replaces=replaces)


def load_announcements(writer: Writer, rounds: list[Round], today: date) -> None:
    """A notice before each round and news of its entry; then feedback, what became of it, and typical cases."""
    made = [each for round_ in rounds for each in _announced(writer, round_)]
    inspections = Inspection.objects.filter(fed_back_on__isnull=False).select_related("organization", "team__round")
    made += [_fed_back(writer, inspection) for inspection in inspections.order_by("pk")[::6]]
    Announcement.objects.bulk_create(each for each in made if each.decided_on <= today)


def _announced(writer: Writer, round_: Round):
    Kind, Channel = Announcement.Kind, Announcement.Channel
    days = {
        Kind.NOTICE: (round_.starts_on, -6, -2, f"{round_}巡察公告", [Channel.OFFICIAL_ACCOUNT, Channel.NEWSPAPER]),
        Kind.ENTRY: (round_.starts_on, 1, 5, f"{round_}各巡察组完成进驻", [Channel.TELEVISION, Channel.SHORT_VIDEO]),
        Kind.FEEDBACK: (round_.rectifying_from, 1, 9, f"{round_}巡察反馈情况", [Channel.WEBSITE]),
        Kind.RECTIFICATION: (
            round_.archived_on,
            -30,
            -5,
            f"{round_}巡察整改进展情况",
            [Channel.WEBSITE, Channel.BOARD],
        ),
    }
    for kind, (day, least, most, title, channels) in days.items():
        if day is not None:
            on = writer.after(day, least, most)
            yield from (
                Announcement(kind=kind, round=round_, title=title, decided_on=on, channel=channel)
                for channel in channels
            )
    if round_.archived_on:
        yield Announcement(
            kind=Kind.EXPOSURE,
            title=writer.pick(sentences.EXPOSED),
            decided_on=writer.after(round_.archived_on, 10, 40),
            channel=Channel.OFFICIAL_ACCOUNT,
        )


def _fed_back(writer: Writer, inspection: Inspection) -> Announcement:
    """Most is published; some is kept back on one of the grounds."""
    kept_back = writer.chance(0.15)
    return Announcement(
        kind=Announcement.Kind.FEEDBACK,
        inspection=inspection,
        title=f"{inspection.organization}巡察反馈意见"[:100],
        decided_on=writer.after(inspection.fed_back_on, 5, 14),
        channel="" if kept_back else writer.pick([Announcement.Channel.WEBSITE, Announcement.Channel.BOARD]),
        ground=writer.pick(Announcement.Ground.values) if kept_back else "",
        approved_by="市委巡察工作领导小组" if kept_back else "",
    )


def spread(writer: Writer, first: date, last: date, amount: int) -> list[date]:
    """So many different weekdays between two days, none at the edges."""
    step = (last - first).days / amount
    return [
        weekday(first + timedelta(days=int(step * (at + 0.2 + writer.random.random() * 0.5)))) for at in range(amount)
    ]


def after_count(writer: Writer, today: date, every: timedelta) -> list[date]:
    """Weekdays from the day that is counted up to today, that far apart."""
    days, day = [], COUNTED_ON + every / 2
    while day + timedelta(days=5) < today:
        days.append(writer.after(day, 0, 3))
        day += every
    return days

"""One entry of every register, about one inspection."""

from datetime import date

from rounds.models import AdoptedRule, Announcement, Inspection, Meeting

DAY = date(2026, 3, 20)


def entries_about(inspection: Inspection) -> dict:
    """The entries by the noun that their addresses use; whatever an entry may be linked with, it is."""
    meeting = Meeting.objects.create(
        kind=Meeting.Kind.SECRETARY, held_on=DAY, agenda="听取巡察情况汇报", decisions="同意"
    )
    meeting.rounds.set([inspection.team.round])
    old, rule = (
        AdoptedRule(body=AdoptedRule.Body.OFFICE, title="巡察工作底稿管理办法", number=number, in_force_on=day)
        for number, day in (("巡办〔2020〕1号", date(2020, 3, 20)), ("巡办〔2026〕3号", DAY))
    )
    old.save()
    rule.replaces = old
    rule.save()
    announcement = Announcement.objects.create(
        kind=Announcement.Kind.ENTRY,
        inspection=inspection,
        title="巡察组进驻公告",
        decided_on=DAY,
        channel=Announcement.Channel.WEBSITE,
    )
    return {"meeting": meeting, "heard_round": meeting.heard.get(), "adopted_rule": rule, "announcement": announcement}

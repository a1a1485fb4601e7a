"""Sending campaigns, reporting on them, and checking on the spot what was reported."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import Actor
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.guards import require_side
from core.workflow.moves import IllegalStep
from core.workflow.saving import lock_row, save_checked
from core.workflow.steps import may_take
from rectification import duties
from rectification.addressees import tell_of_own
from rectification.models import Campaign, SelfCheck
from rounds.deadlines import obligations
from rounds.models import Obligation, Organization

checks = SelfCheck.objects
OWED = gettext_lazy("Check yourselves and report: %(campaign)s")


def missing_report(check: SelfCheck) -> Obligation | None:
    """What the organization owes as long as it has not reported."""
    return None if check.reported_on else owed_report(check)


def owed_report(check: SelfCheck) -> Obligation:
    """What the organization owes: its report, by the day of the campaign."""
    due_on = max(check.campaign.report_due_on, check.sent_on)
    return obligations.obligation(
        duties.REPORT_SELF_CHECK,
        check,
        OWED,
        {"campaign": check.campaign.title},
        organization=check.organization,
        from_on=check.sent_on,
        due_on=due_on,
    )


def tell_of_campaign(sent: Iterable[SelfCheck], campaign: Campaign) -> None:
    """Each organization learns what it is to check itself for; who has reported by then knows."""
    unreported = [check for check in sent if check.reported_on is None]
    tell_of_own(unreported, kind="campaign", subject=OWED, campaign=campaign.title)


def owe_report(check: SelfCheck, by: Actor) -> None:
    """It is owed until it is there, or the self-check is void."""
    obligations.owe_until(owed_report(check), done_on=check.reported_on, is_void=check.is_void)


def owe_reports_anew(campaign: Campaign, by: Actor) -> None:
    """With the day of the campaign moves what is still owed; with a void campaign nothing is owed any more."""
    for check in campaign.checks.filter(voided_on__isnull=True, reported_on__isnull=True).select_related(
        "organization"
    ):
        check.campaign = campaign
        obligations.owe_until(owed_report(check), done_on=None, is_void=campaign.is_void)


@all_or_nothing
def send_campaign(campaign: Campaign, *, by: Actor, organizations: Iterable[Organization], on: date) -> Campaign:
    """Send it to these; whoever has it already is left as it is."""
    require_side(may_take(Campaign.objects.sendable_by, by, campaign))
    lock_row(campaign)
    require_past("on", on, since=campaign.begun_on, fact=_("begun on"))
    had = set(campaign.checks.standing().values_list("organization", flat=True))
    new = [each for each in organizations if each.pk not in had]
    with acting(by):
        sent = checks.bulk_create(SelfCheck(campaign=campaign, organization=each, sent_on=on) for each in new)
        obligations.open_all([owed_report(check) for check in sent])
        tell_of_campaign(sent, campaign)
    return campaign


@all_or_nothing
def report_self_check(
    check: SelfCheck,
    *,
    by: Actor,
    problems_found: int,
    problems_rectified: int,
    funds_returned: Decimal | int = 0,
    remark: str = "",
) -> SelfCheck:
    """The organization reports what it found of itself, and what became of it; funds in yuan."""
    require_side(may_take(checks.reportable_by, by, check))
    facts = {"problems_found": problems_found, "problems_rectified": problems_rectified}
    return _report(check, by, today(), **facts, funds_returned=funds_returned, remark=remark)


@all_or_nothing
def record_report(check: SelfCheck, *, by: Actor, on: date, **facts: Any) -> SelfCheck:
    """The office records a report that came on paper on that day."""
    require_side(may_take(checks.recordable_by, by, check))
    require_past("on", on, since=check.sent_on, fact=_("sent on"))
    return _report(check, by, on, **facts)


def _report(check: SelfCheck, by: Actor, on: date, **facts: Any) -> SelfCheck:
    lock_row(check)
    save_checked(check, by=by, reported_on=on, **facts)
    with acting(by):
        obligations.meet(duties.REPORT_SELF_CHECK, check, on)
    return check


@all_or_nothing
def record_spot_check(check: SelfCheck, *, by: Actor, checked_on: date, verdict: str, opinion: str = "") -> SelfCheck:
    """What the office saw on the spot; a later check takes the place of an earlier one, which the trail keeps."""
    require_side(may_take(checks.keepable_by, by, check))
    lock_row(check)
    if check.reported_on is None or check.is_void:
        raise IllegalStep(_("The organization has not reported yet; what it reports is checked on the spot."))
    require_past("checked_on", checked_on, since=check.reported_on, fact=_("reported on"))
    return save_checked(check, by=by, checked_on=checked_on, verdict=verdict, opinion=opinion)

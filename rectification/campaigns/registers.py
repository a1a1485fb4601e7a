"""The registers of campaigns and of self-checks, with the steps between them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import Actor
from core.registers.register import Links, Register, Words, keep
from core.ui.views.record import facts_of
from core.workflow.steps import Asks, Command, Shown, Step, Task, page
from rectification.accounts import asking_step
from rectification.campaigns import services
from rectification.campaigns.bodies import ReportBody
from rectification.campaigns.filters import CampaignFilter, SelfCheckFilter
from rectification.campaigns.forms import (
    CampaignForm,
    PaperReportForm,
    ReportForm,
    SelfCheckForm,
    SpotCheckForm,
)
from rectification.campaigns.steps import ASK_FOR_ALL
from rectification.campaigns.tables import CampaignTable, SelfCheckTable
from rectification.models import Campaign, SelfCheck
from rectification.permissions import can_keep_follow_up, reads_follow_up
from rounds.deadlines.obligations import leave_unchecked

checks = SelfCheck.objects


def sent_while_it_runs(check: SelfCheck, links: Links) -> None:
    """A campaign is not sent before it begins, and not once it is void."""
    if check.campaign.is_void:
        raise ValidationError({"campaign": _("This campaign is void.")})
    if check.sent_on and check.sent_on < check.campaign.begun_on:
        raise ValidationError({"sent_on": _("The campaign had not begun on that day.")})


def what_is_asked(check: SelfCheck, user: Actor) -> dict:
    """What the campaign is about: who reports has it before their eyes."""
    return {"entry_words": facts_of(check.campaign, "text", wide=("text",))}


ASKED = Shown("core/_entry_words.html", what_is_asked, wide=False)
CAMPAIGNS = keep(
    Register(
        Campaign,
        named="rectification:campaign",
        listed="rectification:campaigns",
        words=Words(
            gettext_lazy("Self-check campaigns"),
            gettext_lazy("Begin a campaign"),
            gettext_lazy("Change the campaign"),
            gettext_lazy("No campaign yet."),
            gettext_lazy("The office begins a campaign on a common problem and sends it to organizations."),
        ),
        day="begun_on",
        form=CampaignForm,
        table=CampaignTable,
        filters=CampaignFilter,
        facts=("title", "category", "begun_on", "report_due_on", "text"),
        wide=("title", "text"),
        reads=("category",),
        opens=reads_follow_up,
        may_enter=can_keep_follow_up,
        follow=services.owe_reports_anew,
    ),
    Step(
        "send",
        gettext_lazy("Send to organizations"),
        page("rectification:campaign_send"),
        rows=Campaign.objects.sendable_by,
    ),
    ASK_FOR_ALL,
)
SELF_CHECKS = keep(
    Register(
        SelfCheck,
        named="rectification:self_check",
        listed="rectification:self_checks",
        words=Words(
            gettext_lazy("Self-checks"),
            gettext_lazy("Send to one more organization"),
            gettext_lazy("Change the self-check"),
            gettext_lazy("No self-check yet."),
            gettext_lazy("They come with a campaign that is sent."),
        ),
        day="sent_on",
        form=SelfCheckForm,
        table=SelfCheckTable,
        filters=SelfCheckFilter,
        facts=(
            "campaign",
            "organization",
            "sent_on",
            "reported_on",
            "problems_found",
            "problems_rectified",
            "funds_returned",
            "remark",
            "checked_on",
            "verdict",
            "opinion",
        ),
        wide=("campaign", "organization", "remark", "opinion"),
        reads=("campaign", "organization"),
        opens=reads_follow_up,
        may_enter=can_keep_follow_up,
        refuses=sent_while_it_runs,
        follow=services.owe_report,
        owes=services.missing_report,
        tells=lambda check, by: services.tell_of_campaign([check], check.campaign),
        brought=leave_unchecked,
    ),
    Step(
        "report",
        gettext_lazy("Report the self-check"),
        rows=checks.reportable_by,
        service=services.report_self_check,
        asks=Asks(
            ReportForm,
            consequence=gettext_lazy("The inspection office reads the report and may check it on the spot."),
            button=gettext_lazy("Report"),
            shows=ASKED,
        ),
        done=gettext_lazy("The self-check is reported."),
        task=Task(
            services.OWED,
            gettext_lazy("Go and report"),
            facts=lambda check: {"campaign": check.campaign.title},
            due_on=lambda check: check.campaign.report_due_on,
        ),
        command=Command("Report the self-check.", ReportBody),
    ),
    Step(
        "record_report",
        gettext_lazy("Record the report from paper"),
        rows=checks.recordable_by,
        service=services.record_report,
        asks=Asks(
            PaperReportForm,
            consequence=gettext_lazy("The organization owes no report any more."),
            shows=ASKED,
        ),
        done=gettext_lazy("The report is recorded."),
        primary=False,
    ),
    Step(
        "spot_check",
        gettext_lazy("Record a spot check"),
        rows=checks.keepable_by,
        offered=checks.checkable_by,
        service=services.record_spot_check,
        asks=Asks(
            SpotCheckForm,
            consequence=gettext_lazy("The organization reads the verdict."),
        ),
        done=gettext_lazy("The spot check is recorded."),
        primary=False,
    ),
    asking_step(checks.recordable_by, "organization", "campaign"),
    reads=("campaign", "organization"),
)

"""The register of notices to division leaders, and their steps: drawn of a round, sent, receipted."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.registers.register import Register, Words, keep
from core.ui.forms import DayForm
from core.workflow.steps import Asks, Step, Task, register_steps
from findings.duties import RECEIPT_NOTICE
from findings.models import PortfolioNotice
from findings.permissions import can_issue_findings, sees_portfolio_notices
from findings.portfolio_notices import services
from findings.portfolio_notices.drawing import rounds_to_tell
from findings.portfolio_notices.filters import NoticeFilter
from findings.portfolio_notices.forms import NoticeForm, PaperReceiptForm
from findings.portfolio_notices.tables import NoticeTable
from rounds.deadlines.querysets import with_owed_day
from rounds.models import Round

notices = PortfolioNotice.objects


def _owing_a_receipt(user):
    """What waits for this division leader's own receipt, with its day; what went out on paper waits for none."""
    return with_owed_day(notices.receiptable_by(user), RECEIPT_NOTICE)


NOTICES = keep(
    Register(
        PortfolioNotice,
        named="findings:portfolio_notice",
        listed="findings:portfolio_notices",
        words=Words(
            _("Notices to division leaders"),
            _("Record a notice on paper"),
            _("Change the notice"),
            _("No notice to a division leader yet."),
            _("On the page of a round that is being rectified the office draws one for each division leader."),
        ),
        day="sent_on",
        form=NoticeForm,
        table=NoticeTable,
        filters=NoticeFilter,
        facts=("round", "leader_name", "drawn_on", "sent_on", "receipted_on", "receipt_document", "text"),
        wide=("text",),
        reads=("round",),
        opens=sees_portfolio_notices,
        may_enter=can_issue_findings,
        refuses=services.told_on_paper,
        follow=services.forget_void,
    ),
    Step(
        "send",
        _("Send"),
        rows=notices.sendable_by,
        service=services.send_notice,
        asks=Asks(
            DayForm,
            title=_("Send the notice"),
            consequence=_("The division leader reads it and owes a receipt; it is not changed any more."),
        ),
        done=_("The notice is sent."),
        task=Task(
            _("Look over and send the notice of %(round)s to %(leader)s"),
            _("Go and send"),
            facts=lambda notice: {"round": notice.round, "leader": notice.leader_name},
        ),
    ),
    Step(
        "receipt",
        _("Receipt the notice"),
        rows=notices.receiptable_by,
        service=services.receipt_notice,
        confirm=_("Receipt this notice? It is recorded with your name and today's date."),
        done=_("The notice is receipted."),
        task=Task(
            services.OWED,
            _("Read and receipt"),
            facts=lambda notice: {"round": notice.round, "leader": notice.leader_name},
            due_on=lambda notice: notice.owed_on,
            rows=_owing_a_receipt,
        ),
    ),
    Step(
        "record_receipt",
        _("Record the receipt from paper"),
        rows=notices.recordable_by,
        service=services.record_receipt,
        asks=Asks(
            PaperReceiptForm,
            title=_("Record the receipt from paper"),
            consequence=_("The division leader owes no receipt any more; that it came on paper stays visible."),
        ),
        done=_("The receipt is recorded."),
        primary=False,
    ),
    reads=("round",),
)
OF_ROUND = register_steps(
    Round,
    Step(
        "draw_notices",
        _("Draw notices to division leaders"),
        rows=Round.objects.keepable_by,
        states=services.OVER,
        primary=False,
        service=services.draw_notices,
        done=_("The drafts are drawn. Look them over, then send them; what was sent stays as it is."),
        task=Task(
            _("Draw the notices of %(round)s to division leaders"),
            _("Go and draw them"),
            facts=lambda round: {"round": round},
            rows=rounds_to_tell,
        ),
        then=lambda round, made: f"{reverse('findings:portfolio_notices')}?round={round.pk}",
    ),
)

"""Drawing notices to division leaders, sending them, and receipting them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import Actor
from core.access.roles import Role
from core.files.attachments import store_attachments
from core.names.spelling import same_name
from core.notices.services import tell
from core.trail.recording import acting
from core.wording import in_house_language
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.guards import require_side, require_status, require_text
from core.workflow.moves import IllegalStep, lock
from core.workflow.saving import lock_row, save_checked
from core.workflow.steps import may_take
from findings.duties import RECEIPT_NOTICE
from findings.models import PortfolioNotice
from findings.portfolio_notices.drawing import as_told, lines_for, write_lines
from personnel.models import User
from rounds.deadlines.obligations import forget, meet, open_obligation
from rounds.models import Round

notices = PortfolioNotice.objects
OVER = (Round.Status.RECTIFYING, Round.Status.ARCHIVED)
"""From when on what a round found is told."""
OWED = gettext_lazy("Receipt the notice of what %(round)s found in the portfolio of %(leader)s")
TEXT = gettext_lazy(
    "%(round)s is over. What it found with the party organizations in your portfolio is told below. You answer for"
    " your field and for its party conduct alike: see to it that they draw up their plans, rectify what was found one"
    " by one and completely, and make rules so that it does not come again."
)


@all_or_nothing
def draw_notices(round: Round, *, by: Actor) -> Round:
    """Draw a notice for each division leader in whose portfolio the round found something.

    Drafts are drawn anew, with the text that the office gave them; what was sent stays as it was.
    """
    require_side(may_take(Round.objects.keepable_by, by, round))
    lock(round)
    require_status(round, *OVER)
    there = {same_name(notice.leader_name): notice for notice in notices.standing().filter(round=round)}
    for name, leader in _leaders().items():
        notice = there.get(same_name(name))
        if notice is None or notice.is_draft:
            _draw(notice or PortfolioNotice(round=round, leader=leader, leader_name=name), leader, by)
    return round


def _leaders() -> dict[str, User]:
    """Who follows organizations today, by the name that a notice gives them; of namesakes, with their user names."""
    leaders = list(User.objects.holding(Role.DIVISION_LEADER).order_by("pk"))
    names = [same_name(leader.name) for leader in leaders]
    return {
        leader.name if names.count(name) == 1 else f"{leader.name}（{leader.username}）": leader
        for name, leader in zip(names, leaders, strict=True)
    }


def _draw(notice: PortfolioNotice, leader: User, by: Actor) -> None:
    """Write a draft, or the one that is there anew; where nothing was found, none is begun."""
    lines = lines_for(leader, notice.round, today())
    if notice.pk is None and not lines:
        return
    text = notice.text or in_house_language(TEXT, {"round": notice.round})
    save_checked(notice, by=by, drawn_on=today(), text=text)
    with acting(by):
        write_lines(notice, lines)


@all_or_nothing
def send_notice(notice: PortfolioNotice, *, by: Actor, on: date) -> PortfolioNotice:
    """Send a draft that was looked over; its division leader owes a receipt.

    Refused where what it tells is not so any more: it is drawn anew first.
    """
    require_side(may_take(notices.sendable_by, by, notice))
    lock_row(notice)
    _require_draft(notice)
    require_past("on", on, since=notice.drawn_on, fact=_("drawn on"))
    leader = notice.leader
    if not leader.is_active or Role.DIVISION_LEADER not in leader.reach.roles:
        raise IllegalStep(_("%(leader)s is no division leader any more. Make the notice void.") % {"leader": leader})
    lines = lines_for(leader, notice.round, today())
    if not lines or as_told(lines) != as_told(list(notice.lines.all())):
        raise IllegalStep(_("What was found has changed since it was drawn. Draw the notices of this round anew."))
    save_checked(notice, by=by, sent_on=on, sent_by_id=by.pk, text=require_text("text", notice.text, _("Text")))
    facts: dict[str, Any] = {"round": str(notice.round), "leader": notice.leader_name}
    open_obligation(RECEIPT_NOTICE, notice, OWED, facts, round=notice.round, account=leader, from_on=on)
    tell([leader], kind="portfolio_notice", subject=OWED, url=notice.get_absolute_url(), **facts)
    return notice


def _require_draft(notice: PortfolioNotice) -> None:
    if notice.is_void or not notice.is_draft:
        raise IllegalStep(_("This notice is no draft any more."))


@all_or_nothing
def receipt_notice(notice: PortfolioNotice, *, by: Actor) -> PortfolioNotice:
    """The division leader receipts what was sent to them, by their own hand."""
    require_side(may_take(notices.receiptable_by, by, notice))
    return _receipt(notice, by, today(), receipted_by_id=by.pk)


@all_or_nothing
def record_receipt(
    notice: PortfolioNotice, *, by: Actor, on: date, document: str, files: Sequence[UploadedFile] = ()
) -> PortfolioNotice:
    """The office records a receipt on paper, with its day and the document that shows it."""
    require_side(may_take(notices.recordable_by, by, notice))
    document = require_text("document", document, _("Document of the receipt"))
    require_past("on", on, since=notice.sent_on, fact=_("sent on"))
    _receipt(notice, by, on, receipt_document=document)
    with acting(by):
        store_attachments(notice, files, by=by)
    return notice


def _receipt(notice: PortfolioNotice, by: Actor, on: date, **how: Any) -> PortfolioNotice:
    lock_row(notice)
    if notice.is_void or notice.receipted_on:
        raise IllegalStep(_("This notice is receipted or void already."))
    save_checked(notice, by=by, receipted_on=on, **how)
    meet(RECEIPT_NOTICE, notice, on)
    return notice


def told_on_paper(notice: PortfolioNotice, links: Any) -> None:
    """A draft has a text; what went out on paper was receipted on no day to come."""
    if notice.drawn_on:
        require_text("text", notice.text, _("Text"))
    elif notice.receipted_on:
        require_past("receipted_on", notice.receipted_on)
    if notice.receipt_document and not notice.receipted_on:
        raise ValidationError({"receipted_on": _("Give the day of the receipt.")})


def forget_void(notice: PortfolioNotice, by: Any) -> None:
    """Of a notice that is void no receipt was ever owed; what went out on paper opens no duty."""
    if notice.is_void:
        forget(notice)

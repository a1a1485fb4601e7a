"""双公开: owed once both reports were received; published, or kept back on a ground the leading group approves."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.dispatch import receiver
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.access.reach import require
from core.access.roles import Role
from core.files.attachments import store_attachments
from core.notices.services import tell
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import day_or_today, require_side, require_status, require_text
from core.workflow.moves import IllegalStep, lock, move
from core.workflow.saving import save_checked
from core.workflow.steps import may_take
from personnel.models import User
from rectification import duties, permissions
from rectification.addressees import tell_organization
from rectification.models import HandOver, Publication, RectificationReport, ReportDelivery
from rectification.sides import require_not_of_office, require_not_of_organization
from rounds.deadlines import obligations
from rounds.models import Announcement
from rounds.signals import announcement_entered

Side, Status, Channel = Publication.Side, Publication.Status, Announcement.Channel
TITLES = {
    Side.PARTY: gettext_lazy("Circulate the result of rectification within the party"),
    Side.PUBLIC: gettext_lazy("Publish the result of rectification to the public"),
}
NOT_PROPOSED: dict[str, Any] = {"ground": "", "why": "", "proposed_on": None, "proposed_by": None}
RESULT = Announcement.Kind.RECTIFICATION
REASON = pgettext_lazy("publication", "why it should not be published")


def owe_once_received(hand_over: HandOver, *, by: User, on: date) -> None:
    """Both publications are owed once the leading group has received both reports; `hand_over` is locked.

    Departments that are slow with their receipt keep no result from the public.
    """
    received = ReportDelivery.objects.filter(report__hand_over=hand_over, body=None, status="received")
    if len(set(received.values_list("report__kind", flat=True))) == len(RectificationReport.Kind):
        _owe(hand_over, by, on)


@all_or_nothing
def ask_for_publication(hand_over: HandOver, *, by: User) -> HandOver:
    """The office asks for both where the reports were received outside this system, or before it knew of this."""
    require_side(permissions.can_hand_over(by, hand_over))
    lock(hand_over)
    require_not_of_organization(by, hand_over)
    require_status(hand_over, *HandOver.UNDER_WAY)
    if not _owe(hand_over, by, today()):
        raise IllegalStep(_("The publication of this result is owed already."))
    return hand_over


def _owe(hand_over: HandOver, by: User, on: date) -> list[Publication]:
    if hand_over.publications.exists():
        return []
    made = [Publication(hand_over=hand_over, side=side, owed_since=on) for side in Side]
    with acting(by):
        Publication.objects.bulk_create(made)
        obligations.open_all([_owed(each, on) for each in made])
    subject = gettext_lazy("The result of rectification is to be published within the party and to the public")
    tell_organization(hand_over, kind="publication.owed", subject=subject, url=hand_over.get_absolute_url())
    return made


def _owed(publication: Publication, on: date) -> Any:
    inspection = publication.hand_over.inspection
    return obligations.obligation(
        duties.PUBLISH_RESULT,
        publication,
        TITLES[Side(publication.side)],
        inspection=inspection,
        organization=inspection.organization,
        from_on=on,
    )


@all_or_nothing
def record_publication(
    publication: Publication,
    *,
    by: User,
    on: date | None = None,
    title: str,
    channel: str = "",
    link: str = "",
    text: str = "",
    files: Sequence[UploadedFile] = (),
) -> Publication:
    """Enter into the register where it was published, with a link, the text or the printed page.

    Raises `ValidationError` where nothing shows what was published.
    """
    _begin(publication, by, Status.OWED)
    channel = Channel.BULLETIN if publication.side == Side.PARTY else channel
    if not channel or (publication.side == Side.PUBLIC and channel == Channel.BULLETIN):
        raise ValidationError({"channel": _("Say through which channel the public can read it.")})
    if not (link or text.strip() or files):
        raise ValidationError({"link": _("Give the link, the published text, or a copy of it as a file.")})
    day = day_or_today(on, since=publication.hand_over.delivered_on)
    told = {"title": title, "decided_on": day, "channel": channel, "link": link, "text": text.strip()}
    _settle(publication, Status.DONE, by, _announce(publication, by, **told))
    with acting(by):
        store_attachments(publication, files, by=by)
    return publication


@all_or_nothing
def propose_keeping_back(publication: Publication, *, by: User, ground: str, reason: str) -> Publication:
    """Propose that it is not published, on one of the five grounds; the leading group decides by its day."""
    _begin(publication, by, Status.OWED)
    reason, on = require_text("reason", reason, REASON), today()
    proposed: dict[str, Any] = {"ground": ground, "why": reason, "proposed_on": on, "proposed_by": by}
    cleared: dict[str, Any] = {"refused_why": "", "decided_on": None, "decided_by": None}
    inspection = publication.hand_over.inspection
    title = gettext_lazy("Decide whether the result of rectification is not published")
    owed = obligations.obligation(duties.DECIDE_KEEPING_BACK, publication, title, inspection=inspection, from_on=on)
    with acting(by, reason=reason):
        move(publication, Status.PROPOSED, by=by, **proposed, **cleared)
        obligations.pass_on(duties.PUBLISH_RESULT, publication, on, owed)
    deciding = User.objects.holding(Role.LEADING_GROUP).free_of_recusal(inspection.organization)
    subject = gettext_lazy("It is proposed not to publish the result of rectification of %(organization)s")
    told = {"organization": inspection.organization.name, "url": publication.get_absolute_url()}
    tell(deciding, kind="publication.proposed", subject=subject, **told)
    return publication


@all_or_nothing
def approve_keeping_back(publication: Publication, *, by: User) -> Publication:
    """The leading group approves that it is not published; the register keeps ground and who approved."""
    _decide(publication, by)
    announcement = _announce(publication, by, ground=publication.ground, approved_by=by.name[:50])
    _settle(publication, Status.KEPT_BACK, by, announcement, decided_on=today(), decided_by=by)
    subject = gettext_lazy("It was approved that the result of rectification is not published")
    _tell_of_decision(publication, subject)
    return publication


@all_or_nothing
def refuse_keeping_back(publication: Publication, reason: str, *, by: User) -> Publication:
    """The leading group wants it published: it is owed again by its day."""
    _decide(publication, by)
    reason, on = require_text("reason", reason, _("Reason")), today()
    decided: dict[str, Any] = {"refused_why": reason, "decided_on": on, "decided_by": by}
    with acting(by, reason=reason):
        move(publication, Status.OWED, by=by, **decided)
        obligations.give_back(duties.DECIDE_KEEPING_BACK, publication, on, resumed=duties.PUBLISH_RESULT)
    subject = gettext_lazy("The result of rectification is to be published: keeping it back was refused")
    _tell_of_decision(publication, subject)
    return publication


@all_or_nothing
def record_keeping_back(
    publication: Publication,
    *,
    by: User,
    ground: str,
    approved_by: str,
    files: Sequence[UploadedFile],
    on: date | None = None,
) -> Publication:
    """The office records what the leading group approved on paper, with the scan of the approval."""
    require_side(may_take(Publication.objects.recordable_by, by, publication))
    require_not_of_organization(by, publication.hand_over)
    lock(publication)
    require_status(publication, Status.OWED, Status.PROPOSED)
    if not files:
        raise ValidationError({"files": _("Attach the scan of the approval.")})
    day = day_or_today(on, since=publication.hand_over.delivered_on)
    announcement = _announce(publication, by, decided_on=day, ground=ground, approved_by=approved_by)
    _settle(publication, Status.KEPT_BACK, by, announcement)
    with acting(by):
        store_attachments(publication, files, by=by)
    _tell_of_decision(publication, gettext_lazy("It was approved that the result of rectification is not published"))
    return publication


@receiver(announcement_entered)
def follow_the_register(announcement: Announcement, by: User, **kwargs: Any) -> None:
    """What the office enters in the register settles the publication it is about; made void, it is owed again."""
    for publication in Publication.objects.filter(announcement=announcement).select_related("hand_over__inspection"):
        if _is_about(announcement, publication) and publication.status == _comes_to(announcement):
            if publication.settled_on != announcement.decided_on:
                save_checked(publication, by=by, settled_on=announcement.decided_on)
            return
        _owe_again(publication, by)
    about = Publication.objects.open().filter(hand_over__inspection=announcement.inspection_id)
    for publication in about.select_related("hand_over__inspection__organization"):
        if _is_about(announcement, publication):
            lock(publication)
            _settle(publication, _comes_to(announcement), by, announcement)
            return


def _comes_to(announcement: Announcement) -> str:
    return Status.DONE if announcement.is_published else Status.KEPT_BACK


def _is_about(announcement: Announcement, publication: Publication) -> bool:
    """A bulletin is within the party; every other channel, and what is not published, concerns the public.

    What was kept back here keeps its own entry, whichever side it is of.
    """
    inspection = publication.hand_over.inspection_id
    if announcement.is_void or (announcement.kind, announcement.inspection_id) != (RESULT, inspection):
        return False
    if not announcement.is_published:
        return publication.side == Side.PUBLIC or publication.status == Status.KEPT_BACK
    is_within = announcement.channel == Channel.BULLETIN
    return publication.status != Status.KEPT_BACK and is_within == (publication.side == Side.PARTY)


def _owe_again(publication: Publication, by: User) -> None:
    on = today()
    lock(publication)
    with acting(by):
        emptied: dict[str, Any] = {"decided_on": None, "decided_by": None, "refused_why": ""}
        move(publication, Status.OWED, by=by, announcement=None, settled_on=None, **NOT_PROPOSED, **emptied)
        obligations.open_all([_owed(publication, on)])


def _begin(publication: Publication, by: User, *allowed: str) -> None:
    """For the organization or for the office, never for both."""
    hand_over = publication.hand_over
    require_side(may_take(Publication.objects.publishable_by, by, publication))
    if permissions.can_hand_over(by, hand_over):
        require_not_of_organization(by, hand_over)
    else:
        require_not_of_office(by, hand_over)
    lock(publication)
    require_status(publication, *allowed)


def _decide(publication: Publication, by: User) -> None:
    require_side(may_take(Publication.objects.decidable_by, by, publication))
    require_not_of_organization(by, publication.hand_over)
    lock(publication)
    require_status(publication, Status.PROPOSED)
    require(publication.proposed_by_id not in by.own_accounts, _("Nobody decides on their own proposal."))


def _announce(publication: Publication, by: User, **facts: Any) -> Announcement:
    """The entry of the register that says so."""
    with translation.override(settings.LANGUAGE_CODE):
        told: dict[str, Any] = {"title": str(publication)[:100], "decided_on": today()} | facts
    announcement = Announcement(kind=RESULT, inspection=publication.hand_over.inspection)
    return save_checked(announcement, by=by, ask_checks=True, **told)


def _settle(publication: Publication, status: str, by: User, announcement: Announcement, **facts: Any) -> None:
    with acting(by):
        settled: dict[str, Any] = {"announcement": announcement, "settled_on": announcement.decided_on}
        move(publication, status, by=by, **settled, **facts)
        obligations.meet_all(publication, today())


def _tell_of_decision(publication: Publication, subject: Any) -> None:
    url = publication.get_absolute_url()
    tell_organization(publication.hand_over, kind="publication.decided", subject=subject, url=url)

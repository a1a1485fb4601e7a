"""Who may do what with a row they already see. Pages, API and services ask the same questions here."""

from core.access.reach import had_a_hand, reach_of
from core.access.roles import Right
from personnel.models import Posting
from rounds.models import Inspection

WORKING = frozenset({Inspection.Status.ON_SITE, Inspection.Status.REPORTING})


def works_on(user, inspection) -> bool:
    """Posted to the team of this inspection, which is on site or writing its report."""
    return inspection.pk in reach_of(user).inspections and inspection.status in WORKING


def mends(user, draft) -> bool:
    """Of the team, as long as it stands, when the draft was given back to it: also after the feedback."""
    if draft.status != draft.Status.DRAFT or draft.inspection_id not in reach_of(user).inspections:
        return False
    return draft.events.exclude(status=draft.status).exists()


def leads(user, inspection) -> bool:
    """Leader of this inspection's team, and not recused from its organization."""
    reach = reach_of(user)
    return inspection.pk in reach.inspections and inspection.team_id in reach.led_teams


def deputizes(user, inspection) -> bool:
    """Deputy leader of this inspection's team, and not recused from its organization."""
    reach = reach_of(user)
    return inspection.pk in reach.inspections and inspection.team_id in reach.deputy_teams


def wrote(user, paper) -> bool:
    """Its author, or someone of the team who changed what it says."""
    return had_a_hand(user, paper.writers)


def signed(user, paper) -> bool:
    """One of those who signed it as its handlers."""
    return paper.signatures.filter(person__in=user.own_persons).exists()


def can_write_paper(user, inspection) -> bool:
    """Anyone of the team while it works."""
    return works_on(user, inspection)


def can_change_paper(user, paper) -> bool:
    """The whole team works on its drafts."""
    return works_on(user, paper.inspection) or mends(user, paper)


def can_review_paper(user, paper) -> bool:
    """A deputy who neither wrote nor handled it."""
    return deputizes(user, paper.inspection) and not wrote(user, paper) and not signed(user, paper)


def can_approve_paper(user, paper) -> bool:
    """The leader, unless the leader handled or, as a deputy then, reviewed it; of one's own, only what is reviewed."""
    if not leads(user, paper.inspection) or signed(user, paper) or had_a_hand(user, {paper.reviewed_by_id}):
        return False
    return paper.reviewed_by_id is not None or not wrote(user, paper)


def can_return_paper(user, paper) -> bool:
    """The leader, or a deputy as long as the review is theirs."""
    reviewing = paper.status == paper.Status.SUBMITTED and deputizes(user, paper.inspection)
    return reviewing or leads(user, paper.inspection)


def can_draw_from(user, paper) -> bool:
    """Anyone of the team while it works draws findings and leads from its papers."""
    return works_on(user, paper.inspection)


def can_change_finding(user, finding) -> bool:
    """The whole team works on its drafts."""
    return works_on(user, finding.inspection)


def can_submit_finding(user, finding) -> bool:
    """The leader answers for what goes to the office, until it is fed back: no hand-over would take it in later."""
    return leads(user, finding.inspection) and finding.inspection.status in WORKING


def can_return_finding(user, finding) -> bool:
    """The office."""
    return reach_of(user).may(Right.HAND_OVER)


def can_issue_finding(user, finding) -> bool:
    """The office, with the hand-over."""
    return reach_of(user).may(Right.HAND_OVER)


def can_write_lead(user, inspection) -> bool:
    """Anyone of the team while it works."""
    return works_on(user, inspection)


def can_change_lead(user, lead) -> bool:
    """The one who wrote it, or the team's leader: nobody else of the team knows it.

    As long as the team stands: a lead does not wait for the feedback, and none is lost by it.
    """
    ours = lead.inspection_id in reach_of(user).inspections
    return ours and (had_a_hand(user, {lead.written_by_id}) or leads(user, lead.inspection))


def can_decide_lead(user, lead) -> bool:
    """The leading group; never the one who wrote it, nor anyone who was ever of the team it comes from."""
    if not reach_of(user).may(Right.APPROVE_LEADS) or had_a_hand(user, {lead.written_by_id}):
        return False
    return not Posting.objects.filter(team=lead.inspection.team_id, person__in=user.own_persons).exists()


def can_transfer_lead(user, lead) -> bool:
    """The lead handler; never the one who approved it."""
    return reach_of(user).may(Right.TRANSFER_LEADS) and not had_a_hand(user, {lead.decided_by_id})


def can_export_leads(user) -> bool:
    """Those who read the content of all leads."""
    return reach_of(user).may(Right.READ_LEADS)


def can_answer(user, transfer) -> bool:
    """The body it was sent to; never who approved or sent the lead, who may have a seat there too."""
    reach = reach_of(user)
    ours = reach.may(Right.ANSWER_TRANSFERS) and reach.body == transfer.body_id
    return ours and not had_a_hand(user, {transfer.sent_by_id, transfer.lead.decided_by_id})


def answers_transfers(user) -> bool:
    """Someone of a receiving body: sees the transfers to it with their leads, not the way a lead went before."""
    reach = reach_of(user)
    return reach.may(Right.ANSWER_TRANSFERS) and not reach.may(Right.READ_LEADS)


def is_inside(user, inspection) -> bool:
    """Of the office, the leading group or the team: sees how a row came to be, not only what was issued."""
    reach = reach_of(user)
    return reach.reads_all or inspection.pk in reach.inspections


def inspects(user) -> bool:
    """Office, leading group and teams: those to whom lists of papers and findings mean anything."""
    reach = reach_of(user)
    return reach.reads_all or bool(reach.inspections)


def keeps_leads(user) -> bool:
    """Someone to whom the list of leads means anything: reads their content, or is posted to a team."""
    reach = reach_of(user)
    return reach.may(Right.READ_LEADS) or bool(reach.inspections)


def follows_transfers(user) -> bool:
    """Someone who answers transfers or reads all leads."""
    reach = reach_of(user)
    return reach.may(Right.READ_LEADS) or reach.may(Right.ANSWER_TRANSFERS)

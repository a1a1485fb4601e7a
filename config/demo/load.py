"""Loading the demo: everything in one transaction, history first, then what is live."""

from collections.abc import Callable
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from config.demo.batch import Batch
from config.demo.cast import Cast, make_cast, make_clerk
from config.demo.changes import change_organizations
from config.demo.city import BODIES, places
from config.demo.dossiers.archive import Archive, known_schemes
from config.demo.evidence import attach_evidence, attach_scans
from config.demo.handed_over.load import load_handed_over
from config.demo.history import load_rounds
from config.demo.live import LiveRounds, load_live_rounds
from config.demo.on_site import load_on_site
from config.demo.past.load import FINDINGS, load_past
from config.demo.people import load_people, post_people
from config.demo.registers.accountability import load_accountability
from config.demo.registers.accounts import load_accounts
from config.demo.registers.advice import load_advice
from config.demo.registers.aims import load_aims
from config.demo.registers.archives import load_archives
from config.demo.registers.assessments import load_assessments
from config.demo.registers.brought import load_brought
from config.demo.registers.by_hand import load_by_hand
from config.demo.registers.campaigns import load_campaigns
from config.demo.registers.changes import load_changes
from config.demo.registers.channels import load_channels
from config.demo.registers.conduct import load_conduct
from config.demo.registers.forwarding import load_forwarded
from config.demo.registers.inputs import load_inputs
from config.demo.registers.ladder import load_proposals
from config.demo.registers.letters import load_letters
from config.demo.registers.limits import load_limits
from config.demo.registers.notices import load_notices
from config.demo.registers.publications import load_publications
from config.demo.registers.reports import load_reports
from config.demo.registers.responsibilities import load_responsibilities
from config.demo.registers.results import load_results
from config.demo.registers.reviews import load_reviews
from config.demo.registers.standing import load_secondments, load_standing
from config.demo.registers.supervision import load_supervision
from config.demo.registers.supplements import load_supplements
from config.demo.registers.training import load_evaluations, load_training
from config.demo.writing import Writer
from config.roles import as_owner
from core.models import DemoMark
from core.trail.recording import acting
from personnel.accounts.services import system_account
from personnel.models import User
from rounds.models import Body, Inspection, Organization

SEED = 20221015


@transaction.atomic
def load_demo(*, today: date, scale: int, say: Callable[[str], None]) -> Cast:
    """Fill an empty database; returns the accounts, whose passwords the caller hands out."""
    with connection.cursor() as cursor:
        # Checked row by row; deferred, the checks of millions of rows would wait in memory for the end.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    DemoMark.objects.create(scale=scale)
    with acting(system_account(), reason="载入演示数据"):
        clerk = make_clerk()
        with acting(clerk):
            cast = _load(Writer(SEED), clerk, today, scale, say)
    _tell_planner()  # else the first pages are planned for empty tables, and may take minutes
    return cast


def _load(writer: Writer, clerk: User, today: date, scale: int, say) -> Cast:
    organizations = _organizations(writer)
    change_organizations(writer, organizations, today)
    memberships = load_people(writer, today)
    say(
        _("%(amount)s party organizations, %(people)s people in the pools")
        % {"amount": len(organizations), "people": len(memberships)}
    )
    history = load_rounds(writer, organizations)
    for round_teams in _teams_by_round(history):
        post_people(writer, round_teams, memberships)
    _tell_planner()
    live = load_live_rounds(writer, organizations, memberships, today)
    cast = _cast(live, clerk)
    archive = Archive(writer, cast, Batch(), known_schemes())
    told = 0
    for written in load_past(archive, history, scale):
        if written >= told + FINDINGS * scale // SAID:
            told = written
            say(_("%(amount)s findings") % {"amount": written})
    load_limits(cast, today)
    _tell_planner()  # from here on services ask of what is there, by the hundred
    archive.leads_of[18] = LEDGER_LEADS
    load_handed_over(archive, live.rectifying, today)
    load_on_site(archive, live.on_site, today)
    attach_evidence(cast, live)
    attach_scans(cast)
    _load_beside_hand_overs(cast, live, today)
    load_standing(writer, today)
    load_secondments(writer, memberships, today)
    load_responsibilities(Writer(SEED + 1), today)
    load_inputs(Writer(SEED + 2), today)
    load_letters(Writer(SEED + 3), cast, live)
    load_campaigns(Writer(SEED + 5), cast, live)
    load_advice(cast, live)
    load_accountability(Writer(SEED + 4), cast, today)
    load_results(Writer(SEED + 6), cast, today, scale)
    load_changes(Writer(SEED + 7), cast, today)
    load_aims(cast, today)
    load_supervision(cast, live)
    load_assessments(cast, live)
    load_proposals(cast)
    load_by_hand(cast, today)
    load_accounts(Writer(SEED + 9), cast, live)
    with acting(cast.office):
        load_notices(Writer(SEED + 6), cast, today)
        load_conduct(writer, memberships, today, clerk)
        load_training(writer, memberships, today)
        load_evaluations(writer, today)
        load_brought(cast, live)
        load_channels(cast, today)
    say(_("Round 18 is being rectified, round 19 is on site"))
    return cast


def _tell_planner() -> None:
    """Let the database know how full its tables are; of what is not committed nobody else tells it."""
    with as_owner() as cursor:
        cursor.execute("ANALYZE")


def _load_beside_hand_overs(cast: Cast, live: LiveRounds, today: date) -> None:
    load_supplements(cast, live)
    load_reviews(cast, live, today)
    load_reports(cast, live, today)
    load_publications(cast, live)
    load_archives(cast, live, today)
    load_forwarded(cast, live, today)


SAID = 10  # times
LEDGER_LEADS = 100  # numbers below are those of the lead ledger that offices import into round 18


def _organizations(writer: Writer) -> list[Organization]:
    city = places()
    organizations = Organization.objects.bulk_create(
        Organization(
            name=place.name,
            category=place.category,
            level=place.level,
            district=place.district,
            secretary=writer.name(),
        )
        for place in city
    )
    named = {organization.name: organization for organization in organizations}
    below = [(named[place.name], named.get(place.parent)) for place in city if place.parent]
    for organization, parent in below:
        organization.parent = parent
    Organization.objects.bulk_update([organization for organization, _parent in below], ["parent"])
    return organizations


def _teams_by_round(inspections: list[Inspection]):
    teams = {inspection.team.pk: inspection.team for inspection in inspections}
    by_round: dict[int, list] = {}
    for team in teams.values():
        by_round.setdefault(team.round.number, []).append(team)
    return by_round.values()


def _cast(live: LiveRounds, clerk: User) -> Cast:
    bodies = {name: Body.objects.create(name=name, kind=kind) for name, kind in BODIES}
    cast = make_cast(clerk, bodies, live.posted(), live.side)
    cast.users["division"].portfolio.set(live.portfolio())
    return cast

"""Every trace is a link of one chain: what is done to traces is refused by the database, or found and named."""

import pgtrigger
import pytest
from axes.models import AccessFailureLog, AccessLog
from django.db import DatabaseError, connection, transaction
from django.utils import timezone, translation

from config.roles import as_owner, past_the_trail
from core.models import ChainLink
from core.trail import audit
from core.trail.anchors import every_anchor, keep_head
from core.trail.chain import cover, covered
from core.trail.verification import breaches
from findings.lead_access import record_access
from findings.models import Lead, LeadAccess
from rounds.models import Organization
from tests.factories import LeadFactory

IGNORE = "SET LOCAL pgtrigger.ignore = '{%s}'"


def by_hand(*statements, **values):
    """What somebody with a database client does as the tables' owner, one statement after the other."""
    with as_owner() as cursor:
        for statement in ("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED", *statements):
            cursor.execute(statement, values or None)


def past_all(*statements, **values):
    """What the tables' owner does who switches off whatever stands in the way."""
    by_hand("SET LOCAL trail.maintenance = 'on'", IGNORE % all_triggers())
    by_hand(*statements, **values)
    by_hand("SET LOCAL trail.maintenance = ''", IGNORE % "")


def all_triggers() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(DISTINCT tgname, ',') FROM pg_trigger WHERE tgname LIKE 'pgtrigger%'")
        return cursor.fetchone()[0]


def found() -> list[str]:
    """What `verify_trail` says, in English."""
    with translation.override("en"):
        return [f"{breach.kind}: {breach.what}" for breach in breaches()]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Anchors of this test alone."""
    settings.TRAIL_ANCHORS = tmp_path / "anchors"
    return settings.TRAIL_ANCHORS


@pytest.fixture
def history(organization):
    """The keys of three events of the organization."""
    for note in ("one", "two"):
        organization.note = note
        organization.save()
    by_hand()
    return list(organization.events.order_by("pgh_id").values_list("pgh_id", flat=True))


@pytest.fixture
def lead(inspection, handler):
    """A lead that somebody looked at."""
    lead = LeadFactory(inspection=inspection)
    record_access([lead.pk], by=handler, kind=LeadAccess.Kind.VIEW)
    by_hand()
    return lead


@pytest.fixture
def sign_ins(db):
    """One sign-in and one that failed."""
    facts = {"username": "zhang", "user_agent": "", "http_accept": "", "path_info": "/", "ip_address": "10.0.0.1"}
    rows = AccessLog.objects.create(**facts), AccessFailureLog.objects.create(**facts)
    by_hand()
    return rows


def test_every_trace_is_one_link(history, lead, sign_ins):
    traces = sum(source.rows().count() for source in audit.sources().values())
    assert ChainLink.objects.count() == traces
    assert found() == []


def test_rows_put_back_past_the_trail_are_not_linked_again_when_the_transaction_ends(history):
    links = ChainLink.objects.count()
    with past_the_trail() as cursor, pgtrigger.ignore():
        cursor.execute("CREATE TEMPORARY TABLE kept ON COMMIT DROP AS SELECT * FROM rounds_organizationevent")
        cursor.execute("DELETE FROM rounds_organizationevent")
        cursor.execute("INSERT INTO rounds_organizationevent SELECT * FROM kept")
    by_hand()
    assert ChainLink.objects.count() == links


def test_a_middle_event_that_was_changed_is_named(history):
    past_all("UPDATE rounds_organizationevent SET note = 'forged' WHERE pgh_id = %(event)s", event=history[1])
    assert found() == [f"Party organization: 1 traces were changed after they were written: {history[1]}"]


def test_who_acted_cannot_be_changed_afterwards(history):
    forged = """UPDATE rounds_organizationevent SET pgh_context = '{"actor": 1}' WHERE pgh_id = %(event)s"""
    past_all(forged, event=history[1])
    assert found() == [f"Party organization: 1 traces were changed after they were written: {history[1]}"]


def test_a_middle_event_that_was_deleted_is_named(history):
    past_all("DELETE FROM rounds_organizationevent WHERE pgh_id = %(event)s", event=history[1])
    assert found() == [f"Party organization: 1 traces are gone: {history[1]}"]


def test_a_last_event_deleted_with_its_row_set_back_is_named(history, organization):
    past_all(
        "DELETE FROM rounds_organizationevent WHERE pgh_id = %(event)s",
        "UPDATE rounds_organization SET note = 'one' WHERE id = %(row)s",
        event=history[2],
        row=organization.pk,
    )
    assert found() == [f"Party organization: 1 traces are gone: {history[2]}"]


def test_a_lead_deleted_with_its_history_is_named(lead):
    [event] = lead.events.values_list("pgh_id", flat=True)
    look = LeadAccess.objects.get().pk
    past_all(
        "DELETE FROM findings_leadaccess",
        "DELETE FROM findings_leadevent",
        "DELETE FROM findings_lead WHERE id = %(row)s",
        row=lead.pk,
    )
    assert not Lead.objects.exists()
    assert set(found()) == {f"Lead: 1 traces are gone: {event}", f"Look at a lead: 1 traces are gone: {look}"}


def test_a_look_at_a_lead_that_was_deleted_is_named(lead):
    look = LeadAccess.objects.get().pk
    past_all("DELETE FROM findings_leadaccess")
    assert found() == [f"Look at a lead: 1 traces are gone: {look}"]


def test_sign_ins_that_were_deleted_are_named(sign_ins):
    past_all("DELETE FROM axes_accesslog", "DELETE FROM axes_accessfailurelog")
    assert set(found()) == {
        f"Sign-in: 1 traces are gone: {sign_ins[0].pk}",
        f"Sign-in that failed: 1 traces are gone: {sign_ins[1].pk}",
    }


def test_a_forged_event_is_named(history):
    past_all(
        """INSERT INTO rounds_organizationevent SELECT (jsonb_populate_record(
            event, jsonb_build_object('pgh_id', nextval(pg_get_serial_sequence('rounds_organizationevent', 'pgh_id')))
        )).* FROM rounds_organizationevent event WHERE pgh_id = %(event)s""",
        event=history[2],
    )
    [forged] = Organization.pgh_event_model.objects.exclude(pgh_id__in=history).values_list("pgh_id", flat=True)
    assert found() == [f"Party organization: 1 traces are in no link, so they were put there by hand: {forged}"]


def test_a_link_that_was_taken_out_is_named(history):
    last = ChainLink.objects.last().position
    past_all("DELETE FROM core_chainlink WHERE position = %(place)s", place=last - 1)
    assert f"Chain of the trail: 1 links do not follow from the one before: {last}" in found()


def test_a_link_that_was_made_to_fit_a_changed_event_is_named(history):
    past_all(
        "UPDATE rounds_organizationevent SET note = 'forged' WHERE pgh_id = %(event)s",
        """UPDATE core_chainlink link SET content = trail_content(to_jsonb(event), '{}')
        FROM rounds_organizationevent event, core_chainshape shape
        WHERE shape.id = link.shape_id AND shape.table = 'rounds_organizationevent'
            AND link.row = event.pgh_id AND event.pgh_id = %(event)s""",
        event=history[1],
    )
    assert [breach.partition(":")[0] for breach in found()] == ["Chain of the trail"]


def test_a_chain_cut_off_with_its_traces_is_named(history, organization):
    keep_head()
    [anchor] = every_anchor().anchors
    past_all(
        "DELETE FROM core_chainlink WHERE position = %(place)s",
        "DELETE FROM rounds_organizationevent WHERE pgh_id = %(event)s",
        "UPDATE rounds_organization SET note = 'one' WHERE id = %(row)s",
        event=history[2],
        row=organization.pk,
        place=anchor.position,
    )
    [breach] = found()
    assert breach.startswith(f"Chain of the trail: The chain is cut off: {anchor.position}")


def test_a_line_cut_off_by_a_full_disk_is_named_and_stops_nothing(history, folder, organization):
    keep_head()
    [file] = folder.iterdir()
    file.write_text(file.read_text() + "2026-11-23T08:00:00+08:00 1")
    assert found() == [f"Chain of the trail: These files of anchors hold lines that are none: {file.name}."]
    organization.note = "three"
    organization.save()
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert keep_head()
    assert len(every_anchor().anchors) == 2


def test_a_chain_written_anew_from_a_changed_event_on_is_named(history):
    keep_head()
    [anchor] = every_anchor().anchors
    past_all(
        "DELETE FROM core_chainlink",
        "UPDATE rounds_organizationevent SET note = 'forged' WHERE pgh_id = %(event)s",
        "DELETE FROM core_chainshape",
        event=history[1],
    )
    with as_owner():
        cover()
    [breach] = found()
    assert breach.startswith(f"Chain of the trail: The chain was written anew: at {anchor.position}")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE rounds_organizationevent SET note = 'forged'",
        "DELETE FROM rounds_organizationevent",
        "TRUNCATE rounds_organizationevent",
        "INSERT INTO rounds_organizationevent SELECT * FROM rounds_organizationevent",
        "UPDATE findings_leadaccess SET kind = 'print'",
        "DELETE FROM findings_leadaccess",
        "TRUNCATE findings_leadaccess",
        "DELETE FROM axes_accesslog",
        "UPDATE axes_accesslog SET username = 'li'",
        "DELETE FROM axes_accessfailurelog",
        "TRUNCATE axes_accessfailurelog",
        "UPDATE core_chainlink SET digest = content",
        "DELETE FROM core_chainlink",
        "TRUNCATE core_chainlink",
        "INSERT INTO core_chainlink SELECT * FROM core_chainlink",
        "DELETE FROM core_chainshape",
    ],
)
def test_whoever_has_triggers_ignored_is_refused(statement, history, lead, sign_ins):
    with pytest.raises(DatabaseError, match=r"only ever added|by triggers alone"), transaction.atomic():
        by_hand(IGNORE % all_triggers(), statement)


def test_the_end_of_a_session_can_be_written_to_its_sign_in(sign_ins):
    AccessLog.objects.update(logout_time=timezone.now())
    assert found() == []


@pytest.mark.parametrize("guard", ["trail_link", "trail_append_only", "trail_no_truncate"])
def test_a_guard_switched_off_is_named(db, guard):
    by_hand(f"ALTER TABLE axes_accesslog DISABLE TRIGGER {guard}")
    assert found() == [f"Sign-in: The trigger {guard} of table axes_accesslog is missing or switched off."]


def test_a_column_added_later_leaves_older_traces_as_they_were(history):
    by_hand("ALTER TABLE rounds_organizationevent ADD COLUMN later text NOT NULL DEFAULT 'x'")
    links = ChainLink.objects.count()
    with as_owner():
        cover()
    assert ChainLink.objects.count() == links
    assert found() == []


def test_a_column_taken_away_has_the_traces_taken_over(sign_ins):
    by_hand("ALTER TABLE axes_accessfailurelog DROP COLUMN http_accept")
    before = ChainLink.objects.last().position
    with as_owner():
        cover()
    assert [link.taken_over for link in ChainLink.objects.filter(position__gt=before)] == [True]
    assert found() == []


def test_traces_of_an_installation_are_taken_over(history, lead, sign_ins):
    past_all("DELETE FROM core_chainlink", "DELETE FROM core_chainshape")
    with as_owner():
        cover()
    assert ChainLink.objects.filter(taken_over=False).count() == 0
    assert ChainLink.objects.count() == sum(source.rows().count() for source in audit.sources().values())
    assert found() == []


def test_every_table_of_events_is_covered():
    tables = {traces.table for traces in covered()}
    assert {"rounds_organizationevent", "findings_leadevent", "findings_leadaccess", "axes_accesslog"} <= tables


def test_the_head_is_kept_once_a_day_file_and_only_when_it_moved(history, folder, clock, caplog):
    clock.set("2026-11-23 08:00")
    assert keep_head()
    assert not keep_head()
    [line] = (folder / "2026-11-23.txt").read_text().splitlines()
    head = ChainLink.objects.last()
    assert line == f"2026-11-23T08:00:00+08:00 {head.position} {bytes(head.digest).hex()}"
    assert bytes(head.digest).hex() in caplog.text
    assert found() == []

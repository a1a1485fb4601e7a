"""The database writes the trail; nobody may rewrite it; each row says who and why."""

import pghistory
import pytest
from django.db import DatabaseError
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from config.roles import as_owner
from core.trail.history import timeline
from core.trail.recording import acting
from core.wording import sentence
from core.workflow.moves import move
from rounds.models import Organization, Round
from tests.factories import OrganizationFactory, TeamFactory


def test_a_bulk_update_is_in_the_trail_too(organization, office):
    with acting(office, reason="更名"):
        Organization.objects.filter(pk=organization.pk).update(note="已更名")
    event = organization.events.latest("pgh_id")
    assert (event.note, event.pgh_context["actor_name"], event.pgh_context["reason"]) == ("已更名", "Office", "更名")


def test_the_reason_of_one_step_does_not_stick_to_the_next(organization, office):
    with acting(office):
        with acting(office, reason="第一步"):
            Organization.objects.filter(pk=organization.pk).update(note="一")
        Organization.objects.filter(pk=organization.pk).update(note="二")
    assert "reason" not in organization.events.latest("pgh_id").pgh_context


def test_a_reason_of_the_program_is_read_in_the_language_of_who_reads(organization, office):
    with acting(office, reason=sentence(_("Imported from “%(file)s”"), file="名录.xlsx")):
        Organization.objects.update(secretary="甲")
    with acting(office, reason=_("Yes")), acting(office, reason="更名"):
        Organization.objects.update(secretary="乙")
    assert [entry.reason for entry in timeline(organization)[1:]] == ["从“名录.xlsx”导入", "更名"]
    with translation.override("en"):
        assert [entry.reason for entry in timeline(organization)[1:]] == ["Imported from “名录.xlsx”", "更名"]


@pytest.mark.parametrize(
    ("kept", "told"),
    {
        "从“名录.xlsx”导入": "Imported from “名录.xlsx”",
        "重置密码": "The password was reset.",
        "经 李四（lisi）确认": "Confirmed by 李四 (lisi)",
        "岗位调整 经 李四（lisi）确认": "岗位调整 Confirmed by 李四 (lisi)",
        "更名": "更名",
    }.items(),
)
def test_a_reason_of_the_program_that_was_kept_in_one_language_is_read_in_each(organization, kept, told):
    with pghistory.context(reason=kept):
        Organization.objects.update(secretary="甲")
    assert timeline(organization)[-1].reason == kept
    with translation.override("en"):
        assert timeline(organization)[-1].reason == told


def test_a_reason_that_somebody_types_stays_theirs(organization, office):
    with acting(office, reason="重置密码"):
        Organization.objects.update(secretary="甲")
    with translation.override("en"):
        assert timeline(organization)[-1].reason == "重置密码"


@pytest.mark.parametrize("statement", ["UPDATE {} SET note = 'x'", "DELETE FROM {}"])
def test_event_rows_cannot_be_changed_or_deleted_by_their_owner_either(statement, db):
    OrganizationFactory()
    table = Organization.events.rel.related_model._meta.db_table
    with pytest.raises(DatabaseError, match="Cannot update or delete"), as_owner() as cursor:
        cursor.execute(statement.format(table))


def test_the_timeline_tells_steps_in_words(round_, office):
    move(round_, Round.Status.REPORTING, by=office, reason="现场结束")
    entry = timeline(round_)[-1]
    assert (entry.actor, entry.reason) == ("Office", "现场结束")
    assert entry.status == Round.Status.REPORTING.label


def test_the_timeline_of_a_new_name_does_not_tell_of_its_pinyin_key(organization):
    organization.name = "市审计局党组"
    organization.save()
    assert [change[0] for change in timeline(organization)[-1].changes] == ["名称"]


def test_a_long_timeline_asks_for_each_related_row_once(inspection, django_assert_num_queries):
    teams = [inspection.team, TeamFactory(round=inspection.team.round, number=7)]
    for turn in range(1, 11):
        type(inspection).objects.filter(pk=inspection.pk).update(team=teams[turn % 2])
    with django_assert_num_queries(1 + len(teams)):
        entries = timeline(inspection)
    assert [entry.changes for entry in entries[-2:]] == [
        [("巡察组", "第一巡察组", "第七巡察组")],
        [("巡察组", "第七巡察组", "第一巡察组")],
    ]


def test_updated_at_moves_with_every_change_even_in_bulk(organization):
    before = Organization.objects.get(pk=organization.pk).updated_at
    Organization.objects.filter(pk=organization.pk).update(note="x")
    assert Organization.objects.get(pk=organization.pk).updated_at > before

"""One row, its versions, and who gets which member."""

import pytest

from core.api.rows import RowSerializer
from rounds.models import Inspection, Organization
from tests.core.api.test_errors import problem

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.api.sample")]


def test_a_row_is_told_with_relations_labels_and_what_is_computed(api, inspection):
    row = api.read(f"inspections/{inspection.pk}/").json()
    assert row["organization_name"] == inspection.organization.name
    assert (row["organization"], row["round_number"]) == (inspection.organization_id, 18)
    assert row["entered_on"] == "2026-03-02"
    assert row["updated_at"].endswith("+08:00")
    row = api.read(f"organizations/{inspection.organization_id}/", language="en").json()
    assert (row["level_label"], row["shouted"]) == ("City", f"{inspection.organization.name}!city")


def test_a_member_kept_from_the_reader_is_not_there(api, api_of, leader, organization):
    assert "note" in api.read(f"organizations/{organization.pk}/").json()
    assert "note" not in api_of(leader).read(f"organizations/{organization.pk}/").json()
    assert "note" not in api_of(leader).read("organizations/").json()["results"][0]


def test_many_values_in_a_row_are_refused_when_written():
    class Wrong(RowSerializer):
        class Meta:
            model = Organization
            fields = ["id", "inspections"]

    with pytest.raises(TypeError, match="rows are flat"):
        Wrong().read(Organization.objects.none(), user=None)


def test_an_unchanged_row_is_not_sent_again(api, organization):
    first = api.read(f"organizations/{organization.pk}/")
    again = api.read(f"organizations/{organization.pk}/", **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    for tag in ('"other"', f'"other", {first["ETag"]}', f"W/{first['ETag']}"):
        answer = api.read(f"organizations/{organization.pk}/", **{"If-None-Match": tag})
        assert answer.status_code == (200 if tag == '"other"' else 304)
    organization.save()
    assert api.read(f"organizations/{organization.pk}/", **{"If-None-Match": first["ETag"]}).status_code == 200


def test_the_tag_follows_language_and_rights(api, api_of, leader, organization):
    address = f"organizations/{organization.pk}/"
    tags = {
        api.read(address)["ETag"],
        api.read(address, language="en")["ETag"],
        api_of(leader).read(address)["ETag"],
    }
    assert len(tags) == 3


def test_a_write_on_an_old_version_is_refused_and_changes_nothing(api, organization):
    address = f"organizations/{organization.pk}/"
    tag = api.read(address)["ETag"]
    first = api.write(f"{address}rename/", {"name": "甲"}, match=tag)
    assert first.status_code == 200
    problem(api.write(f"{address}rename/", {"name": "乙"}, match=tag), 412, "version_mismatch")
    organization.refresh_from_db()
    assert organization.name == "甲"
    assert api.write(f"{address}rename/", {"name": "乙"}, match=first["ETag"]).status_code == 200
    assert api.write(f"{address}rename/", {"name": "丙"}, match="*").status_code == 200
    assert api.write(f"{address}rename/", {"name": "丁"}).status_code == 200


def test_a_change_answers_a_receipt_and_is_signed(api, office, inspection):
    answer = api.write(f"inspections/{inspection.pk}/leave/")
    inspection.refresh_from_db()
    assert set(answer.json()) == {"id", "status", "updated_at"}
    assert answer.json()["status"] == inspection.status == Inspection.Status.REPORTING
    assert inspection.events.order_by("pgh_id").last().pgh_context["actor"] == office.pk


def test_a_service_that_knows_no_actor_is_signed_all_the_same(api, office, organization):
    api.write(f"organizations/{organization.pk}/rename/", {"name": "甲"})
    context = organization.events.order_by("pgh_id").last().pgh_context
    assert (context["actor"], context["path"]) == (office.pk, f"/api/v1/organizations/{organization.pk}/rename/")


def test_a_reference_to_an_unseen_row_is_refused_like_a_missing_one(api_of, leader, organization, other_inspection):
    api = api_of(leader)
    seen = api.write("organizations/", {"name": "新", "twin": organization.pk})
    assert (seen.status_code, set(seen.json())) == (201, {"id", "updated_at"})
    told = [
        problem(api.write("organizations/", {"name": "又", "twin": pk}), 400, "invalid")["errors"][0]
        for pk in (other_inspection.organization_id, 99999999)
    ]
    assert told[0]["code"] == told[1]["code"] == "does_not_exist"
    assert told[0]["field"] == "twin"


def test_a_row_costs_two_queries(api, inspection, django_assert_num_queries):
    with django_assert_num_queries(2):
        api.read(f"inspections/{inspection.pk}/")

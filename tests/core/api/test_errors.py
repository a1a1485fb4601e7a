"""Every refusal is problem details."""

import pytest

from core.trail.logs import WithoutContent
from tests.factories import OrganizationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.api.sample")]


def problem(response, status, code):
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    assert (told["status"], told["code"], told["type"]) == (status, code, "about:blank")
    assert {"title", "detail", "instance"} <= set(told)
    assert told["request_id"] == response["X-Request-Id"] != ""
    return told


def test_an_address_that_is_none(api):
    for method in ("GET", "POST", "DELETE", "PATCH"):
        told = problem(api.call(method, "nothing/here/"), 404, "not_found")
        assert told["instance"] == "/api/v1/nothing/here/"
        assert told["title"] == "未找到"


def test_an_unseen_row_and_a_missing_one_are_told_alike(api_of, leader, organization):
    hidden = OrganizationFactory()
    unseen = problem(api_of(leader).read(f"organizations/{hidden.pk}/"), 404, "not_found")
    missing = problem(api_of(leader).read("organizations/999999999/"), 404, "not_found")
    for told in (unseen, missing):
        del told["instance"], told["request_id"]
    assert unseen == missing
    problem(api_of(leader).write(f"organizations/{hidden.pk}/rename/", {"name": "x"}), 404, "not_found")
    problem(api_of(leader).read("organizations/99999999999999999999999/"), 404, "not_found")


def test_without_a_token(api_of):
    response = api_of().read("organizations/")
    problem(response, 401, "not_authenticated")
    assert response["WWW-Authenticate"] == "Token"


def test_a_method_the_address_does_not_take(api, organization):
    told = problem(api.call("DELETE", f"organizations/{organization.pk}/"), 405, "method_not_allowed")
    assert told["title"] == "该地址不支持此请求方法"
    problem(api.call("PUT", f"organizations/{organization.pk}/", {"name": "x"}), 405, "method_not_allowed")
    problem(api.read(f"organizations/{organization.pk}/rename/"), 405, "method_not_allowed")


def test_language_follows_the_header_and_is_chinese_otherwise(api):
    assert problem(api.read("nowhere/"), 404, "not_found")["title"] == "未找到"
    assert problem(api.read("nowhere/", language="en-GB"), 404, "not_found")["title"] == "Not found"
    assert problem(api.read("nowhere/", language="zh-CN"), 404, "not_found")["title"] == "未找到"
    assert problem(api.read("nowhere/", language="fr"), 404, "not_found")["title"] == "未找到"


def test_wrong_fields_are_named(api, organization):
    response = api.write(f"organizations/{organization.pk}/rename/", {"name": "很" * 21})
    [error] = problem(response, 400, "invalid")["errors"]
    assert (error["field"], error["code"]) == ("name", "max_length")
    [error] = problem(api.write(f"organizations/{organization.pk}/rename/", {}), 400, "invalid")["errors"]
    assert (error["field"], error["code"]) == ("name", "required")


def test_a_body_that_is_no_json(api, organization):
    response = api.generic(
        "POST",
        f"/api/v1/organizations/{organization.pk}/rename/",
        "{",
        "application/json",
        headers={"Authorization": f"Token {api.token}"},
    )
    problem(response, 400, "parse_error")
    response = api.generic(
        "POST",
        f"/api/v1/organizations/{organization.pk}/rename/",
        "<a/>",
        "application/xml",
        headers={"Authorization": f"Token {api.token}"},
    )
    problem(response, 415, "unsupported_media_type")


def test_a_list_where_an_object_belongs(api, organization):
    told = problem(api.write(f"organizations/{organization.pk}/rename/", ["x"]), 400, "invalid")
    assert told["errors"][0]["field"] == ""


def test_a_member_of_another_type_is_refused(api, organization):
    for wrong in (7, True, 1.5, ["新"], {"名": "新"}):
        answer = api.write(f"organizations/{organization.pk}/rename/", {"name": wrong})
        assert [error["field"] for error in problem(answer, 400, "invalid")["errors"]] == ["name"]
    for wrong in (str(organization.pk), True, 1.5, [organization.pk]):
        answer = api.write("organizations/", {"name": "新", "twin": wrong})
        assert [error["field"] for error in problem(answer, 400, "invalid")["errors"]] == ["twin"]


def test_a_form_has_text_alone_and_is_read(api, organization):
    sent = {"name": "新", "twin": str(organization.pk)}
    answer = api.post("/api/v1/organizations/", sent, headers={"Authorization": f"Token {api.token}"})
    assert answer.status_code == 201


def test_refusals_of_services(api, organization):
    address = f"organizations/{organization.pk}/rename/"
    assert problem(api.write(address, {"name": "refused"}), 403, "refused")["detail"] == "换个名字"
    told = problem(api.write(address, {"name": "invalid"}), 400, "invalid")
    assert told["errors"] == [{"field": "name", "code": "invalid", "message": "不合规"}]


def test_an_illegal_step_says_from_where_to_where(api, inspection):
    assert api.write(f"inspections/{inspection.pk}/leave/").status_code == 200
    told = problem(api.write(f"inspections/{inspection.pk}/leave/"), 409, "illegal_step")
    assert inspection.get_status_display() not in ("", told["detail"])


def test_a_place_already_taken(api, organization):
    other = OrganizationFactory()
    told = problem(api.write(f"organizations/{other.pk}/rename/", {"name": organization.name}), 409, "duplicate")
    assert organization.name not in str(told)


def test_what_nobody_foresaw_is_recorded_and_not_told(api, organization, caplog):
    response = api.write(f"organizations/{organization.pk}/rename/", {"name": "boom"})
    told = problem(response, 500, "error")
    assert "secret" not in response.text
    said = {WithoutContent().format(line).splitlines()[0] for line in caplog.records if line.name == "django.request"}
    assert said == {f"Internal Server Error: /api/v1/organizations/{organization.pk}/rename/ [{told['request_id']}]"}


def test_only_json_is_served(api, organization):
    problem(api.read(f"organizations/{organization.pk}/", Accept="text/html"), 406, "not_acceptable")

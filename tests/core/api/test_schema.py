"""The OpenAPI document."""

from functools import cache
from io import StringIO

import pytest
import yaml
from django.core.management import call_command
from django.utils.translation import get_language

from core.api import entry
from core.api.entry import SchemaView
from rounds.deadlines import kinds


@cache
def document(**options):
    """As the command writes it, for these options; written once, for it takes a second."""
    out = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out, **options)
    return yaml.safe_load(out.getvalue())


def taken_and_given(operation, code):
    """Names of the schemas of an operation's body and of its answer."""
    contents = operation["requestBody"]["content"], operation["responses"][code]["content"]
    return tuple(content["application/json"]["schema"]["$ref"].rsplit("/", 1)[1] for content in contents)


def test_the_document_is_valid_and_without_warnings():
    paths = document()["paths"]
    assert {"/api/v1/token/", "/api/v1/figures/"} <= set(paths)


@pytest.mark.urls("tests.core.api.sample")
def test_the_document_tells_the_manners():
    told = document(urlconf="tests.core.api.sample")
    listed = told["paths"]["/api/v1/organizations/"]["get"]
    assert {"limit", "cursor", "updated_since", "level"} == {each["name"] for each in listed["parameters"]}
    assert set(listed["responses"]) == {"200", "400", "401", "404", "406", "411", "429", "500", "503"}
    refusals = told["components"]["responses"].values()
    assert {kind for refusal in refusals for kind in refusal["content"]} == {"application/problem+json"}
    page = told["components"]["schemas"]["PaginatedOrganizationRowList"]["properties"]
    assert set(page) == {"next", "results", "synced_until"}
    row = told["components"]["schemas"]["OrganizationRow"]["properties"]
    assert (row["shouted"]["type"], row["level_label"]["type"]) == ("string", "string")
    read = told["paths"]["/api/v1/organizations/{id}/"]["get"]
    assert [each["name"] for each in read["parameters"]] == ["If-None-Match", "id"]
    assert {"200", "304", "404"} <= set(read["responses"])
    assert all("ETag" in read["responses"][code]["headers"] for code in ("200", "304"))
    rename = told["paths"]["/api/v1/organizations/{id}/rename/"]["post"]
    assert {"Idempotency-Key", "If-Match", "id"} == {each["name"] for each in rename["parameters"]}
    assert taken_and_given(rename, "200") == ("NameBodyRequest", "Receipt")
    assert {"403", "409", "412", "422"} <= set(rename["responses"])
    assert told["components"]["schemas"]["NameBodyRequest"]["additionalProperties"] is False
    assert "requestBody" not in told["paths"]["/api/v1/inspections/{id}/leave/"]["post"]


@pytest.mark.django_db
def test_anyone_may_read_the_document(client):
    answer = client.get("/api/v1/schema/")
    assert answer.status_code == 200
    assert "openapi: 3" in answer.text


def test_obligations_are_narrowed_to_every_kind_of_duty():
    [node] = [
        each for each in document()["paths"]["/api/v1/obligations/"]["get"]["parameters"] if each["name"] == "node"
    ]
    assert set(node["schema"]["enum"]) == {key for key, _words in kinds.registered()}


def shape_of(path, method="get", code="200"):
    """What the document declares as the content of an answer."""
    return document()["paths"][path][method]["responses"][code]["content"]["application/json"]["schema"]


def test_the_document_tells_lists_from_objects():
    assert shape_of("/api/v1/figures/") == {"$ref": "#/components/schemas/FigureBoard"}
    assert shape_of("/api/v1/transfers/") == {"$ref": "#/components/schemas/PaginatedTransferRowList"}
    for reported in ("disposals", "outcomes"):
        assert shape_of(f"/api/v1/transfers/{{id}}/{reported}/")["type"] == "array"


def test_the_document_tells_which_members_are_always_there():
    told = document()["components"]["schemas"]
    optional = {name: set(told[name]["properties"]) - set(told[name]["required"]) for name in ("LeadRow", "ItemRow")}
    assert optional == {"LeadRow": {"inspection", "paper", "filed_on"}, "ItemRow": set()}


def test_money_is_a_decimal_string_both_ways():
    told = document()["components"]["schemas"]
    for name in ("ItemRow", "ItemDetail", "ProgressBodyRequest"):
        money = told[name]["properties"]["funds_recovered"]
        assert (money["type"], money["format"]) == ("string", "decimal")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/api/", "/api/v2/items/", "/api/v1/items", "/api/v1/items/x/", "/api/nothing"])
def test_every_address_below_the_api_that_is_none_answers_problem_details(client, address):
    for send in (client.get, client.post, client.options):
        answer = send(address)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_it_is_written_once_for_each_form_and_language(client, monkeypatch):
    """Anybody may ask for it; a language that is none makes no other document."""
    written, write = [], SchemaView.generator_class.get_schema

    def get_schema(generator, **kwargs):
        written.append(get_language())
        return write(generator, **kwargs)

    monkeypatch.setattr(SchemaView.generator_class, "get_schema", get_schema)
    entry._document.cache_clear()
    answers = {lang: client.get(f"/api/v1/schema/?format=json&lang={lang}").json() for lang in ("zh-hans", "en", "xx")}
    assert written == ["zh-hans", "en"]
    assert answers["xx"] == answers["zh-hans"] != answers["en"]

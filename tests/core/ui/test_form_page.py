"""Forms: what was typed stays, errors are at the field and on top, refusals are said at the form."""

import pytest

FORM = "/gallery/form/"
STEP = "/gallery/step/"
MEASURE = {"content": "修订制度", "owner": "陈思远", "kind": "rule", "due_on": "2026-12-01"}
GOOD = {
    "title": "接待费超预算",
    "organization": "3",
    "found_on": "2026-11-02",
    "handlers": ["1", "2"],
    "facts": "列支12.6万元。",
    "kind": "now",
    "measures-TOTAL_FORMS": "1",
    "measures-INITIAL_FORMS": "0",
    **{f"measures-0-{name}": value for name, value in MEASURE.items()},
}


@pytest.fixture
def writer(gallery, client, office):
    client.force_login(office)
    return client


def test_a_good_form_goes_on_and_says_what_happened(writer):
    response = writer.post(FORM, GOOD)
    assert response.url == "/gallery/list/"
    assert "底稿已提交。" in writer.get("/gallery/list/").content.decode()


def test_errors_are_on_top_and_at_their_fields_and_nothing_typed_is_lost(writer):
    content = writer.post(FORM, GOOD | {"found_on": "", "measures-0-due_on": "下周"}).content.decode()
    assert '<a href="#id_found_on">发现日期</a>' in content
    assert '<a href="#id_measures-0-due_on">第1行，完成时限</a>' in content
    assert 'id="id_found_on_error"' in content
    assert "接待费超预算" in content
    assert "尚未保存，有2处需要修改" in content


def test_a_removed_row_has_nothing_to_mend_and_does_not_count(writer):
    second = {f"measures-1-{name}": value for name, value in MEASURE.items()} | {"measures-1-due_on": "下周"}
    removed = {"measures-TOTAL_FORMS": "2", "measures-0-due_on": "", "measures-0-DELETE": "on"}
    content = writer.post(FORM, GOOD | second | removed).content.decode()
    assert content.count('<tr data-row class="is-removed">') == 1
    assert '<a href="#id_measures-0-due_on">' not in content
    assert '<a href="#id_measures-1-due_on">第1行，完成时限</a>' in content
    assert "尚未保存，有1处需要修改" in content


def test_a_refusal_of_the_service_is_said_at_the_form(writer):
    response = writer.post(FORM, GOOD | {"title": "退回"})
    assert response.status_code == 200
    assert "底稿已提交，不能再改。" in response.content.decode()


def test_a_line_ends_with_one_letter_as_people_count(writer):
    assert writer.post(FORM, GOOD | {"facts": "一\r\n" * 249 + "一"}).status_code == 302  # 499 letters
    assert writer.post(FORM, GOOD | {"facts": "一\r\n" * 251}).status_code == 200


def test_a_text_that_is_too_long_is_taken_in_whole_and_refused_in_words(writer):
    content = writer.get(FORM).content.decode()
    assert "maxlength" not in content.split("<main")[1]
    content = writer.post(FORM, GOOD | {"facts": "长" * 501}).content.decode()
    assert "长" * 501 in content
    assert "最多500个字，现有501个字。" in content


def test_a_draft_is_saved_apart(writer):
    assert writer.post(FORM, GOOD | {"do": "draft"}).url == FORM


def test_every_upload_says_what_must_not_be_uploaded(writer):
    assert "禁止上传涉密文件" in writer.get(FORM).content.decode()


def test_a_step_names_its_consequence_as_page_and_as_dialog(writer):
    page = writer.get(STEP).content.decode()
    assert "<html" in page
    assert "责任单位须在新的期限内重新报送" in page
    dialog = writer.get(STEP, headers={"HX-Request": "true", "HX-Target": "dialog-body"}).content.decode()
    assert "<html" not in dialog
    assert "责任单位须在新的期限内重新报送" in dialog


def test_a_step_that_needs_an_opinion_is_not_taken_without_one(writer):
    assert writer.post(STEP, {"reason": " "}).status_code == 200
    assert writer.post(STEP, {"reason": "佐证不足"}).status_code == 302

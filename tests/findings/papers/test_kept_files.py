"""The files of a form that has errors: kept like the words typed, for their account alone, until it is sent again."""

import os
import re
from time import time

import pytest

from core.files import kept
from core.models import Attachment
from findings.models import WorkingPaper
from tests.findings.conftest import PAPER, at, evidence

BOX = re.compile(r'name="evidence-kept" value="([^"]+)" checked>.*?form-check-label">([^<]+)<')


@pytest.fixture
def writer(client, member):
    client.force_login(member)
    return client


@pytest.fixture
def send(writer, inspection):
    """`send(**sent)` sends the form of a new paper."""

    def send(**sent):
        return writer.post(at("paper_add"), PAPER | {"inspection": inspection.pk, "do": "draft"} | sent)

    return send


def boxes(answer):
    """The references and what stands beside them."""
    return BOX.findall(answer.content.decode())


def names_of(paper):
    return sorted(Attachment.objects.of(paper).values_list("name", flat=True))


def kept_now(settings):
    return list(settings.MEDIA_ROOT.glob("kept/*/*"))


def test_files_are_kept_when_another_field_has_an_error(send, settings):
    asked = send(title="", evidence=[evidence("凭证.pdf"), evidence("照片说明.pdf")])
    assert [words.split("（")[0] for _reference, words in boxes(asked)] == ["凭证.pdf", "照片说明.pdf"]
    saved = send(**{"evidence-kept": [reference for reference, _words in boxes(asked)]})
    assert saved.status_code == 302
    assert names_of(WorkingPaper.objects.get()) == ["凭证.pdf", "照片说明.pdf"]


def test_one_refused_file_loses_no_other_and_each_is_named(send):
    wrong = [evidence("网页.html", b"<script>"), evidence("空.pdf", b"")]
    asked = send(evidence=[evidence("凭证.pdf"), *wrong])
    page = asked.content.decode()
    assert [words.split("（")[0] for _reference, words in boxes(asked)] == ["凭证.pdf"]
    assert "“网页.html”" in page
    assert "“空.pdf”" in page


def test_what_is_not_ticked_any_more_is_left_out_and_what_is_new_joins(send):
    asked = send(title="", evidence=[evidence("甲.pdf"), evidence("乙.pdf")])
    (first, _words), _second = boxes(asked)
    asked = send(title="", evidence=[evidence("丙.pdf")], **{"evidence-kept": [first]})
    assert [words.split("（")[0] for _reference, words in boxes(asked)] == ["丙.pdf", "甲.pdf"]
    send(**{"evidence-kept": [reference for reference, _words in boxes(asked)]})
    assert names_of(WorkingPaper.objects.get()) == ["丙.pdf", "甲.pdf"]


def test_a_reference_is_good_for_its_own_account_alone(send, client, leader):
    reference = boxes(send(title="", evidence=[evidence()]))[0][0]
    client.force_login(leader)
    send(**{"evidence-kept": [reference, reference + "x", "../../etc/passwd"]})
    assert names_of(WorkingPaper.objects.get()) == []


def test_a_reference_that_is_used_up_or_too_old_brings_nothing(send, settings, django_capture_on_commit_callbacks):
    reference = boxes(send(title="", evidence=[evidence()]))[0][0]
    with django_capture_on_commit_callbacks(execute=True):
        send(**{"evidence-kept": [reference]})
    assert kept_now(settings) == []
    assert send(title="", **{"evidence-kept": [reference]}).status_code == 200
    send(title="", evidence=[evidence()])
    (place,) = kept_now(settings)
    os.utime(place, (time() - kept.DAY - 60,) * 2)
    assert kept.forget_expired() == 1
    assert kept_now(settings) == []


def test_an_account_keeps_so_much_and_no_more(send, settings, monkeypatch):
    monkeypatch.setattr(kept, "MOST_BYTES", 100)
    for name in "甲乙丙丁":
        send(title="", evidence=[evidence(f"{name}.pdf")])
    assert len(kept_now(settings)) == 2


def test_kept_files_are_readable_by_the_program_alone(send, settings):
    send(title="", evidence=[evidence()])
    (place,) = kept_now(settings)
    assert place.stat().st_mode & 0o077 == 0
    assert place.parent.stat().st_mode & 0o077 == 0


CAPTION = re.compile(r'name="(evidence-caption-[^"]+)" value="([^"]*)"')


def captions_of(paper):
    return dict(Attachment.objects.of(paper).values_list("name", "caption"))


def test_each_line_is_the_caption_of_a_file_in_turn(send, writer):
    files = [evidence("甲.pdf"), evidence("乙.pdf"), evidence("丙.pdf")]
    send(evidence=files, **{"evidence-captions": "2025年报销凭证\r\n\r\n现场照片说明"})
    paper = WorkingPaper.objects.get()
    assert captions_of(paper) == {"甲.pdf": "2025年报销凭证", "乙.pdf": "", "丙.pdf": "现场照片说明"}
    page = writer.get(paper.get_absolute_url()).content.decode()
    assert (
        page.index("1.</span>") < page.index("2025年报销凭证") < page.index("3.</span>") < page.index("现场照片说明")
    )


def test_captions_are_kept_with_their_files_and_may_be_changed(send):
    asked = send(title="", evidence=[evidence("甲.pdf"), evidence("乙.pdf")], **{"evidence-captions": "凭证\n照片"})
    (first, of_first), (_second, of_second) = CAPTION.findall(asked.content.decode())
    assert [of_first, of_second] == ["凭证", "照片"]
    again = send(
        title="",
        evidence=[evidence("丙.pdf")],
        **{
            "evidence-kept": [boxes(asked)[0][0]],
            first: "凭证（2025年）",
            "evidence-captions": "新照片",
        },
    )
    told = CAPTION.findall(again.content.decode())
    assert [words for _name, words in told] == ["新照片", "凭证（2025年）"]
    send(**{"evidence-kept": [reference for reference, _words in boxes(again)]}, **dict(told))
    assert captions_of(WorkingPaper.objects.get()) == {"丙.pdf": "新照片", "甲.pdf": "凭证（2025年）"}


def test_the_captions_of_refused_files_and_lines_without_a_file_stay_in_their_box(send):
    files = [evidence("甲.pdf"), evidence("网页.html", b"<script>"), evidence("丙.pdf")]
    asked = send(evidence=files, **{"evidence-captions": "凭证\n网页截图\n照片\n多出一行"})
    assert [words for _name, words in CAPTION.findall(asked.content.decode())] == ["凭证", "照片"]
    assert ">网页截图\n多出一行</textarea>" in asked.content.decode()
    asked = send(**{"evidence-captions": "还没有选文件", "title": ""})
    assert ">还没有选文件</textarea>" in asked.content.decode()


def test_a_caption_too_long_is_said_and_loses_no_file(send):
    asked = send(evidence=[evidence("甲.pdf")], **{"evidence-captions": "长" * 201})
    assert "甲.pdf" in boxes(asked)[0][1]
    assert "200" in asked.content.decode()
    assert not WorkingPaper.objects.exists()

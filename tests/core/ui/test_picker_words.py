"""Words typed into the box of a picker without a choice are never lost: the field asks for a choice and shows them."""

import re

import pytest
from django.urls import reverse

from findings.models import WorkingPaper

ASKED = "已输入{}，但未作选择。请从列表中选择，或清空输入框。"


@pytest.mark.parametrize("words", ["市财政", "7", "市" * 200])
def test_of_one_choice(browse, leader, organization, words):
    page = reverse("personnel:recusal_add", args=[leader.person_id])
    for chosen in ("", organization.pk):
        sent = {"organization": chosen, "organization_words": words, "reason": "近亲属在该单位任职"}
        content = browse(leader).post(page, sent).content.decode()
        assert ASKED.format(f"“{words[:100]}”") in content
        assert f'data-words="{words[:100]}"' in content
    assert not leader.person.recusals.exists()


def test_of_several_choices(browse, member, deputy, inspection):
    sent = {
        "inspection": inspection.pk,
        "title": "公务接待报销附件不全",
        "handlers": [member.person_id],
        "handlers_words": deputy.name[:1],
    }
    content = browse(member).post(reverse("findings:paper_add"), sent).content.decode()
    assert ASKED.format(f"“{deputy.name[:1]}”") in content
    assert f'data-words="{deputy.name[:1]}"' in content
    assert re.search(rf'<option value="{member.person_id}"[^>]* selected', content)
    assert not WorkingPaper.objects.exists()


def test_spaces_are_no_words(browse, leader):
    page = reverse("personnel:recusal_add", args=[leader.person_id])
    content = browse(leader).post(page, {"organization": "", "organization_words": " ", "reason": ""}).content.decode()
    assert "但未作选择" not in content

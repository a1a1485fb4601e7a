"""Two of a team change the same draft: the second is told, and nothing is undone unseen."""

from tests.findings.conftest import SECRET
from tests.two_at_a_form import is_told, second_of_two


def test_the_second_to_change_a_paper_is_told(browse, draft, member, leader):
    one, other = {"basis": "组长补充的依据", "do": "draft"}, {"title": "改过的标题", "do": "draft"}
    met = second_of_two(browse, leader, member, f"/papers/{draft.pk}/edit/", one, other)
    draft.refresh_from_db()
    assert draft.basis == "组长补充的依据"
    is_told(met, leader.name, "定性依据", "组长补充的依据")
    assert "改过的标题" in met.page
    met.insist()
    draft.refresh_from_db()
    assert draft.title == "改过的标题"


def test_other_handlers_are_a_change_of_the_paper(browse, draft, member, leader, deputy):
    one = {"handlers": [deputy.person.pk, member.person.pk], "do": "draft"}
    met = second_of_two(browse, leader, member, f"/papers/{draft.pk}/edit/", one, {"title": "改过", "do": "draft"})
    draft.refresh_from_db()
    assert draft.title != "改过"
    assert set(draft.handlers.all()) == {deputy.person, member.person}
    is_told(met, leader.name, "承办人")
    met.insist()
    assert deputy.person not in draft.handlers.all()
    assert draft.handlers.count() == 2


def test_the_second_to_change_a_finding_is_told(browse, finding, member, leader):
    one, other = {"text": "先存的表述"}, {"text": "后存的表述"}
    met = second_of_two(browse, leader, member, f"/findings/{finding.pk}/edit/", one, other)
    finding.refresh_from_db()
    assert finding.text == "先存的表述"
    is_told(met, leader.name, "先存的表述")
    met.insist()
    finding.refresh_from_db()
    assert finding.text == "后存的表述"


def test_the_second_to_change_a_lead_is_told_and_no_log_repeats_it(browse, lead, member, caplog):
    address = f"/leads/{lead.pk}/edit/"
    met = second_of_two(browse, member, member, address, {"subject_rank": "副处"}, {"subject_rank": "正处"})
    lead.refresh_from_db()
    assert lead.subject_rank == "副处"
    is_told(met, member.name, "副处")
    assert SECRET not in caplog.text
    assert "副处" not in caplog.text

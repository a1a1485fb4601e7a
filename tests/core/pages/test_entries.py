"""The page of an entry leads to the rows it names, as far as its reader may open them; and what its list says."""

from datetime import date

import pytest
from django.urls import reverse

from core.registers.opening import with_openings
from core.registers.services import enter
from rectification.letters.registers import LETTERS
from rectification.models import Letter
from rounds.instructions.registers import INSTRUCTIONS
from rounds.models import Instruction, Meeting
from rounds.responsibilities.registers import MEETINGS
from tests.factories import RoundFactory

DAY = date(2026, 6, 1)


@pytest.fixture
def letter(office, inspection):
    given = {"organization": inspection.organization, "inspection": inspection, "number": "巡建〔2026〕1号"}
    return enter(LETTERS, by=office, **given, issued_on=DAY, answer_due_on=DAY, text="健全制度")


def link_to(row):
    return f'<a href="{row.get_absolute_url()}">{row}</a>'


def test_an_entry_leads_to_the_inspection_and_the_round_it_names(browse, office, inspection):
    given = {"giver": Instruction.Giver.SECRETARY, "giver_name": "", "given_on": DAY, "text": "请研究"}
    for name, row in {"round": inspection.team.round, "inspection": inspection}.items():
        about = {"round": None, "inspection": None, "addressee": "市委巡察办", "due_on": DAY} | {name: row}
        entry = enter(INSTRUCTIONS, by=office, **given, **about)
        assert link_to(row) in browse(office).get(entry.get_absolute_url()).content.decode()


def test_whoever_may_not_open_what_an_entry_names_reads_it_without_a_link(browse, liaison, office, letter):
    pages = {who: browse(who).get(letter.get_absolute_url()).content.decode() for who in (office, liaison)}
    assert all(link_to(letter.organization) in page for page in pages.values())
    assert link_to(letter.inspection) in pages[office]
    assert str(letter.inspection) in pages[liaison]
    assert letter.inspection.get_absolute_url() not in pages[liaison]


def test_whether_rows_open_is_asked_within_the_statement_that_reads_the_entry(
    django_assert_num_queries, liaison, office, letter
):
    for who, opens in ((office, [True, True]), (liaison, [True, False])):
        assert who.reach  # known by then, as to every page
        with django_assert_num_queries(1):
            [read] = with_openings(Letter.objects.visible_to(who), LETTERS.facts, who)
        assert [read.opens_organization, read.opens_inspection] == opens


def test_each_of_several_rows_is_a_link_of_its_own(browse, office):
    heard = RoundFactory.create_batch(2)
    facts = {"kind": Meeting.Kind.SECRETARY, "held_on": DAY, "agenda": "听取汇报", "decisions": "", "rounds": heard}
    page = browse(office).get(enter(MEETINGS, by=office, **facts).get_absolute_url()).content.decode()
    assert all(link_to(round) in page for round in heard)


def test_an_empty_list_tells_only_those_who_may_enter_what_to_enter(browse, office, leadinggroup):
    pages = {who: browse(who).get(reverse("rounds:meetings")).content.decode() for who in (office, leadinggroup)}
    assert all(str(MEETINGS.words.none) in page for page in pages.values())
    hint = str(MEETINGS.words.hint)
    assert hint
    assert [hint in page for page in pages.values()] == [True, False]


def test_the_page_of_a_step_repeats_what_the_entry_says_in_words(browse, liaison, office, letter):
    for who, step in ((liaison, "answer"), (office, "void")):
        assert "健全制度" in browse(who).get(f"{letter.get_absolute_url()}{step}/").content.decode()

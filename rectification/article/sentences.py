"""What the page says, in the order of the office's way of working: two, six, four, four, five.

Each sentence names its figures by their keys; `%(key)s` stands where the number will be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Point:
    """One point under a heading: what it is called, and its sentence."""

    title: Any
    sentence: Any


@dataclass(frozen=True)
class Part:
    """One of the five parts, with its points."""

    title: Any
    points: Sequence[Point]


IN_TEN_THOUSANDS = frozenset({"self_check_funds_returned", "funds_returned"})
"""The sums of money, which sentences tell in ten thousands of yuan."""

PARTS = (
    Part(
        _("Two emphases"),
        (
            Point(
                _("Political position"),
                _(
                    "Inspection follows the party to every place it has an organization. By this day "
                    "%(teams_formed)s teams had gone out in %(rounds_completed)s rounds and inspected "
                    "%(organizations_inspected)s party organizations."
                ),
            ),
            Point(
                _("Problems first"),
                _(
                    "Finding problems is what inspection lives by: %(findings_for_rectification)s findings "
                    "were given back for rectification, and %(leads_referred)s leads on key people and "
                    "matters were referred."
                ),
            ),
        ),
    ),
    Part(
        _("Six responsibilities"),
        (
            Point(
                _("The party committee"),
                _(
                    "The standing committee took up inspection at %(standing_committee_meetings)s meetings "
                    "and adopted %(standing_committee_rules)s rules."
                ),
            ),
            Point(
                _("Its secretary"),
                _(
                    "The secretary heard reports at %(secretary_special_meetings)s special meetings and wrote"
                    " %(secretary_instructions)s instructions."
                ),
            ),
            Point(
                _("Its members"),
                _(
                    "After each round every division leader is told what was found in the portfolio, and sees"
                    " it rectified: %(portfolio_notices)s notices were sent."
                ),
            ),
            Point(
                _("The leading group"),
                _("The leading group organizes each round by %(leading_group_rules)s rules of its own."),
            ),
            Point(
                _("The inspection office"),
                _("The office co-ordinates and supports, and works by %(office_rules)s rules for its own procedures."),
            ),
            Point(
                _("Cooperating bodies"),
                _(
                    "Cooperating bodies informed teams %(cooperation_notices)s times and handed "
                    "%(cooperation_problems)s problems over to them."
                ),
            ),
        ),
    ),
    Part(
        _("Four relations"),
        (
            Point(
                _("City and counties together"),
                _(
                    "Under the city's lead, teams across counties inspected %(elevated_townships)s townships "
                    "and subdistricts and %(elevated_county_units)s county units. From the leads, "
                    "%(cases_filed)s cases were filed; %(persons_disciplined)s people were disciplined, "
                    "%(persons_admonished)s admonished, %(persons_to_judiciary)s handed to the judiciary and "
                    "%(persons_criticized)s criticized or made to write a self-criticism."
                ),
            ),
            Point(
                _("Self-check and inspection"),
                _(
                    "Organizations first check themselves on problems that many have; inspection looks at "
                    "that before all else: %(self_check_problems_rectified)s problems were rectified and "
                    "%(self_check_funds_returned)s ten thousand yuan of irregular funds returned."
                ),
            ),
            Point(
                _("Publicity and exposure"),
                _(
                    "What inspection announces, feeds back and has rectified is published, and typical cases "
                    "are exposed."
                ),
            ),
            Point(
                _("Full coverage and look-back"),
                _(
                    "Beside the way to full coverage, %(look_back_organizations)s party organizations were "
                    "looked back on."
                ),
            ),
        ),
    ),
    Part(
        _("Four ledgers"),
        (
            Point(
                _("Hand over"),
                _(
                    "Feedback is given twice, receipted twice, and reported on twice: to the head and to the "
                    "leadership."
                ),
            ),
            Point(
                _("Transfer of what was found"),
                _("Leads, reports and feedback go to the discipline commission and the organization department."),
            ),
            Point(
                _("Check on site"),
                _(
                    "For failing to rectify, %(secretaries_admonished)s party secretaries and "
                    "%(discipline_heads_admonished)s heads of discipline inspection groups were admonished and "
                    "%(units_criticized)s units criticized in circulars."
                ),
            ),
            Point(
                _("Close out"),
                _(
                    "Item after item is held against the list: %(items_closed_out)s of %(items_fed_back)s items are "
                    "closed out. %(suggestion_letters)s suggestion letters were sent; organizations made "
                    "%(rules_new)s new rules, revised %(rules_revised)s and returned %(funds_returned)s ten thousand "
                    "yuan of irregular funds."
                ),
            ),
        ),
    ),
    Part(
        _("Five mechanisms"),
        (
            Point(
                _("Talent pools"),
                _(
                    "Teams are drawn from pools of %(pool_leaders)s leaders, %(pool_cadres)s cadres and "
                    "%(pool_specialists)s specialists."
                ),
            ),
            Point(
                _("Secondment"), _("%(secondments)s cadres were seconded to inspection bodies of city and counties.")
            ),
            Point(
                _("Regular training"),
                _(
                    "Two courses a year, a lecture and a seminar each quarter and a special course each month"
                    " are held."
                ),
            ),
            Point(
                _("Discipline within"),
                _(
                    "Each round begins with signed commitments and a talk on integrity, and leaves working "
                    "papers behind."
                ),
            ),
            Point(
                _("Evaluation afterwards"),
                _(
                    "The inspected evaluate the teams: %(teams_ordered_to_redo)s teams were ordered to make "
                    "up their work and %(members_replaced)s members replaced; %(cadres_commended)s cadres were "
                    "commended and %(cadres_promoted)s recommended and promoted."
                ),
            ),
        ),
    ),
)

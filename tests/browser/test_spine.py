"""The way of the work, once, by browser and API: from two ledgers to a closed item and the book of the month."""

import pytest

from core.access.roles import Role
from tests.browser.beat import Beat
from tests.browser.spine.handing_over import findings_are_handed_over
from tests.browser.spine.on_site import team_files_what_it_found
from tests.browser.spine.planning import office_plans_a_round
from tests.browser.spine.rectifying import items_are_rectified
from tests.browser.spine.reminding import deadlines_are_watched
from tests.browser.spine.reporting import month_is_reported
from tests.browser.spine.story import REMINDED, Story
from tests.browser.spine.transferring import lead_goes_its_way
from tests.factories import BodyFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def story(seat_of, clock, live_server, settings):
    """The people of the office, the leading group, the discipline commission and the administrators."""
    settings.SESSION_HOURS = 10_000  # the months of the walk are minutes, in which everybody stays signed in
    story = Story(seat_of, clock, live_server.url)
    story.add_person("office", Role.OFFICE)
    story.add_person("handler", Role.OFFICE, Role.LEAD_HANDLER)
    story.add_person("leading", Role.LEADING_GROUP)
    story.add_person("sysadmin", Role.SYSTEM_ADMIN)
    story.add_person("secadmin", Role.SECURITY_ADMIN)
    story.add_person("discipline", Role.DISCIPLINE, body=BodyFactory(name="市纪委监委"))
    return story


def test_an_inspection_goes_from_a_ledger_to_a_closed_item(story, worker_at):
    worker = worker_at(REMINDED)
    office_plans_a_round(story)
    team_files_what_it_found(story)
    findings_are_handed_over(story)
    lead_goes_its_way(story)
    items_are_rectified(story)
    deadlines_are_watched(story, Beat(worker), worker)
    month_is_reported(story, worker)

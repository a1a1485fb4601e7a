"""Writing what round 18 has handed over, one inspection after the other."""

from datetime import date

from config.demo.dossiers.archive import Archive
from config.demo.handed_over.hand_overs import owe_focused, write_hand_over
from config.demo.handed_over.items import WRITE, return_items
from config.demo.handed_over.leads import write_leads
from config.demo.handed_over.papers import write_papers
from config.demo.handed_over.stories import stories_of
from config.demo.live import stage_of
from rounds.models import Inspection

ON_PAPER = 4
"""One organization in so many signs on paper."""


def load_handed_over(archive: Archive, inspections: list[Inspection], today: date) -> None:
    """Write what round 18 has handed over, and its leads; then return what came back."""
    for index, inspection in enumerate(inspections):
        stage = stage_of(index)
        hand_over = write_hand_over(archive, inspection, stage, today, on_paper=index % ON_PAPER == 1)
        stories = enumerate(stories_of(archive, stage, index), start=1)
        items = [WRITE[stage](archive, hand_over, number, story, today) for number, story in stories]
        owe_focused(archive, hand_over, items)
        write_leads(archive, inspection, index, today)
    archive.batch.flush()
    write_papers(archive)
    return_items(archive, today)

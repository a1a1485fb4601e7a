"""What the items of round 18 tell: one of each kind that an office meets."""

from dataclasses import dataclass

from config.demo.dossiers.archive import Archive
from config.demo.live import Stage
from findings.models import DeadlineKind
from rectification.models import CheckResult, Item

Kind, State = DeadlineKind, Item.Status
CONFIRMED, PARTLY = CheckResult.Verdict.CONFIRMED, CheckResult.Verdict.PARTLY


@dataclass(frozen=True)
class Story:
    """One item as it stands today: its kind, its days left, its state and what was checked of it."""

    kind: str
    days_left: int | None
    state: str
    verdict: str = ""


STORIES = [
    Story(Kind.IMMEDIATE, -41, State.CLOSED, CONFIRMED),
    Story(Kind.FOCUSED, None, State.RECTIFYING),
    Story(Kind.DATED, -5, State.RECTIFYING),
    Story(Kind.DATED, 2, State.RECTIFYING),
    Story(Kind.DATED, 8, State.RECTIFYING, PARTLY),
    Story(Kind.FOCUSED, None, State.AWAITING_ACCEPTANCE, CONFIRMED),
    Story(Kind.DATED, 12, State.RETURNED, PARTLY),
    Story(Kind.DATED, 38, State.RECTIFYING),
    Story(Kind.LASTING, None, State.RECTIFYING),
    Story(Kind.FOCUSED, None, State.CLOSED, CONFIRMED),
    Story(Kind.DATED, 0, State.AWAITING_TEAM),
    Story(Kind.DATED, 6, State.AWAITING_ACCEPTANCE),
    Story(Kind.DATED, -1, State.RETURNED),
]


def stories_of(archive: Archive, stage: str, index: int) -> list[Story]:
    """The first organization has one of each; the others some, the closed one only closed ones."""
    if stage == Stage.CLOSED:
        return [story for story in STORIES if story.state == State.CLOSED] * 3
    if index == 0:
        return STORIES
    writer = archive.writer
    chosen = writer.random.sample(STORIES, writer.random.randint(6, 9))
    return sorted(chosen, key=STORIES.index)

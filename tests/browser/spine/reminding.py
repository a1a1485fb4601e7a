"""Step 6: a deadline comes near. Beat, worker, reminder, inbox and mail: once; a second sweep sends nothing."""

from collections import Counter

from core.access.roles import Role
from personnel.models import Reminder
from tests.browser.spine.story import CANARY, DUE, REMINDED

SWEEP = ("remind", "deliver-notices")


def deadlines_are_watched(story, beat, worker):
    """One item is due in nine days, one is three days late: of that the secretary is told, too."""
    story.add_person("division", Role.DIVISION_LEADER).portfolio.add(story.organization)
    story.on(REMINDED)
    beat.tick(*SWEEP)
    assert Counter(Reminder.objects.values_list("recipient__username", "threshold")) == {
        ("liaison", 10): 1,
        ("division", 10): 1,
        ("liaison", -1): 1,
        ("secretary", -1): 1,
        ("division", -1): 1,
    }
    mails = worker.mails()
    [liaisons] = [text for to, text in mails if to == "liaison@example.test"]
    assert f"{DUE['near']}到期" in liaisons
    assert f"已逾期，{DUE['late']}到期" in liaisons
    assert CANARY not in str(mails)
    beat.tick(*SWEEP)
    assert Reminder.objects.count() == 5
    assert worker.mails() == mails
    liaison_reads_them(story.seat("liaison"))


def liaison_reads_them(liaison):
    liaison.open("/inbox/")
    liaison.sees(f"{DUE['near']}到期", f"已逾期，{DUE['late']}到期")
    liaison.look("6-1-liaison-inbox")
    liaison.open("/")
    liaison.look("6-2-liaison-worklist")

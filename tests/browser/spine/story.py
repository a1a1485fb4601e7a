"""What the steps of the walk share: the day, the people, and what they find."""

from dataclasses import dataclass, field

from personnel.models import Posting
from tests.factories import UserFactory

# People, by the seat they take. Their names are on the screens, so they are Chinese.
NAMES = {
    "office": "周敏",
    "handler": "何静",
    "leading": "郑国强",
    "sysadmin": "方维",
    "secadmin": "安宁",
    "discipline": "纪建军",
    "division": "分管山",
    "secretary": "书立民",
    "liaison": "联小雨",
}

# The inspection in days. The walk sets the clock; nothing waits.
PLANNED = "2026-07-20 09:00"
STARTED = "2026-08-03 09:00"
ON_SITE = "2026-08-19 15:30"
LEFT = "2026-09-30 17:00"
HANDED_OVER = "2026-10-20 10:00"
PLAN_FILED = "2026-10-28 10:00"
REPORTED = "2026-11-16 14:00"
REMINDED = "2026-11-23 09:00"

CANARY = "孙某某"  # the person a lead is about: known to few
PROBLEMS = {
    "dated": "2025年公务接待12批次报销附件不全，涉及金额3.4万元，办公室负直接责任。",
    "late": "三重一大事项有5次未形成会议纪要，领导班子负集体责任。",
    "near": "固定资产台账登记不全，抽查30件有8件账实不符，财务科负直接责任。",
}
DUE = {"dated": "2026-12-15", "late": "2026-11-20", "near": "2026-12-02"}


@dataclass
class Story:
    """The walk so far."""

    seat_of: callable
    clock: object
    address: str
    people: dict = field(default_factory=dict)
    seats: dict = field(default_factory=dict)
    posts: dict = field(default_factory=dict)  # the people of the team
    organization: object = None
    round: object = None
    inspection: object = None

    def on(self, moment):
        """Go on at this local time."""
        self.clock.set(moment)

    def add_person(self, key, *roles, **fields):
        """An account for a seat of the walk."""
        name = fields.pop("name", None) or NAMES[key]
        self.people[key] = UserFactory(username=key, name=name, roles=roles, **fields)
        return self.people[key]

    def seat(self, key, **size):
        """The computer at which this person is signed in; signs in the first time."""
        if key not in self.seats:
            self.seats[key] = self.seat_of(**size).sign_in(self.people[key].username)
        return self.seats[key]

    def posted(self, role):
        """The person with this place in the team."""
        return Posting.objects.filter(team__inspections=self.inspection, role=role).order_by("pk")

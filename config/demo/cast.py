"""The accounts of the demo, one of each role, and the organizations and bodies they act for."""

import csv
import os
import secrets
import string
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone
from knox.models import AuthToken

from core.access.roles import Role
from personnel.models import Person, RoleGrant, User
from rounds.models import Body, Inspection, Organization

SINCE = date(2015, 1, 5)
FIRST_WITH_ACCOUNTS = 18
WORDS = string.ascii_letters + string.digits

# username: (name, roles)
ACCOUNTS = {
    "office": ("华文静", [Role.OFFICE]),
    "handler": ("秦致远", [Role.OFFICE, Role.LEAD_HANDLER]),
    "leader": ("", []),
    "deputy": ("", []),
    "member": ("", []),
    "secretary": ("", [Role.SECRETARY]),
    "liaison": ("尤敏", [Role.LIAISON]),
    "discipline": ("严正清", [Role.DISCIPLINE]),
    "orgdept": ("施明远", [Role.ORGANIZATION_DEPARTMENT]),
    "cooperating": ("金晓燕", [Role.COOPERATING]),
    "division": ("陶国安", [Role.DIVISION_LEADER]),
    "leadinggroup": ("韩立群", [Role.LEADING_GROUP]),
    "sysadmin": ("褚卫东", [Role.SYSTEM_ADMIN]),
    "secadmin": ("孔令辉", [Role.SECURITY_ADMIN]),
    "auditor": ("姜雪梅", [Role.AUDIT_ADMIN]),
}


@dataclass
class Cast:
    """Who acts in the demo: accounts by user name, and the bodies by name."""

    users: dict[str, User]
    bodies: dict[str, Body]
    speakers: dict[int, User]

    office = property(lambda self: self.users["office"])
    handler = property(lambda self: self.users["handler"])
    leadinggroup = property(lambda self: self.users["leadinggroup"])

    def speaker_of(self, inspection: Inspection) -> User:
        """Who signs and reports for the inspected: its secretary, in earlier rounds by an account closed since."""
        secretary = self.users["secretary"]
        theirs = secretary.organization_id == inspection.organization_id
        is_of_today = theirs and inspection.team.round.number >= FIRST_WITH_ACCOUNTS
        return secretary if is_of_today else self.speakers[inspection.organization_id]

    def answers_for(self, body: Body) -> User:
        """Who reports for a receiving body; for bodies without an account the lead handler entered it."""
        return next((user for user in self.users.values() if user.body_id == body.pk), self.handler)


def make_clerk() -> User:
    """The first account: who entered the history."""
    return _account("office")


def make_cast(clerk: User, bodies: dict[str, Body], posted: dict[str, Person], side: Organization) -> Cast:
    """Create the other accounts; `side` has the secretary."""
    users = {"office": clerk}
    for username in [each for each in ACCOUNTS if each not in users]:
        person = posted.get(username)
        name = person.name if person else side.secretary
        organization = side if username in ("secretary", "liaison") else None
        users[username] = _account(username, name=name, person=person, organization=organization)
    for username, body in (("discipline", "市纪委监委"), ("orgdept", "市委组织部"), ("cooperating", "市审计局")):
        users[username].body = bodies[body]
        users[username].save(update_fields=["body"])
    return Cast(users, bodies, _former_secretaries())


def _account(username: str, *, name: str = "", **facts) -> User:
    told, roles = ACCOUNTS[username]
    user = User(username=username, name=told or name, email=f"{username}@demo.invalid", **facts)
    user.set_unusable_password()
    user.save()
    RoleGrant.objects.bulk_create(RoleGrant(user=user, role=role, granted_on=SINCE) for role in roles)
    return user


def _former_secretaries() -> dict[int, User]:
    """An account of each organization that is closed by now, by which its secretary signed."""
    former = User.objects.bulk_create(
        User(
            username=f"former{organization.pk}",
            name=organization.secretary,
            organization=organization,
            password="!",  # noqa: S106 - none
            is_active=False,
        )
        for organization in Organization.objects.order_by("pk")
    )
    return {user.organization_id: user for user in former}


def hand_out(path: Path) -> None:
    """Give each account a random password and a token, and write both where only this system user can read them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    users = {user.username: user for user in User.objects.filter(username__in=ACCOUNTS)}
    partial = path.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file, delimiter="\t", lineterminator="\n")
        sheet.writerow(["username", "password", "role", "api_token"])
        for username in ACCOUNTS:
            user = users[username]
            password = _password()
            user.set_password(password)
            user.password_set_at = timezone.now()
            user.save(update_fields=["password", "password_set_at"])
            _instance, token = AuthToken.objects.create(user=user, expiry=timedelta(days=365))
            roles = user.grants.values_list("role", flat=True)
            sheet.writerow([username, password, ",".join(roles) or username, token])
    partial.replace(path)


def _password() -> str:
    """Sixteen characters that a person can still type, of the classes the rules ask for."""
    parts = ["".join(secrets.choice(WORDS) for _ in range(4)) for _ in range(3)]
    return "-".join([*parts, secrets.choice(string.ascii_uppercase) + secrets.choice(string.digits)])

"""What a second person confirms about people: whom an account stands for, and who those are that others trust."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.consent.kinds import Kind, register
from core.ui.views.record import field_label
from personnel.accounts.oversight import LINK
from personnel.models import Person
from personnel.people.services import RENAME, TELLING, UNLINK, take_link, take_name, take_unlink

SECOND = frozenset({Right.KEEP_PEOPLE, Right.GRANT_ROLES})


def _account(proposal) -> list[tuple]:
    return [(_("Account"), "", proposal.facts["account_name"])]


def _parted(proposal) -> list[tuple]:
    return [(_("Account"), proposal.facts["account_name"], "—")]


def _name(proposal) -> list[tuple]:
    return [(field_label(Person, name), *proposal.facts[name]) for name in TELLING if name in proposal.facts]


register(Kind(RENAME, _("Rename the person"), SECOND, words=_name, take=take_name, consents=True))
register(Kind(LINK, _("Link an account to the person"), SECOND, words=_account, take=take_link, consents=True))
register(Kind(UNLINK, _("Part the account from the person"), SECOND, words=_parted, take=take_unlink, consents=True))

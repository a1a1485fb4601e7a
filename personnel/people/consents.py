"""What a second person confirms about people: whom an account stands for."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.consent.kinds import Kind, register
from personnel.people.services import LINK, UNLINK, take_link, take_unlink

SECOND = frozenset({Right.KEEP_PEOPLE, Right.GRANT_ROLES})


def _account(proposal) -> list[tuple]:
    return [(_("Account"), "", proposal.facts["account_name"])]


def _parted(proposal) -> list[tuple]:
    return [(_("Account"), proposal.facts["account_name"], "—")]


register(Kind(LINK, _("Link an account to the person"), SECOND, words=_account, take=take_link, consents=True))
register(Kind(UNLINK, _("Part the account from the person"), SECOND, words=_parted, take=take_unlink, consents=True))

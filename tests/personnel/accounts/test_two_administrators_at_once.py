"""Of two administrators who end each other, or are ended, in the same moment one remains, and one is told."""

import pytest

from core.access.reach import Refused
from core.access.roles import Role
from core.workflow.moves import IllegalStep
from personnel.accounts import roles, services
from personnel.models import User
from tests.at_once import together
from tests.factories import UserFactory, fresh


@pytest.mark.django_db(transaction=True)
def test_one_of_two_remains(sysadmin):
    other = UserFactory(username="other", roles=[Role.SYSTEM_ADMIN])

    def shut(by, user):
        try:
            services.shut_user(user, by=by, reason="离岗")
        except Refused:
            return "told"
        return "shut"

    pairs = [(fresh(sysadmin), fresh(other)), (fresh(other), fresh(sysadmin))]
    assert all(by.reach for by, _user in pairs)  # both were let in before either acts
    assert sorted(together(*(lambda pair=pair: shut(*pair) for pair in pairs))) == ["shut", "told"]
    assert User.objects.active().holding(Role.SYSTEM_ADMIN).count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_of_two_auditors_whose_roles_are_revoked_at_once_remains(secadmin, auditor):
    other = UserFactory(username="other", roles=[Role.AUDIT_ADMIN])

    def revoke(grant):
        try:
            roles.revoke_role(grant, by=fresh(secadmin), reason="轮岗")
        except IllegalStep:
            return "told"
        return "revoked"

    grants = [user.grants.get() for user in (auditor, other)]
    assert sorted(together(*(lambda grant=grant: revoke(grant) for grant in grants))) == ["revoked", "told"]
    assert User.objects.holding(Role.AUDIT_ADMIN).count() == 1

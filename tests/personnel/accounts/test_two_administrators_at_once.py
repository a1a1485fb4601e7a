"""Two system administrators shut each other in the same moment: one remains, and one is told."""

import pytest

from core.access.reach import Refused
from core.access.roles import Role
from personnel.accounts import services
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

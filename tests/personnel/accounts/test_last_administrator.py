"""Of each of the three administrators one always remains: nobody is watched by an account that nobody holds."""

import pytest

from core.access.roles import Role
from core.workflow.moves import IllegalStep
from personnel.accounts.roles import revoke_role
from personnel.accounts.services import open_user, shut_user
from tests.factories import UserFactory


def end_by_shutting(user, sysadmin, granter):
    shut_user(user, by=sysadmin, reason="轮岗")


def end_by_revoking(user, sysadmin, granter):
    revoke_role(user.grants.current().get(), by=granter, reason="轮岗")


ENDS = [end_by_shutting, end_by_revoking]


@pytest.fixture
def granter(db):
    """A security administrator whom nobody shuts."""
    return UserFactory(username="granter", roles=[Role.SECURITY_ADMIN])


@pytest.mark.parametrize("end", ENDS)
def test_the_last_auditor_stays(end, sysadmin, granter, auditor):
    with pytest.raises(IllegalStep, match="安全审计员"):
        end(auditor, sysadmin, granter)
    auditor.refresh_from_db()
    assert auditor.is_active
    assert auditor.grants.current().exists()


@pytest.mark.parametrize("end", ENDS)
def test_one_of_two_goes_and_then_the_other_stays(end, sysadmin, granter, auditor):
    second = UserFactory(username="second", roles=[Role.AUDIT_ADMIN])
    end(auditor, sysadmin, granter)
    with pytest.raises(IllegalStep):
        end(second, sysadmin, granter)


def test_an_account_that_is_shut_holds_no_place(sysadmin, granter, auditor):
    second = UserFactory(username="second", roles=[Role.AUDIT_ADMIN])
    end_by_shutting(second, sysadmin, granter)
    with pytest.raises(IllegalStep):
        end_by_revoking(auditor, sysadmin, granter)
    open_user(second, by=sysadmin)
    end_by_revoking(auditor, sysadmin, granter)


def test_the_last_system_administrator_keeps_the_role(sysadmin, granter):
    with pytest.raises(IllegalStep, match="系统管理员"):
        end_by_revoking(sysadmin, sysadmin, granter)


def test_the_last_security_administrator_is_not_shut(sysadmin, secadmin):
    with pytest.raises(IllegalStep, match="安全保密管理员"):
        end_by_shutting(secadmin, sysadmin, secadmin)


def test_who_holds_another_role_is_not_asked_for(sysadmin, granter, handler):
    end_by_shutting(handler, sysadmin, granter)
    assert not handler.is_active

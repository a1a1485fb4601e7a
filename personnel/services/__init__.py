"""Every change of accounts, roles, people, pools, postings and recusals."""

from .accounts import (
    change_password,
    create_user,
    open_user,
    reset_password,
    shut_user,
    system_account,
    update_user,
)
from .people import add_person, join_pool, leave_pool, link_account, unlink_account, update_person
from .postings import post_person, posting_warnings, release_person
from .recusals import declare_recusal, end_recusal
from .roles import grant_role, revoke_role

__all__ = [
    "add_person",
    "change_password",
    "create_user",
    "declare_recusal",
    "end_recusal",
    "grant_role",
    "join_pool",
    "leave_pool",
    "link_account",
    "open_user",
    "post_person",
    "posting_warnings",
    "release_person",
    "reset_password",
    "revoke_role",
    "shut_user",
    "system_account",
    "unlink_account",
    "update_person",
    "update_user",
]

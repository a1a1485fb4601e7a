"""An account is read with what it reaches: by the key of a session, by a token, in one prepared statement."""

from datetime import timedelta

import pytest
from django.db import connection

from core.api.tokens import issue_token
from personnel.models import User

pytestmark = pytest.mark.django_db


def token_of(user, **given):
    token, _text = issue_token(user, **given)
    return {"digest": token.digest, "token_key": token.token_key}


def test_one_statement_reads_both(leader, django_assert_num_queries):
    leader.refresh_from_db()
    with django_assert_num_queries(1):
        found = User.of_session(leader.pk)
        reach = found.reach
    assert reach == leader.reach
    assert reach.led_teams
    for field in User._meta.concrete_fields:
        assert getattr(found, field.attname) == getattr(leader, field.attname), field.name


def test_a_token_that_has_not_expired_finds_its_account(leader):
    assert User.of_token(**token_of(leader)) == leader
    assert User.of_token(**token_of(leader, ttl=timedelta(seconds=-1))) is None
    assert User.of_token(**token_of(leader) | {"token_key": "another"}) is None


def test_nobody_has_a_key_that_is_none(db):
    assert User.of_session(10**9) is None


def test_the_server_plans_it_once(leader, office):
    for user in (leader, office, leader):
        User.of_session(user.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%personnel_rolegrant%'")
        before = cursor.fetchone()[0]
        User.of_session(office.pk)
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%personnel_rolegrant%'")
        assert cursor.fetchone()[0] == before > 0

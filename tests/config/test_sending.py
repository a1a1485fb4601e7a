"""What the environment says of sending is refused at the start where it makes no sense."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from environ import Env

from config import sending
from core.models import Channel


def env(monkeypatch, **told):
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    return Env()


def test_without_a_word_it_is_working_hours_and_no_channel():
    assert (sending.hours(Env()), sending.days(Env()), sending.channels(Env())) == ((8, 18), "working", [])


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (sending.hours, {"DIGEST_HOUR": "18"}),
        (sending.hours, {"DIGEST_UNTIL_HOUR": "25"}),
        (sending.days, {"DIGEST_DAYS": "sundays"}),
        (sending.channels, {"CHANNELS": "wecom,telex"}),
        (sending.networks, {"CHANNEL_NETWORKS": "10.1.2.3/8"}),
    ],
)
def test_what_makes_no_sense_names_the_variable(monkeypatch, read, told):
    with pytest.raises(ImproperlyConfigured, match=next(iter(told))):
        read(env(monkeypatch, **told))


def test_the_kinds_are_those_of_the_model():
    assert set(sending.CHANNELS) == set(Channel.Kind.values)

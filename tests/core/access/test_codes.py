"""One-time codes as the RFC has them, recovery codes however they are typed, and secrets that the key alone opens."""

import base64
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from core.access import codes

RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.fixture
def at(monkeypatch):
    """`at(seconds)` sets the time, counted as in the RFC."""
    return lambda seconds: monkeypatch.setattr(timezone, "now", lambda: datetime.fromtimestamp(seconds, UTC))


@pytest.mark.parametrize(("seconds", "code"), [(59, "287082"), (1111111109, "081804"), (2000000000, "279037")])
def test_the_codes_of_the_rfc_are_right(at, seconds, code):
    at(seconds)
    assert codes.step_of(RFC_SECRET, code) == seconds // 30


@pytest.mark.parametrize(("late", "good"), [(-31, False), (-30, True), (0, True), (59, True), (60, False)])
def test_a_code_is_good_half_a_minute_around_its_own(at, late, good):
    at(1111111080 + late)  # its half minute begins there
    assert (codes.step_of(RFC_SECRET, "081804") is not None) == good


def test_a_code_that_was_used_is_good_no_second_time_nor_is_one_from_before_it(at):
    at(1111111109)
    used = codes.step_of(RFC_SECRET, "081804")
    assert codes.step_of(RFC_SECRET, "081804", after=used) is None
    assert codes.step_of(RFC_SECRET, "081804", after=used + 1) is None
    assert codes.step_of(RFC_SECRET, "081804", after=used - 1) == used


@pytest.mark.parametrize("typed", ["", "81804", "0081804", "08180a", "-81804", "²³¹⁴⁵⁶"])
def test_what_is_no_code_is_wrong(at, typed):
    at(1111111109)
    assert codes.step_of(RFC_SECRET, typed) is None


def test_digits_of_a_chinese_keyboard_are_digits(at):
    at(1111111109)
    assert codes.step_of(RFC_SECRET, "０８１８０４") is not None


def test_a_secret_is_not_to_be_read_without_the_key(settings):
    sealed = codes.seal(RFC_SECRET)
    assert RFC_SECRET not in sealed
    assert codes.unseal(sealed) == RFC_SECRET
    settings.SECOND_FACTOR_KEY = "another"
    assert codes.unseal(sealed) is None


def test_a_recovery_code_is_the_same_however_it_is_typed(settings):
    code = codes.new_recovery_codes()[0]
    kept = codes.digest_of(code)
    assert codes.digest_of(code.upper().replace("-", " ")) == kept
    assert code.replace("-", "") not in kept
    settings.SECOND_FACTOR_KEY = "another"
    assert codes.digest_of(code) != kept


def test_what_was_made_with_a_key_before_is_good_until_that_is_dropped(settings):
    sealed, code = codes.seal(RFC_SECRET), codes.new_recovery_codes()[0]
    kept, former = codes.digest_of(code), settings.SECOND_FACTOR_KEY
    settings.SECOND_FACTOR_KEY, settings.SECOND_FACTOR_KEY_FALLBACKS = "another", [former]
    assert codes.unseal(sealed) == RFC_SECRET
    assert kept in codes.digests_of(code)
    assert codes.digest_of(code) != kept
    anew = codes.sealed_anew(sealed)
    assert codes.sealed_anew(anew) == anew
    settings.SECOND_FACTOR_KEY_FALLBACKS = []
    assert codes.unseal(anew) == RFC_SECRET
    assert codes.unseal(sealed) is None


def test_recovery_codes_are_ten_and_none_is_another():
    assert len(set(codes.new_recovery_codes())) == 10


def test_the_picture_says_what_devices_read():
    address = codes.address_of("ABC", account="wang", issuer="巡察办")
    assert address.startswith("otpauth://totp/%E5%B7%A1%E5%AF%9F%E5%8A%9E%3Awang?secret=ABC&issuer=%E5%B7%A1")

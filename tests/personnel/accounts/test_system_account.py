"""The program's own account is called in the language of whoever reads it: on pages, in notices, in the trail."""

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from core.access.roles import Role
from core.models import Notice
from core.trail.history import timeline
from core.trail.recording import acting
from personnel.accounts.oversight import tell_owner
from personnel.accounts.services import create_user, system_account
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

CALLED = pytest.mark.parametrize(("language", "name"), [("zh-hans", "系统"), ("en", "The system")])


@pytest.fixture
def changed(office):
    """An account that the program changed, as a command does."""
    with acting(system_account()):
        office.email = "office@example.org"
        office.save()
    return office


@CALLED
def test_it_is_called_so(language, name):
    system = system_account()
    with translation.override(language):
        assert str(system) == name
    assert (system.name, system.username) == ("系统", "system")


@CALLED
def test_the_history_of_a_record_names_it(changed, language, name):
    with translation.override(language):
        assert timeline(changed)[-1].actor == name
        assert timeline(changed, accounts=True)[-1].actor.startswith(f"{name} (system #")


@CALLED
def test_the_trail_names_it(browse, changed, language, name):
    client = browse(UserFactory(roles=[Role.AUDIT_ADMIN]))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get(reverse("trail"), {"actor": name}).content.decode()
    assert f"{name} (system #" in page
    assert language == "zh-hans" or "系统 (" not in page


@CALLED
def test_a_notice_names_it(office, language, name):
    tell_owner(office, by=system_account())
    with translation.override(language):
        assert Notice.objects.get(recipient=office).told.startswith(f"{name} (system #")


def test_nobody_else_is_called_so():
    with translation.override("en"):
        assert str(UserFactory(name="系统甲", username="xitong")) == "系统甲"


@pytest.mark.parametrize("name", ["系统", "系 统", "The system", "the  SYSTEM", "Thе system"])
def test_nobody_takes_its_name_in_any_language(sysadmin, name):
    with pytest.raises(ValidationError):
        create_user(by=sysadmin, username="xitong", name=name)
    with pytest.raises(ValidationError):
        create_user(by=sysadmin, username="System", name="某甲")

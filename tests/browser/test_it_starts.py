"""The browser itself, and that what it asks is answered."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_chromium_reaches_the_site(new_page):
    response = new_page().goto("/healthz/")
    assert response.ok

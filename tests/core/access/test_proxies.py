"""Who is asking, when our own proxies stand between."""

import pytest

from core.access.proxies import client_address


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "9.9.9.9", "10.0.0.1"),
        (1, "9.9.9.9, 172.16.0.7", "172.16.0.7"),
        (2, "9.9.9.9, 172.16.0.7, 10.0.0.2", "172.16.0.7"),
        (1, "", "10.0.0.1"),
    ],
)
def test_only_what_our_own_proxies_saw_is_believed(rf, settings, proxies, forwarded, address):
    settings.PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address

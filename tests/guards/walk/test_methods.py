"""What changes something takes POST with a token of the page, and nothing else.

State change by GET, CSRF.
"""

from django.test import Client

from tests.guards.routes import FOR_PROGRAMS, every_route, undone


def test_a_form_sent_from_another_site_is_refused(cast, world):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(cast["handler"], backend="personnel.accounts.backends.AccountBackend")
    let_in = {}
    for route in every_route():
        address = route.at(world)
        status = undone(client.post, address).status_code
        if not address.startswith(FOR_PROGRAMS) and status not in (403, 405):
            let_in[address] = status
    assert let_in == {}


def test_the_api_takes_no_session(cast, world):
    client = Client(raise_request_exception=False)
    client.force_login(cast["handler"], backend="personnel.accounts.backends.AccountBackend")
    programs = [route for route in every_route() if route.at(world).startswith(FOR_PROGRAMS)]
    answers = {route.name: undone(client.get, route.at(world)).status_code for route in programs}
    assert {name for name, status in answers.items() if status == 200} == {"api-schema"}
    assert set(answers.values()) <= {200, 401, 403, 404, 405}

"""What is too much to keep is refused; the rest of what is typed: tests/guards/walk, tests/security/generated."""

from tests.guards.routes import client_of


def test_a_million_letters_are_refused_and_not_kept(cast, world):
    address = f"/items/{world.item.pk}/progress/"
    sent = {"text": "长" * 1_000_000, "completion": "mostly"}
    assert client_of(cast["liaison"]).post(address, sent).status_code == 200
    assert world.item.progress.count() == 1

import pytest

from tests.drills.house import House


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """An installation with servers, a site and an account of its own; what a drill does to it, it mends."""
    house = House(tmp_path_factory.mktemp("house"))
    house.open()
    yield house
    house.close()

"""Every list that can be exported can be drawn by a worker, too: the same rows, whoever reads it."""

from io import BytesIO

from openpyxl import load_workbook

from core.exports import services
from core.models import ListExport
from core.ui.views.list import ListPage
from tests.guards.routes import client_of, every_route, undone

QUERY = "export=xlsx"


def long_lists(openers) -> list:
    """The lists, each with the first who opens it."""
    lists = [each for each in every_route() if isinstance(each.view, type) and issubclass(each.view, ListPage)]
    return [(route, openers[route.name][0]) for route in lists if route.view.exportable]


def cells(workbook: bytes) -> list[tuple]:
    return list(load_workbook(BytesIO(workbook)).active.values)


def test_what_the_worker_draws_is_what_the_page_would(cast, world, openers):
    lists = long_lists(openers)
    for route, who in lists:
        client, path, file = client_of(cast[who]), route.at(world), BytesIO()
        drawn = ListExport(user=cast[who], path=path, query=QUERY)
        services.EXPORT.write(drawn, file, lambda written, of: None)
        answer = undone(client.get, f"{path}?{QUERY}")
        assert cells(file.getvalue()) == cells(answer.body), route.name
        assert str(services.title_of(drawn)), route.name
    assert len(lists) > 10

"""Boards: a sentence that says the state, a few numbers, and charts with their tables."""

from dataclasses import dataclass, field

from core.ui.views.base import Page


@dataclass(frozen=True)
class Tile:
    """A number with its unit; `url` opens the list it counts, `change` compares with last month."""

    label: str
    value: object
    unit: str = ""
    url: str = ""
    change: int | None = None
    tone: str = ""
    note: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart whose title states the finding. `kind`: bar, stacked, line or funnel.

    `labels` name the points, `series` maps a name to its values in the same order; both also fill the table twin.
    `urls`, if given, opens a list for each label. `export_url` gives the same as a workbook.
    """

    key: str
    title: str
    kind: str
    labels: list
    series: dict
    unit: str = ""
    urls: list = field(default_factory=list)
    export_url: str = ""

    @property
    def data_id(self):
        """The id of the element that holds what the script draws."""
        return f"chart-data-{self.key}"

    @property
    def payload(self):
        """What the script draws."""
        return {
            "kind": self.kind,
            "labels": [str(label) for label in self.labels],
            "series": [{"name": str(name), "data": list(values)} for name, values in self.series.items()],
            "unit": str(self.unit),
            "urls": self.urls,
        }

    @property
    def rows(self):
        """The table twin: a label, its address and its values."""
        urls = self.urls or [""] * len(self.labels)
        columns = zip(*self.series.values(), strict=True)
        return list(zip(self.labels, urls, columns, strict=True))


class BoardPage(Page):
    """A board; `sentence()`, `tiles()` and `charts()` say what is on it, `template_name` may add more."""

    template_name = "page_board.html"

    def sentence(self) -> str:
        """The state of things in one sentence."""
        return ""

    def tiles(self) -> list[Tile]:
        """Four to six numbers."""
        return []

    def charts(self) -> list[Chart]:
        """The charts, the most telling first."""
        return []

    def get(self, request, *args, **kwargs):
        """The page."""
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        return super().get_context_data(sentence=self.sentence(), tiles=self.tiles(), charts=self.charts(), **kwargs)

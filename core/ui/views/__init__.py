"""Parents of all page views: an app says what to show, these say how. See each class for a worked example."""

from core.ui.views.base import Page
from core.ui.views.board import BoardPage
from core.ui.views.document import DocumentPage
from core.ui.views.form import FormPage, StepPage
from core.ui.views.list import BulkAction, ListPage
from core.ui.views.panel import PanelPage
from core.ui.views.picker import PickerOptions
from core.ui.views.record import Fact, RecordPage, Stage, facts_of, stages_at
from core.ui.views.step import Allowed, Do

__all__ = [
    "Allowed",
    "BoardPage",
    "BulkAction",
    "Do",
    "DocumentPage",
    "Fact",
    "FormPage",
    "ListPage",
    "Page",
    "PanelPage",
    "PickerOptions",
    "RecordPage",
    "Stage",
    "StepPage",
    "facts_of",
    "stages_at",
]

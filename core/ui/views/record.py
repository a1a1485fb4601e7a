"""Records: where the thing stands, its facts, what hangs on it, and what may be done next."""

from dataclasses import dataclass
from datetime import date

from django.db.models import DecimalField, Field
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.text import capfirst

from core.trail.history import events_of, timeline
from core.ui.money import grouped_sum
from core.ui.panels import panels_for
from core.ui.views.base import Page
from core.workdays.unrecorded import words_for_missing
from core.workflow.kept_rows import rows_with
from core.workflow.returns import Return, WayBack
from core.workflow.steps import steps_for


@dataclass(frozen=True)
class Fact:
    """A label and a value; `wide` takes both columns, `url` makes the value a link.

    In place of a value, `rows` are told by their names, each leading to its page.
    """

    label: str
    value: object
    wide: bool = False
    url: str = ""
    rows: tuple = ()


@dataclass(frozen=True)
class Stage:
    """A stage of the way: `state` is done, current or todo; `on` the day it was reached or is due."""

    label: str
    state: str
    on: date | None = None
    note: str = ""


def stages_at(way, at: int) -> list[Stage]:
    """The stages of a way of (label, day) pairs when the one at place `at`, counted from 0, is the present one."""
    return [
        Stage(label, "done" if place < at else "current" if place == at else "todo", on)
        for place, (label, on) in enumerate(way)
    ]


def stages_of(record) -> list[Stage]:
    """The step bar of a row whose states follow one another, with the day each was reached."""
    states, dated = list(record.Status), record.REACHED_ON
    reached = states.index(record.status)
    days = [
        getattr(record, dated[state]) if place <= reached and state in dated else None
        for place, state in enumerate(states)
    ]
    return stages_at([(state.label, day) for state, day in zip(states, days, strict=True)], reached)


def facts_of(record, *names, wide=()) -> list[Fact]:
    """Facts from model fields by name, labelled by their verbose names and shown as people read them."""
    return [Fact(field_label(record, name), field_words(record, name), wide=name in wide) for name in names]


def field_label(record, name) -> str:
    """The verbose name of a field with its first letter raised."""
    return capfirst(record._meta.get_field(name).verbose_name)


def field_words(record, name):
    """The value of a field: its display words, the related row itself, the plain value, or why a day is missing.

    Of a sum of money the heading names the unit.
    """
    field = record._meta.get_field(name)
    if isinstance(field, DecimalField):
        return grouped_sum(getattr(record, name))
    if isinstance(field, Field) and field.choices:
        return getattr(record, f"get_{name}_display")()
    return getattr(record, name) or words_for_missing(record, name) or getattr(record, name)


@dataclass(frozen=True)
class RowsOfPage:
    """The rows of a kind of page: `kept_rows.SetOf`."""

    page: type["RecordPage"]

    def __call__(self, user):
        return self.page().queryset_for(user)


class RecordPage(Page):
    """The page of one row.

        class RoundPage(RecordPage):
            template_name = "rounds/round_page.html"  # extends page_record.html

            def queryset_for(self, user):
                return Round.objects.visible_to(user)

            def stages(self):
                return stages_of(self.record)

    A row the user may not see answers 404. The timeline is the row's own; `hide_from_timeline` names its fields that
    this page must not show. `way_back` tells how such rows come back to be mended.
    """

    template_name = "page_record.html"
    hide_from_timeline: tuple = ()
    way_back: WayBack | None = None

    def queryset_for(self, user):
        """The rows this user may see, with the related rows that the page reads; they depend on nothing else."""
        raise NotImplementedError

    @cached_property
    def record(self):
        """The row of the address; 404 if this user does not see it."""
        rows = rows_with([self.kwargs["pk"]], self.request.user, RowsOfPage(type(self)))
        if not rows:
            raise Http404
        return rows[0]

    def get_title(self):
        return self.title or str(self.record)

    def facts(self) -> list[Fact]:
        """What is known, in two columns."""
        return []

    def stages(self) -> list[Stage]:
        """The step bar; none for things without a way."""
        return []

    def deadline(self):
        """A mapping with `what`, `due_on` and `done` for the deadline card, or None."""
        return

    @cached_property
    def _offered(self):
        return steps_for(self.record, self.request.user)

    def steps(self):
        """What this user may do next."""
        return self._offered

    def returned(self) -> Return | None:
        """That the row came back, for those who may mend it; nobody else is told the opinion here."""
        way = self.way_back
        if way is None or not {step.name for step in self.steps()} & {*way.mended_by}:
            return None
        return way.last_return(self.record, self.own_events)

    @cached_property
    def own_events(self):
        """The events of the row itself."""
        return events_of(self.record)

    def events(self):
        """The row's history, the newest first."""
        return list(reversed(timeline(self.record, self.own_events, hide=self.hide_from_timeline)))

    def get(self, request, *args, **kwargs):
        """The page."""
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            record=self.record,
            facts=self.facts(),
            stages=self.stages(),
            deadline=self.deadline(),
            steps=self.steps(),
            returned=self.returned(),
            events=self.events(),
            panels=panels_for(self.record, self.request.user),
            **kwargs,
        )

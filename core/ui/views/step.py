"""Steps taken on one row: those without a form, who may open the form of the others, and the pages of declarations."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from core.access.reach import require
from core.ui.forms import ReasonForm
from core.ui.views.base import Page
from core.ui.views.form import StepPage
from core.workflow import as_shown
from core.workflow.acts import in_act
from core.workflow.guards import require_status
from core.workflow.moves import IllegalStep
from core.workflow.steps import Asks, Rows, Step, may_take
from core.workflow.taking import row_of_step

NOT_YOURS = _("This step is not yours to take.")


class Do(Page):
    """A step that needs no more than its button: POST, the service, back to the row."""

    http_method_names = ["post"]
    done = _("Saved.")

    def queryset_for(self, user):
        """The rows this user sees."""
        raise NotImplementedError

    def act(self, row):
        """Call the service. What it returns, if anything, is what to go to instead of the row."""
        raise NotImplementedError

    def post(self, request, pk):
        """Take the step on the row of the address."""
        row = self.read(self.queryset_for(request.user))
        target = self.act(row) or row
        messages.success(request, self.done)
        return HttpResponseRedirect(resolve_url(target))


def row_in_act(page, rows, open_rows: Rows | None, *, after: str = "", key: str = "pk") -> Any:
    """The row that a page's address names by this key, locked for the act in which its form is sent; None in none."""
    if open_rows is None or not in_act():
        return None
    return row_of_step(rows, open_rows, page.request.user, page.kwargs[key], after=after)


class Allowed:
    """A form of a step opens only to those whom the rule of the step allows; the service asks again.

    `open_rows(user)` are those the step may be taken on; where it is taken on another row than that of the address,
    `rule(user, subject)` is one of `permissions.py`. `open_states` are those of the row in which it can be taken, if
    it has any: an old link says so before anything is typed. What was typed is asked with its row locked.
    """

    open_rows: Rows | None = None
    open_states: Collection[str] = ()
    rule: Callable[[Any, Any], bool] | None = None

    def read(self, rows):
        return row_in_act(self, rows, type(self).open_rows) or super().read(rows)

    def subject(self):
        """What the rule is about."""
        return self.record

    def is_allowed(self, user) -> bool:
        """Whether this user has the right to take the step."""
        rule, open_rows = type(self).rule, type(self).open_rows
        if open_rows is not None:
            return may_take(open_rows, user, self.record)
        if rule is None:
            raise TypeError("A form of a step says on which rows it is open, or by which rule.")
        return rule(user, self.subject())

    def require_takeable(self) -> None:
        """Refuse a step that cannot be taken as the row stands."""
        if self.open_states:
            require_status(self.record, *self.open_states)

    def get_context_data(self, **kwargs):
        """With why the step cannot be taken as the row stands (`not_open`), before anything is typed."""
        if self.request.method == "GET":
            try:
                self.require_takeable()
            except IllegalStep as refusal:
                kwargs["not_open"] = str(refusal)
        return super().get_context_data(**kwargs)

    def get(self, request, *args, **kwargs):
        """The form, or the refusal a POST would meet."""
        require(self.is_allowed(request.user), NOT_YOURS)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """The right first, then what was typed."""
        require(self.is_allowed(request.user), NOT_YOURS)
        return super().post(request, *args, **kwargs)


def give_back(title, consequence) -> Asks:
    """For a step that returns a row to those it came from: a reason must be given."""
    hint = {"hint": _("Say what is wrong and what is to be mended.")}
    return Asks(ReasonForm, title, consequence, _("Return"), danger=True, given=lambda row, user: hint)


class OfStep:
    """Where a declared step is taken: within the act that takes it, its row is read with its lock."""

    step: Step

    def read(self, rows):
        open_rows = self.step.rows if self.step.locks_first else None
        return row_in_act(self, rows, open_rows, after=self.step.locked_after) or super().read(rows)


@method_decorator(sensitive_post_parameters(), name="dispatch")
class AskingPage(OfStep, Allowed, StepPage):
    """The page of a declared step that asks something: it opens to those who have the right to take the step."""

    def is_allowed(self, user) -> bool:
        return self.step.allows(user, self.record)

    def form_kwargs(self):
        return self.step.asks.given(self.record, self.request.user)

    def mark(self):
        return as_shown.mark_of(self.record)

    def require_as_shown(self, mark):
        as_shown.require_as_shown(self.record, mark, self.mark(), self.step)

    def save(self, form):
        made = self.step.service(self.record, by=self.request.user, **form.cleaned_data)
        return self.step.then(self.record, made)

    def get_context_data(self, **kwargs):
        shows = self.step.asks.shows
        if shows is not None:
            told = shows.context(self.record, self.request.user)
            kwargs |= {"shown": shows.template, "shown_wide": shows.wide, **told}
        return super().get_context_data(**kwargs)


class ButtonPage(OfStep, Do):
    """Where the button of a declared step leads that asks nothing."""

    def act(self, row):
        mark = self.request.POST.get(as_shown.FIELD, "")
        as_shown.require_as_shown(row, mark, as_shown.mark_of(row), self.step)
        return self.step.then(row, self.step.service(row, by=self.request.user))


def step_pages(of: type, steps: Iterable[Step], *, at: str, named: str) -> list[URLPattern]:
    """The pages of those of the steps that declare their service, each at `<at><its place>/` as `<named>_<its name>`.

    `of` is what the pages over such rows share: the rows a user sees, and the way there.
    """
    declared = [step for step in steps if step.service is not None]
    return [path(f"{at}{step.place}/", _page_of(step, of).as_view(), name=f"{named}_{step.name}") for step in declared]


def _page_of(step: Step, of: type) -> type:
    asks = step.asks
    if asks is None:
        return type("ButtonPage", (of, ButtonPage), {"step": step, "done": step.done})
    said = {
        "step": step,
        "open_states": step.states,
        "done": step.done,
        "title": asks.title or step.label,
        "form_class": asks.form,
        "consequence": asks.consequence,
        "submit_label": asks.button or step.label,
        "danger": asks.danger,
    }
    return type("AskingPage", (of, AskingPage), said)

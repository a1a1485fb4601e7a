"""Picking rows for a step, which is asked once, and how far the batch is."""

from datetime import UTC, datetime

from django.core import signing
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from core.batches.services import MOST, ask_for_batch, label_of
from core.models import Batch, BatchRow
from core.models.batches import LONGEST_PLACE
from core.tasks import have_carried_out
from core.ui import tables
from core.ui.forms import KEY_DIGITS, Form
from core.ui.views.base import Page
from core.ui.views.form import StepPage
from core.ui.views.list import ListPage, list_at
from core.workflow.kept_rows import is_never_open
from core.workflow.on_many import kinds_with_many, step_on_many
from core.workflow.steps import Step, reads_of

WHAT = gettext_lazy("What")
BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)
SEAL = signing.Signer(salt="core.batches")


@method_decorator(sensitive_post_parameters(), name="dispatch")
class BatchPage(StepPage):
    """A step asked once for many rows: those ticked on a list, or all that its filters leave and it is open on."""

    done = gettext_lazy("The step is being taken row by row.")

    @cached_property
    def model(self) -> type:
        """The kind of row; 404 for one without steps on many."""
        try:
            return kinds_with_many()[self.kwargs["kind"]]
        except KeyError as unknown:
            raise Http404 from unknown

    @cached_property
    def taken(self) -> Step:
        """The step of the address, or 404."""
        try:
            return step_on_many(self.model, self.kwargs["step"])
        except KeyError as unknown:
            raise Http404 from unknown

    def may_open(self, user):
        return not is_never_open(user, self.taken.open_rows)

    @property
    def form_class(self):
        return self.taken.asks.form if self.taken.asks else Form

    @property
    def danger(self):
        return bool(self.taken.asks and self.taken.asks.danger)

    @property
    def submit_label(self):
        label = (self.taken.asks and self.taken.asks.button) or self.taken.label
        return _("%(button)s: %(count)s rows") % {"button": label, "count": self.open_count}

    @property
    def open_count(self) -> int:
        """On how many of the picked rows the step is open."""
        return sum(row.takes_step for row in self.picked)

    def form_kwargs(self):
        return self.taken.asks.given(None, self.request.user) if self.taken.asks else {}

    def get_title(self):
        return (self.taken.asks and self.taken.asks.title) or self.taken.label

    def get_consequence(self):
        return self.taken.asks.consequence if self.taken.asks else self.taken.confirm

    def get_crumbs(self):
        return [(self.origin.title, self.place)] if self.origin else []

    @cached_property
    def origin(self) -> ListPage | None:
        """The list they are picked from, if any; 404 for an address that shows no such rows."""
        if not self.place:
            return None
        page = list_at(*self.place.partition("?")[::2], self.request.user)
        if page is None or page.table_class._meta.model is not self.model:
            raise Http404
        page.require_open()
        return page

    @cached_property
    def place(self) -> str:
        """The address of that list, with its filters; "" where they were named without one."""
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        address = sent.get("list", "")
        if "\0" in address:  # which no column holds
            raise Http404
        return address if len(address) <= LONGEST_PLACE else address.partition("?")[0][:LONGEST_PLACE]

    @cached_property
    def shown_at(self) -> datetime:
        """The last change of any of the rows when they were first shown; none that came later was seen."""
        try:
            return datetime.fromisoformat(SEAL.unsign(self.request.POST.get("shown_at", "")))
        except signing.BadSignature:
            changes = [row.updated_at for row in self.picked if hasattr(row, "updated_at")]
            return max(changes, default=timezone.now() if self.picked else BEFORE_ALL)

    @cached_property
    def picked(self) -> list:
        """The rows that were picked, in the order of the list, each with whether it `takes_step` now."""
        open_rows = self.taken.open_rows(self.request.user)
        rows = self._chosen(open_rows).annotate(takes_step=Exists(open_rows.filter(pk=OuterRef("pk")).order_by()))
        return list(rows.select_related(*reads_of(self.model))[: MOST + 1])

    def _chosen(self, open_rows: QuerySet) -> QuerySet:
        if self.origin and "all" in self.request.GET:
            return self.origin.table_in_order().data.data.filter(pk__in=open_rows.order_by().values("pk"))
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        keys = [int(key) for key in sent.getlist("pk") if key.isdecimal() and len(key) <= KEY_DIGITS]
        seen = self.origin.queryset_for if self.origin else self.model._default_manager.visible_to
        return seen(self.request.user).filter(pk__in=keys)

    def save(self, form):
        """Have a worker take the step."""
        asked = {name: self.request.POST.getlist(name) for name in form.fields}
        keys = [row.pk for row in self.picked]
        facts = {"model": self.model, "asked": asked, "place": self.place, "shown_at": self.shown_at}
        batch = ask_for_batch(self.taken, keys, by=self.request.user, **facts)
        transaction.on_commit(lambda: have_carried_out(batch), robust=True)
        return batch

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            shown="core/_picked_rows.html",
            picked=self.picked[:MOST],
            open_count=self.open_count,
            too_many=len(self.picked) > MOST,
            most=MOST,
            place=self.place,
            shown_at=SEAL.sign(self.shown_at.isoformat()),
            **kwargs,
        )

    def get_cancel_url(self):
        return self.place or "/"


class OutcomeTable(tables.EmbeddedTable):
    """What became of each row, which is read beside as its `subject`."""

    number = tables.NumberColumn(verbose_name=gettext_lazy("No."))
    subject = tables.LinkColumn(linkify=lambda record: record.subject.get_absolute_url(), verbose_name=WHAT)
    outcome = tables.StatusColumn(verbose_name=gettext_lazy("Outcome"))
    why = tables.TextColumn(accessor="told_why", whole=True, verbose_name=pgettext_lazy("batch", "Why not"))

    class Meta:
        model = BatchRow
        fields = ()


class BatchResult(Page):
    """How far a batch is, then what became of each row; the refused ones first."""

    template_name = "core/batch.html"

    @cached_property
    def batch(self) -> Batch:
        """One's own, or 404."""
        return self.read(Batch.objects.visible_to(self.request.user).select_related("kind"))

    def get_title(self):
        return _("On many rows: %(step)s") % {"step": label_of(self.batch)}

    def get_crumbs(self):
        page = list_at(*self.batch.place.partition("?")[::2], self.request.user)
        return [(page.title, self.batch.place)] if page else []

    def get(self, request, *args, **kwargs):
        """The page, which asks again by itself where scripts run."""
        rows = list(self.batch.rows.all())
        model = self.batch.kind.model_class()
        keys = [row.subject_id for row in rows]
        seen = model._default_manager.visible_to(request.user).select_related(*reads_of(model)).in_bulk(keys)
        for row in rows:
            row.subject = seen.get(row.subject_id)
        amounts = {outcome: sum(row.outcome == outcome for row in rows) for outcome in BatchRow.Outcome.values}
        order = [BatchRow.Outcome.REFUSED, BatchRow.Outcome.WAITING, BatchRow.Outcome.DONE]
        rows.sort(key=lambda row: order.index(row.outcome))
        told = {"batch": self.batch, "rows": OutcomeTable(rows), "of": len(rows), **amounts}
        return self.render_to_response(self.get_context_data(**told))

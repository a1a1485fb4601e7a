"""Importing a ledger: upload it, look at what is good and what is refused, save, take the refused rows away."""

import io
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from core.access import budget
from core.access.reach import Refused, require
from core.files.attachments import clean_name
from core.ledgers import uploads
from core.ledgers.registry import kind_of, kinds_for
from core.ledgers.running import Plan, refusals_traced
from core.ledgers.subjects import Subject
from core.models import LedgerUpload
from core.tasks import carry_out_import
from core.ui.forms import Form
from core.ui.views.base import Action, Page
from core.ui.views.board import Tile
from core.ui.views.form import FormPage
from core.workbook.cells import as_text
from core.workbook.package import UnreadableFile
from core.workbook.read_rows import Row
from core.workbook.template import template as workbook_template
from core.workbook.understood import taken_for
from core.workflow.moves import IllegalStep
from core.workflow.once import undo

SHOWN_ERRORS = 200
SHOWN_ROWS = 5
SHOWN_SUBJECTS = 1000


class UploadForm(Form):
    """The file alone."""

    file = forms.FileField(
        label=gettext_lazy("Ledger"),
        help_text=gettext_lazy(
            "A workbook (.xlsx) or a table as text (.csv) as the office keeps it; its kind is told from its headings."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    field_order = ["file"]
    WIDE = ("file",)


def start_form(user) -> type[UploadForm]:
    """The file and the options of every kind this user imports: which it is shows only once the file is read."""
    asked = dict.fromkeys(kind.options_form for kind in kinds_for(user))
    inherited = {parent for form in asked for parent in form.__mro__[1:]}
    return type("StartForm", (UploadForm, *(form for form in asked if form not in inherited)), {})


class ImportStart(FormPage):
    """Choose a file. What can be imported, and an empty form of each, stands below."""

    title = gettext_lazy("Import ledgers")
    template_name = "core/import_start.html"
    submit_label = gettext_lazy("Upload and check")
    done = gettext_lazy("The file was read. Nothing is saved yet.")
    cancel_url = "worklist"

    @cached_property
    def form_class(self):
        """Made anew for each request: by then every app has registered its kinds."""
        return start_form(self.request.user)

    def may_open(self, user):
        """Whoever may import anything."""
        return bool(kinds_for(user))

    def save(self, form):
        """Keep the file and show what it holds."""
        user = self.request.user
        try:
            with refusals_traced(user), self._undone_if_refused(), budget.expensive(user):
                upload = uploads.keep_upload(form.cleaned_data["file"], by=user, options=form.cleaned_data)
        except UnreadableFile as error:
            raise IllegalStep(str(error)) from error
        return reverse("import", args=[upload.pk])

    @contextmanager
    def _undone_if_refused(self):
        """End the act of this form with a refusal, so that the trace of it is written outside and stays."""
        try:
            yield
        except (UnreadableFile, Refused):
            undo(self.request)
            raise

    def get_context_data(self, **kwargs):
        return super().get_context_data(kinds=kinds_for(self.request.user), **kwargs)


class ImportReview(Page):
    """The preview, then the progress of the saving, then its result."""

    crumbs = [(gettext_lazy("Import ledgers"), "/imports/")]
    told: forms.Form | None = None  # the options as sent, when they are not valid

    def may_open(self, user):
        """Whoever may import anything; the upload must be one's own."""
        return bool(kinds_for(user))

    @cached_property
    def upload(self) -> LedgerUpload:
        """One's own upload, or 404."""
        return self.read(LedgerUpload.objects.visible_to(self.request.user))

    @cached_property
    def kind(self):
        """What kind of ledger it is."""
        return kind_of(self.upload.kind)

    def get_title(self):
        """The kind and the file."""
        return _("%(kind)s: %(file)s") % {"kind": self.kind.label, "file": self.upload.name}

    def get_template_names(self):
        """The page for the stage of the import: preview, being saved, done."""
        if self.upload.is_done:
            return ["core/import_done.html"]
        return ["core/import_under_way.html" if self.upload.is_under_way else "core/import_review.html"]

    def actions(self):
        """Once it is done: on to the list."""
        if not (self.upload.is_done and self.kind.url_name):
            return []
        return [Action(_("To the list"), reverse(self.kind.url_name), "arrow-right", primary=True)]

    def get(self, request, *args, **kwargs):
        """The page for the stage of the import; back to the first page if the file can no longer be read."""
        try:
            return self.render_to_response(self.get_context_data())
        except UnreadableFile as error:
            messages.error(request, str(error))
            return redirect("imports")

    def post(self, request, *args, **kwargs):
        """Check again with other options, or save."""
        if request.POST.get("do") == "check":
            self.told = self.kind.options_form(request.POST)
            if not self.told.is_valid():
                return self.get(request)
            uploads.change_options(self.upload, self.told.cleaned_data)
        else:
            with nullcontext() if self._is_large else budget.in_this_process():
                self._save(skip_refused=request.POST.get("do") == "good")
        return HttpResponseRedirect(request.path)

    @property
    def _is_large(self) -> bool:
        return self.upload.rows > uploads.SOON

    def _save(self, *, skip_refused: bool) -> None:
        """Save small ledgers within the request; the worker saves large ones."""
        fingerprint = self.request.POST.get("fingerprint", "")
        asked = uploads.ask_for_commit(
            self.upload,
            skip_refused=skip_refused,
            confirmed=self.request.POST.get("confirmed") == "on",
            fingerprint=fingerprint,
        )
        if not asked:
            return
        if self._is_large:
            key = str(self.upload.pk)
            transaction.on_commit(lambda: carry_out_import.delay(key), robust=True)
        else:
            self._save_now()

    def _save_now(self) -> None:
        try:
            uploads.carry_out(self.upload)
        except Exception:  # a fault undoes the act of this form, and what was noted of it
            undo(self.request)
            uploads.note_fault(self.upload)
            raise

    def get_context_data(self, **kwargs):
        context = super().get_context_data(upload=self.upload, kind=self.kind, **kwargs)
        if self.upload.is_done:
            return context | {"tiles": self._done_tiles()}
        return context if self.upload.is_under_way else context | self._preview()

    def _preview(self) -> dict:
        with budget.expensive(self.upload.user):
            plan = uploads.preview_upload(self.upload)
        return {
            "plan": plan,
            "tiles": [
                Tile(_("Good rows"), len(plan.good)),
                Tile(_("Rows there already"), len(plan.standing)),
                Tile(_("Refused rows"), len(plan.refused), tone="danger" if plan.refused else ""),
            ],
            "errors": plan.errors[:SHOWN_ERRORS],
            "more_errors": max(0, len(plan.errors) - SHOWN_ERRORS),
            "updates": Compared.of(plan.updates),
            "understood": Understood.of(plan),
            "passed_by": Compared.of(plan.passed_by),
            "samples": [_sample(sheet) for sheet in plan.reading if sheet.good],
            "form": self.told or self.kind.options_form(initial=self.upload.options),
            "fingerprint": plan.fingerprint(),
        }

    def _done_tiles(self) -> list[Tile]:
        refused = self.upload.refused
        return [
            Tile(_("Saved rows"), self.upload.saved),
            Tile(_("Rows there already"), self.upload.standing),
            Tile(_("Refused rows"), refused, tone="danger" if refused else ""),
        ]


@dataclass(frozen=True)
class Compared:
    """Rows that say something else than what is there already: the first of them, and how many there are besides."""

    rows: list[Row]
    more: int

    @classmethod
    def of(cls, rows: list[Row]) -> "Compared":
        return cls(rows[:SHOWN_ERRORS], max(0, len(rows) - SHOWN_ERRORS))


@dataclass(frozen=True)
class Understood:
    """What the rows are about, those to be looked at first: the first of them, and how many there are besides."""

    about: str
    subjects: list[Subject]
    more: int
    plain: int
    to_look_at: int

    @classmethod
    def of(cls, plan: Plan) -> "Understood":
        found = plan.subjects
        plain = sum(subject.is_plain for subject in found)
        shown = found[:SHOWN_SUBJECTS]
        return cls(str(plan.importer.about), shown, len(found) - len(shown), plain, len(found) - plain)

    @property
    def labels(self) -> list[str]:
        """What is told of each."""
        return [fact.label for fact in self.subjects[0].facts]


def _sample(sheet) -> dict:
    """The first good rows of a sheet as they were read, so that one sees the columns are understood."""
    places = [place for place in sheet.columns if place.column and not place.column.may_be_hidden]
    return {
        "name": sheet.name,
        "titles": [place.title for place in places],
        "rows": [
            (row.number, [(place.title, _as_understood(row, place)) for place in places])
            for row in sheet.good[:SHOWN_ROWS]
        ],
    }


def _as_understood(row, place):
    """What a cell shows, and behind an arrow what a text was taken for where that is not the same."""
    written = row.raw.get(place.index, "")
    taken = taken_for(written, row.values[place.column.name])
    return f"{as_text(written)} → {taken}" if taken else as_text(written)


@require_GET
def refused(request, pk):
    """Download the refused rows as a workbook to correct."""
    upload = get_object_or_404(LedgerUpload.objects.visible_to(request.user), pk=pk)
    with budget.expensive(request.user):
        content = uploads.take_leftover(upload)
    if content is None:
        raise Http404
    name = _("refused rows of %(file)s") % {"file": upload.name}
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=clean_name(name, "xlsx"))


@require_POST
def cancel(request, pk):
    """Delete the upload, unless it is being saved or was saved meanwhile, as in another tab."""
    upload = get_object_or_404(LedgerUpload.objects.visible_to(request.user), pk=pk)
    if not uploads.forget(upload):
        messages.warning(request, _("It was too late to delete the upload: its rows are saved or being saved."))
        return redirect("import", pk=upload.pk)
    messages.success(request, _("The upload was deleted. Nothing was saved."))
    return redirect("imports")


@require_GET
def template(request, kind):
    """An empty form of a kind of ledger."""
    found = next((each for each in kinds_for(request.user) if each.key == kind), None)
    require(bool(kinds_for(request.user)), _("Your role does not import ledgers."))
    if found is None or found.own:
        raise Http404
    file = io.BytesIO()
    workbook_template(file, found.schema)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{found.label}.xlsx")

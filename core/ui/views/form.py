"""Forms: what was typed is kept, refusals of a service are said at the form, and a step asks before it acts."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from core.files import kept
from core.files.storage import FilesAway
from core.trail.fates import Fate, fate
from core.trail.versions import version_in
from core.ui.file_fields import FilesField
from core.ui.forms import Form, Picker
from core.ui.outages import FATES, RETRY_AFTER, cause_of, status_of
from core.ui.views.base import Page
from core.workflow import as_shown
from core.workflow.editing import ChangedMeanwhile, is_versioned, with_version
from core.workflow.moves import Conflict, IllegalStep
from core.workflow.once import led_to, sent_before, undo

STILL_HERE = _("What you typed is still here. Choose the files again, and send it once they can be written.")
REFUSALS = (IllegalStep, Conflict, ValidationError)  # `Refused` is not among them: that is a 403


class FormPage(Page):
    """A form whose valid input goes to a service.

        class OrganizationAdd(FormPage):
            title = _("New organization")
            crumbs = [LIST]
            form_class = OrganizationForm
            submit_label = _("Save")

            def save(self, form):
                return services.add_organization(by=self.request.user, **form.cleaned_data)

    `save` returns what to go to: an object with `get_absolute_url()`, an address or a URL name. With `save_draft`
    the page also offers to save without submitting. With `queryset_for` and a pk in the address, `self.record` is
    the row (404 unless visible); a model form gets it as its instance.
    """

    template_name = "page_form.html"
    form_class: type = Form
    formset_classes: dict = {}
    submit_label = _("Submit")
    done = _("Saved.")
    intro: str | Promise = ""
    save_draft = None
    cancel_url = ""

    def queryset_for(self, user):
        """The rows this user may change; only for forms over a row."""
        return

    @cached_property
    def record(self):
        """The row of the address, or None for a new one."""
        if "pk" not in self.kwargs:
            return None
        rows = self.queryset_for(self.request.user)
        if rows.model is _model_of(self.form_class) or (is_versioned(rows.model) and not version_in(rows.model)):
            rows = with_version(rows)
        return self.read(rows)

    def save(self, form):
        """Call the service."""
        raise NotImplementedError

    def form_kwargs(self) -> dict:
        """Extra arguments of the form, such as `user=self.request.user`."""
        return {}

    def initial(self) -> dict:
        """What the fields start with."""
        return {}

    @cached_property
    def form(self):
        """The form, filled with what was sent."""
        kwargs = {"initial": self.initial(), **self.form_kwargs()}
        if self.request.method == "POST":
            kept.bring_back(self.request)
            kwargs |= {"data": self.request.POST, "files": self.request.FILES}
        if isinstance(self.record, _model_of(self.form_class)):
            kwargs["instance"] = copy(self.record)  # what is typed is no fact of the row that the service gets
        form = self.form_class(**kwargs)
        for field in form.fields.values():
            if isinstance(field.widget, Picker):
                field.widget.plain = "plain" in self.request.GET
        return form

    def mark(self) -> str:
        """What the form keeps of what it shows, to notice that somebody changed it meanwhile.

        "" over no row, and for a form over the row itself, which keeps its version in a field of its own.
        """
        return "" if self.record is None or "seen" in self.form.fields else as_shown.mark_of(self.record)

    def require_as_shown(self, mark: str) -> None:
        """Raise `Conflict` where the page shows something else by now than the one that was sent."""
        if mark:
            as_shown.require_as_shown(self.record, mark, self.mark())

    def formset_kwargs(self, name) -> dict:
        """Extra arguments of an editable table, such as `queryset=` or `initial=`."""
        return {}

    @cached_property
    def formsets(self) -> dict:
        """The editable tables under the form, by name."""
        sent = (self.request.POST, self.request.FILES) if self.request.method == "POST" else ()
        return {
            name: formset_class(*sent, prefix=name, **self.formset_kwargs(name))
            for name, formset_class in self.formset_classes.items()
        }

    def get(self, request, *args, **kwargs):
        """The empty form, or the row's."""
        _unused = self.record
        return self.render_to_response(self.get_context_data())

    def post(self, request, *args, **kwargs):
        """Check, call the service and go on; or show the form again with what was typed and what to mend."""
        _unused = self.record
        if sent_before(request):
            return self.shown_again()
        valid = [self.form.is_valid(), *[formset.is_valid() for formset in self.formsets.values()]]
        try:
            self.require_as_shown(request.POST.get(as_shown.FIELD, ""))
            if not all(valid):
                return self.shown_again()
            draft = self.save_draft is not None and request.POST.get("do") == "draft"
            target = self.save_draft(self.form) if draft else self.save(self.form)
        except REFUSALS as refusal:
            undo(request)
            if isinstance(refusal, ChangedMeanwhile):
                self.form.see(refusal.seen)
            self.refuse(refusal)
            return self.shown_again()
        except FilesAway as away:
            return self.not_stored(away)
        kept.let_go(request)
        messages.success(request, self.done)
        return HttpResponseRedirect(resolve_url(target))

    def shown_again(self, *, keep_files: bool = True):
        """The form with what was typed, and with the files that were sent; else only with those kept before."""
        for name, field in self.form.fields.items():
            if isinstance(field, FilesField):
                sent_as = self.form.add_prefix(name)
                sent = self.request.FILES.getlist(sent_as)
                kept_before = [each for each in sent if hasattr(each, "reference")]
                field.keep(self.request.user, sent if keep_files else kept_before, self.request.POST, sent_as)
        return self.render_to_response(self.get_context_data())

    def not_stored(self, away: FilesAway):
        """The form with what was typed, to be sent again once files can be written; nothing of it was saved."""
        undo(self.request)
        if fate() is not Fate.NOTHING:
            raise away
        self.refuse(ValidationError([cause_of(away), FATES[Fate.NOTHING], STILL_HERE]))
        answer = self.shown_again(keep_files=False)
        answer.status_code, answer["Retry-After"] = status_of(away), str(RETRY_AFTER)
        return answer

    def refuse(self, refusal) -> None:
        """Say a refusal at the fields it names, as far as the form has them, else at the form."""
        by_field = refusal.error_dict if hasattr(refusal, "error_dict") else {"": refusal_words(refusal)}
        for name, words in by_field.items():
            self.form.add_error(name if name in self.form.fields else None, words)

    def get_cancel_url(self) -> str:
        """Where leaving the form leads: the record, or the last crumb."""
        if self.cancel_url:
            return resolve_url(self.cancel_url)
        if self.record is not None and hasattr(self.record, "get_absolute_url"):
            return self.record.get_absolute_url()
        crumbs = self.get_crumbs()
        return crumbs[-1][1] if crumbs else "/"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            form=self.form,
            formsets=self.formsets,
            sent_before=sent_before(self.request),
            led_to=led_to(self.request),
            record=self.record,
            intro=self.intro,
            submit_label=self.submit_label,
            has_draft=self.save_draft is not None,
            cancel_url=self.get_cancel_url(),
            as_shown=self.mark(),
            **kwargs,
        )


def _model_of(form_class):
    """The model a form is over; the form of a step may be over another than the row it is taken on."""
    return form_class._meta.model if hasattr(form_class, "_meta") else ()


def refusal_words(refusal) -> list[str]:
    """What a service said when it refused."""
    return refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]


class StepPage(FormPage):
    """A step on one row: the page (or dialog) names the thing and what will follow, then asks.

    class TeamDissolve(StepPage):
        title = _("Dissolve the team")
        consequence = _("From this day its members no longer see the inspections of the team.")
        form_class = DayForm
        submit_label = _("Dissolve")

        def queryset_for(self, user):
            return Team.objects.visible_to(user).select_related("round")

        def save(self, form):
            return services.dissolve_team(self.record, by=self.request.user, on=form.cleaned_data["on"])
    """

    template_name = "page_step.html"
    consequence: str | Promise = ""
    danger = False

    def get_template_names(self):
        return ["components/step_form.html" if self.fragment_wanted() == "dialog-body" else self.template_name]

    def get_consequence(self):
        """What follows from the step, in a sentence."""
        return self.consequence

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            consequence=self.get_consequence(),
            danger=self.danger,
            form_action=self.request.get_full_path(),
            **kwargs,
        )

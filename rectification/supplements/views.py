"""A supplement to a feedback: what it corrects, and its receipt, signed here or recorded from paper."""

import hashlib

from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from core.ui.views.form import StepPage
from core.ui.views.record import Fact, RecordPage, facts_of
from core.ui.views.step import Allowed
from core.workflow.moves import IllegalStep
from rectification.evidence import with_files
from rectification.hand_over.forms import PaperReceiptForm, SignForm
from rectification.hand_over.receipts import SIGNED_ALREADY
from rectification.hand_over.views import BY, LIST
from rectification.models import Receipt, Supplement
from rectification.supplements.services import record_paper_supplement, sign_supplement, supplement_text
from rounds.place.lookups import Place


class OfSupplement:
    """What the pages of one supplement share."""

    def queryset_for(self, user):
        place = Place("hand_over__inspection").related
        return Supplement.objects.visible_to(user).select_related(*place, "hand_over__inspection", "issued_by")

    def get_crumbs(self):
        hand_over = self.record.hand_over
        return [LIST, (str(hand_over), hand_over.get_absolute_url())]


class SupplementPage(OfSupplement, RecordPage):
    """One supplement: to which feedback, why, its text, and how it was receipted."""

    template_name = "rectification/supplement_page.html"

    def facts(self):
        supplement, hand_over = self.record, self.record.hand_over
        return [
            Fact(_("Hand-over"), hand_over, url=hand_over.get_absolute_url()),
            *facts_of(supplement, "side", "issued_on", "issued_by", "reason", "text", wide=["reason", "text"]),
        ]

    def get_context_data(self, **kwargs):
        signed = Receipt.objects.visible_to(self.request.user).filter(supplement=self.record)
        receipts = with_files(signed.select_related(*BY, "supplement"))
        return super().get_context_data(receipt=next(iter(receipts), None), **kwargs)


class SignedSupplement(OfSupplement, Allowed, StepPage):
    """Pages where one reads exactly what is signed for."""

    template_name = "rectification/receipt_sign.html"

    def get_crumbs(self):
        return [*super().get_crumbs(), (str(self.record), self.record.get_absolute_url())]

    @cached_property
    def text(self) -> str:
        """What is signed for."""
        return supplement_text(self.record)

    def require_takeable(self):
        """It is signed for once."""
        if Receipt.objects.visible_to(self.request.user).filter(supplement=self.record).exists():
            raise IllegalStep(SIGNED_ALREADY)

    def mark(self):
        return hashlib.sha256(self.text.encode()).hexdigest()

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.text, **kwargs)


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class SupplementSignPage(SignedSupplement):
    """Read the supplement, and sign for it."""

    open_rows = Supplement.objects.signable_by
    title = gettext_lazy("Sign for the supplement")
    form_class = SignForm
    consequence = gettext_lazy("Your signature, its day and exactly this text are kept and cannot be changed.")
    submit_label = gettext_lazy("Sign")
    done = gettext_lazy("Signed.")

    def form_kwargs(self):
        return {"request": self.request, "account": self.request.user}

    def save(self, form):
        drawn, typed = form.cleaned_data["drawing"], form.cleaned_data["typed_name"]
        sign_supplement(self.record, by=self.request.user, drawing=drawn, typed_name=typed)
        return self.record


class SupplementPaperPage(SignedSupplement):
    """The office records a receipt on paper for the supplement."""

    open_rows = Supplement.objects.recordable_by
    title = gettext_lazy("Record the receipt on paper for the supplement")
    form_class = PaperReceiptForm
    consequence = gettext_lazy(
        "It stands for the signature on the server; that it was signed on paper stays visible. "
        "The organization is told."
    )
    submit_label = gettext_lazy("Record")
    done = gettext_lazy("The receipt on paper is recorded.")

    def save(self, form):
        record_paper_supplement(self.record, by=self.request.user, **form.cleaned_data)
        return self.record

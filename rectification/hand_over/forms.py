"""Forms of hand-overs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.confirmed import PasswordConfirmed
from core.ui.file_fields import FilesField
from core.ui.forms import DayForm, Form, ModelForm
from core.ui.signature_field import SignatureField
from findings.models import DeadlineKind
from rectification.hand_over.conditions import why_not_due
from rectification.models import Feedback, Item, Measure
from rectification.reviews.forms import ItemByItemForm


class FeedbackForm(ModelForm):
    """One of the two feedbacks: the event, and the opinion in its four parts; an old one keeps its one text."""

    SEEN_WHEN_NEW = True
    WIDE = ("opinion", "assessment", "problems", "advice", "attendants", "files")
    SECTIONS = [
        (_("The feedback"), ["given_on", "given_at", "place", "given_by", "speakers", "attendants", "files"]),
        (_("The opinion"), ["opinion", *Feedback.PARTS]),
    ]
    EXAMPLES = {
        "place": "机关三楼会议室",
        "speakers": "王立新（表态发言）",
        "attendants": "领导班子成员、中层干部，共32人",
    }

    files = FilesField(label=_("Minutes and attachments of the opinion"), required=False)

    class Meta:
        model = Feedback
        fields = ["given_on", "given_by", *Feedback.EVENT, "opinion", *Feedback.PARTS]
        widgets = {
            "given_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "attendants": forms.Textarea(attrs={"rows": 2}),
            "opinion": forms.Textarea(attrs={"rows": 8}),
            "assessment": forms.Textarea(attrs={"rows": 5}),
            "problems": forms.Textarea(attrs={"rows": 14}),
            "advice": forms.Textarea(attrs={"rows": 6}),
        }
        help_texts = {
            "opinion": _("The feedback as it was read out."),
            "problems": _("By category, numbered as in the list of findings."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in Feedback.PARTS if self.instance.opinion else ["opinion"]:
            del self.fields[name]
        for name in {"opinion", *Feedback.PARTS} & self.fields.keys():
            self.fields[name].required = True


class SignForm(PasswordConfirmed):
    """A signature: drawn or, without a pointer, the typed name; and the password of who signs."""

    WIDE = ("drawing",)
    field_order = ("drawing", "typed_name", "password")

    drawing = SignatureField(
        label=_("Your signature"),
        help_text=_("Sign with the mouse, a pen or your finger."),
    )
    typed_name = forms.CharField(
        label=_("Or type your full name"),
        max_length=50,
        required=False,
        help_text=_("Instead of drawing; it is noted that the name was typed."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PaperReceiptForm(DayForm):
    """What a receipt signed on paper says, and its scan."""

    WIDE = ("files",)
    EXAMPLES = {"signer_post": _("Party secretary and director of the bureau")}

    signer_name = forms.CharField(
        label=_("Name of who signed"), max_length=50, help_text=_("As it stands on the paper.")
    )
    signer_post = forms.CharField(label=_("Post on that day"), max_length=150)
    files = FilesField(label=_("Scan of the signed paper"))


class AcceptPlanForm(Form):
    """An opinion with the acceptance of a plan, for who has one; drafted where others have reviewed it."""

    WIDE = ("opinion",)

    opinion = forms.CharField(
        label=_("Opinion"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )


class ReturnPlanForm(ItemByItemForm):
    """Why a plan is returned, on the whole or item by item; drafted where others have reviewed it."""

    WIDE = ("reason",)
    WHOLE = _("Reason")

    reason = forms.CharField(
        label=_("Reason on the whole"),
        max_length=5000,
        required=False,
        help_text=_("Say here or at single items what is wrong and what is to be mended."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PlanForm(ModelForm):
    """What the plan says of one item."""

    WIDE = ("goal",)
    EXAMPLES = {"goal": _("Reimbursement rules are complete and followed; the sums paid wrongly are recovered.")}

    class Meta:
        model = Item
        fields = ["goal", "leader", "department", "kept_up"]
        widgets = {"goal": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"kept_up": _("Beyond the day by which it is put right, too.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.deadline_kind == DeadlineKind.LASTING:  # its limit says so
            del self.fields["kept_up"]


class MeasureForm(ModelForm):
    """One row of the table of measures of an item."""

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        self.item = item

    def clean_due_on(self):
        """The day, unless no measure of this item can be due on it."""
        day = self.cleaned_data["due_on"]
        if day and (why_not := why_not_due(day, self.item)):
            raise forms.ValidationError(why_not)
        return day

    class Meta:
        model = Measure
        fields = ["content", "kind", "leader", "department", "due_on"]
        widgets = {"content": forms.Textarea(attrs={"rows": 2})}


class MeasuresFormSet(forms.BaseFormSet):
    """The table of measures of one item."""

    HEADING = _("Measures")
    default_error_messages = forms.BaseFormSet.default_error_messages | {
        "too_many_forms": _("The table takes at most %(num)d rows; leave out those beyond.")
    }
    HINT = _("Each measure needs a leader or a department, and a day from the hand-over up to the item's own.")

    def clean(self):
        """No more rows that say something than the table takes, whatever else is to be mended in them."""
        if sum(form.has_changed() and not self._should_delete_form(form) for form in self.forms) > self.max_num:
            words = self.error_messages["too_many_forms"] % {"num": self.max_num}
            raise forms.ValidationError(words, code="too_many_forms")

    def rows(self) -> list[dict]:
        """The rows that say something and are not struck out."""
        return [
            {name: value for name, value in row.items() if name != "DELETE"}
            for row in (form.cleaned_data for form in self.forms)
            if row and not row.get("DELETE")
        ]


MOST = 50
MeasureTable = forms.formset_factory(
    MeasureForm,
    formset=MeasuresFormSet,
    extra=2,
    can_delete=True,
    max_num=MOST,
    absolute_max=2 * MOST,  # with the rows that were removed on the page, which are sent along
)

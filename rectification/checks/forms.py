"""Forms of checks on site: of one item, of joint groups, of their visits, and of what a visit found."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models.attachments import PICTURES
from core.registers.forms import EntryForm
from core.ui.file_fields import FilesField, FilesInput
from core.ui.forms import Form, ModelForm, MultiPicker, Picker, fit_in
from core.workdays.reckoning import today
from personnel.models import User
from rectification.checks.planning import inspections_to_supervise
from rectification.checks.services import CheckedItem, checkable_on
from rectification.models import CheckResult, Item, SupervisionGroup, SupervisionVisit
from rectification.models.visits import SURVEY

Verdict = CheckResult.Verdict
MOST = 2_147_483_647
PHOTOGRAPHS = {"accept": ",".join(PICTURES)}
"""A phone offers its camera and its album, and sends photographs as JPEG; elsewhere pictures are chosen."""
COME_BACK = [
    (Verdict.CONFIRMED, _("The problem is not back")),
    (Verdict.PARTLY, _("The problem is partly back")),
    (Verdict.REFUTED, _("The problem is back")),
]
"""What is asked of an item that is closed."""


class CheckForm(ModelForm):
    """What a check on site found."""

    WIDE = ("opinion", "files")

    class Meta:
        model = CheckResult
        fields = ["checked_on", "checkers", "place", "verdict", "opinion"]
        widgets = {"opinion": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"checkers": _("All who were there, with a comma between names.")}

    files = FilesField(label=_("Evidence"), required=False)


class GroupForm(EntryForm):
    """A group with its members and what it checks."""

    EXAMPLES = {"name": "第18轮巡察整改第一联合督查组"}
    WIDE = ("name", "members", "inspections", "focus", "files")

    class Meta:
        model = SupervisionGroup
        fields = ("name", "formed_on", "ends_on", "members", "chief", "inspections", "focus")
        widgets = {
            "members": MultiPicker(),
            "chief": Picker(),
            "inspections": MultiPicker(search_url_name="rectification:supervision_options"),
            "focus": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        people = User.objects.named_to(user).order_by("name", "pk")
        offered = [(each.pk, str(each)) for each in people]  # read once for both
        members, chief = self.fields["members"], self.fields["chief"]
        members.queryset, members.choices = people, offered
        chief.queryset, chief.choices = people, [("", chief.empty_label), *offered]
        self.fields["inspections"].queryset = inspections_to_supervise(user)


class VisitForm(EntryForm):
    """A visit as it is planned; what it found is corrected here once it is recorded."""

    LATER = ("visited_on", "opinion")
    WIDE = ("inspection", "participants", "focus", "opinion", "files")

    class Meta:
        model = SupervisionVisit
        fields = (
            "group",
            "inspection",
            "kind",
            "planned_on",
            "participants",
            "others",
            "focus",
            "visited_on",
            "opinion",
            *SURVEY,
        )
        widgets = {
            "group": Picker(),
            "inspection": Picker(search_url_name="rectification:supervision_options"),
            "participants": MultiPicker(),
            "focus": forms.Textarea(attrs={"rows": 3}),
            "opinion": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["participants"].queryset = User.objects.named_to(user).order_by("name", "pk")
        self.fields["inspection"].queryset = inspections_to_supervise(user)
        self.fields["group"].queryset = SupervisionGroup.objects.visible_to(user).standing()
        for name in ("group", "inspection", "participants") if self.instance.visited_on else SURVEY:
            del self.fields[name]


class VisitRecordForm(Form):
    """What a visit found: as a whole, of each item that it looked at, and the counts of its survey."""

    visited_on = forms.DateField(label=_("Visited on"), initial=today)
    place = forms.CharField(label=_("Place of the check"), max_length=100, required=False)
    opinion = forms.CharField(
        label=_("What the visit found as a whole"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    files = FilesField(label=_("Documents"), required=False)

    def __init__(self, *args, visit: SupervisionVisit, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = list(checkable_on(visit, user))
        overall = _("The visit"), ["visited_on", "place", "opinion", "files"]
        for name in SURVEY:
            label = SupervisionVisit._meta.get_field(name).verbose_name
            self.fields[name] = forms.IntegerField(label=label, min_value=0, max_value=MOST, required=False)
        self.WIDE = ["opinion", "files"]
        of_items = list(map(self._section_of, self.items))
        self.SECTIONS = [overall, *of_items, (_("Satisfaction survey"), SURVEY)]
        self.FOLDED = [heading for heading, _names in of_items]
        for field in self.fields.values():
            fit_in(field)

    def _section_of(self, item: Item) -> tuple[str, list[str]]:
        """The fields of one item, under its number and its problem."""
        verdict, opinion, photos = names = [f"{part}_{item.pk}" for part in ("verdict", "opinion", "photos")]
        choices = COME_BACK if item.is_closed else Verdict.choices
        self.fields[verdict] = forms.ChoiceField(
            label=_("Is the problem back?") if item.is_closed else _("Verdict"),
            choices=[("", _("Not looked at")), *choices],
            required=False,
        )
        self.fields[opinion] = forms.CharField(
            label=_("Opinion"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
        )
        pictures = FilesField(label=_("Photographs"), required=False, widget=FilesInput(attrs=PHOTOGRAPHS))
        pictures.help_text = _("JPG or PNG, several at once or one after the other.")
        self.fields[photos] = pictures
        self.WIDE += [opinion, photos]
        state = f"{item.get_completion_display()}，{item.get_status_display()}"
        return f"{item.number}. {item.finding.text[:80]}（{state}）", names

    def clean(self):
        """What was told of each item together, and the survey by its counts."""
        told = super().clean() or self.cleaned_data
        self._require_survey_adds_up(told)
        results = [result for item in self.items if (result := self._result_of(item.pk, told))]
        if not results and not self.errors:
            raise ValidationError(_("Give a verdict on at least one item."))
        whole = {name: told.get(name) for name in ("visited_on", "place", "opinion", "files", *SURVEY)}
        return whole | {"results": results}

    def _result_of(self, key: int, told: dict) -> CheckedItem | None:
        verdict, opinion, photos = (told.get(f"{part}_{key}") for part in ("verdict", "opinion", "photos"))
        if verdict and not opinion:
            self.add_error(f"opinion_{key}", gettext("Say what was seen of this item."))
        elif not verdict and (opinion or photos):
            self.add_error(f"verdict_{key}", gettext("Give the verdict on this item."))
        return CheckedItem(key, verdict, opinion, photos or ()) if verdict and opinion else None

    def _require_survey_adds_up(self, told: dict) -> None:
        counts = {name: told.get(name) for name in SURVEY}
        if all(count is None for count in counts.values()):
            return
        for name, count in counts.items():
            if count is None and name not in self.errors:
                self.add_error(name, gettext("Give all counts of the survey, or none; nought where there was none."))
        if None in counts.values():
            return
        sent, returned, *answers = counts.values()
        if sum(answers) != returned:
            words = gettext("The answers add up to %(sum)s, and %(returned)s forms were returned.")
            self.add_error("survey_returned", words % {"sum": sum(answers), "returned": returned})
        if returned > sent:
            self.add_error("survey_returned", gettext("No more forms are returned than were handed out."))

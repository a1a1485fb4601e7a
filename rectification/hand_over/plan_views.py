"""The rectification plan: written item by item, filed as a whole, accepted or returned."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.ui.views.form import FormPage
from core.ui.views.step import Allowed
from rectification import permissions
from rectification.hand_over import plan
from rectification.hand_over.forms import MeasureTable, PlanForm
from rectification.hand_over.plan import PlannedItem, PlannedMeasure
from rectification.items.views import OfItem


class ItemPlanPage(OfItem, Allowed, FormPage):
    """The plan of one item: goal, people, and the table of measures; saving leads to the next item without one."""

    rule = permissions.can_report

    template_name = "rectification/item_plan.html"
    form_class = PlanForm
    formset_classes = {"measures": MeasureTable}
    submit_label = gettext_lazy("Save and go to the next item")
    done = gettext_lazy("The plan of this item is kept.")

    def get_title(self):
        return _("Plan of item %(number)s") % {"number": self.record.number}

    def formset_kwargs(self, name):
        rows = self.record.measures.values("content", "kind", "leader", "department", "due_on")
        return {"initial": list(rows), "form_kwargs": {"item": self.record}}

    def save(self, form):
        measures = [PlannedMeasure(**row) for row in self.formsets["measures"].rows()]
        planned = PlannedItem(self.kwargs["pk"], measures=measures, **form.cleaned_data)
        plan.save_plan(self.record.hand_over, [planned], by=self.request.user)
        following = self.record.hand_over.items.filter(goal="", number__gt=self.record.number).first()
        return reverse("rectification:item_plan", args=[following.pk]) if following else self.record.hand_over

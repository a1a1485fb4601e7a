"""The rectification plan: written item by item, filed as a whole, accepted or returned."""

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.ui.views.base import Action
from core.ui.views.document import DocumentPage
from core.ui.views.form import FormPage
from core.ui.views.step import Allowed
from core.workflow.acts import in_act
from core.workflow.guards import require_status
from core.workflow.taking import row_of_step
from rectification import permissions
from rectification.hand_over import plan
from rectification.hand_over.forms import MeasureTable, PlanForm
from rectification.hand_over.plan import PlannedItem, PlannedMeasure
from rectification.hand_over.views import OfHandOver
from rectification.items.views import OfItem
from rectification.models import HandOver, Item
from rectification.reviews.planned import planned_now


class PlanPaper(OfHandOver, DocumentPage):
    """整改方案 on one page: the three lists (问题、任务、责任) side by side, A4 landscape."""

    template_name = "rectification/plan_paper.html"
    title = gettext_lazy("Rectification plan")

    def get_title(self):
        return self.title

    def actions(self):
        return [Action(_("Back to the hand-over"), self.record.get_absolute_url(), "arrow-left")]

    def get_context_data(self, **kwargs):
        return super().get_context_data(plan=planned_now(self.record), **kwargs)


class ItemPlanPage(OfItem, Allowed, FormPage):
    """The plan of one item: goal, people, and the table of measures; saving leads to the next item without one."""

    rule = permissions.can_file_plan

    template_name = "rectification/item_plan.html"
    form_class = PlanForm
    formset_classes = {"measures": MeasureTable}
    submit_label = gettext_lazy("Save and go to the next item")
    done = gettext_lazy("The plan of this item is kept.")

    def queryset_for(self, user):
        later = Item.objects.filter(hand_over=OuterRef("hand_over"), goal="", number__gt=OuterRef("number"))
        return super().queryset_for(user).annotate(following=Subquery(later.order_by("number").values("pk")[:1]))

    @cached_property
    def hand_over(self):
        """Whose plan it is: within the act that saves it, locked before its items are read."""
        if not in_act():
            return self.record.hand_over
        user = self.request.user
        seen = HandOver.objects.visible_to(user).select_related("inspection")
        of_item = Item.objects.filter(pk=self.kwargs["pk"]).values("hand_over")[:1]
        return row_of_step(seen, HandOver.objects.plannable_by, user, of_item)

    def subject(self):
        return self.hand_over

    def require_takeable(self):
        """Its plan is written as long as that of the hand-over is."""
        require_status(self.hand_over, HandOver.Status.AWAITING_PLAN)

    def get_title(self):
        return _("Plan of item %(number)s") % {"number": self.record.number}

    def formset_kwargs(self, name):
        shown = self.request.method != "POST"  # what was sent says all of the table
        rows = self.record.measures.values("content", "kind", "leader", "department", "due_on") if shown else []
        return {"initial": list(rows), "form_kwargs": {"item": self.record}}

    def save(self, form):
        measures = [PlannedMeasure(**row) for row in self.formsets["measures"].rows()]
        planned = PlannedItem(self.kwargs["pk"], measures=measures, **form.cleaned_data)
        plan.save_plan(self.hand_over, [planned], by=self.request.user)
        following = self.record.following
        return reverse("rectification:item_plan", args=[following]) if following else self.hand_over

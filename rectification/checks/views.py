"""Pages of checks on site, and those of joint groups and visits beside those of their registers."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.registers.pages import EntryPage
from core.ui.views.form import FormPage
from core.ui.views.picker import PickerOptions
from core.ui.views.record import Fact, field_label
from core.ui.views.step import Allowed
from core.workdays.reckoning import today
from rectification import permissions
from rectification.checks.filters import CheckFilter
from rectification.checks.forms import CheckForm
from rectification.checks.planning import inspections_to_supervise, seats_of
from rectification.checks.services import names_of, record_check
from rectification.checks.tables import CheckTable, VisitsOfGroup
from rectification.evidence import with_files
from rectification.items.views import OfItem
from rectification.models import Item, SupervisionVisit
from rectification.models.visits import SURVEY
from rectification.pages import LedgerList
from rectification.querysets import checks_for
from rounds.models import Organization
from rounds.place.lookups import Place


class CheckPage(OfItem, Allowed, FormPage):
    """Record a check on site."""

    open_rows = Item.objects.checkable_by

    title = gettext_lazy("Record a check on site")
    form_class = CheckForm
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The check is recorded.")

    def form_kwargs(self):
        return {"instance": None}

    def initial(self):
        return {"checked_on": today()}

    def save(self, form):
        found = dict(form.cleaned_data)
        record_check(self.record, by=self.request.user, on=found.pop("checked_on"), **found)
        return self.record


class CheckList(LedgerList):
    """Checks on site."""

    title = gettext_lazy("Checks on site")
    table_class = CheckTable
    filter_class = CheckFilter
    empty_text = gettext_lazy("No check yet.")
    empty_hint = gettext_lazy("A check is recorded on the page of the item it looked at.")

    def may_open(self, user):
        return permissions.reads_items(user)

    def queryset_for(self, user):
        return checks_for(user)


class SupervisionOptions(PickerOptions):
    """Inspections that a joint group may check."""

    def search(self, user, words):
        rows = inspections_to_supervise(user)
        return rows.filter(organization__in=Organization.objects.visible_to(user).search(words)) if words else rows

    def hint(self, row):
        return row.hand_over.get_status_display()


class GroupPage(EntryPage):
    """A group: its members with their seats, what it checks, and its visits as far as the reader sees them."""

    template_name = "rectification/supervision_group_page.html"

    def facts(self):
        return [*map(self.fact_of, ("formed_on", "ends_on", "chief", "focus"))]

    def get_context_data(self, **kwargs):
        group, user = self.record, self.request.user
        covered = group.covered.visible_to(user).select_related("inspection__organization", "inspection__team__round")
        visits = SupervisionVisit.objects.visible_to(user).standing().filter(group=group)
        plans = permissions.can_keep_follow_up(user) and not group.is_void
        return super().get_context_data(
            members=seats_of(group),
            covered=covered.order_by(Place().organization_name_key),
            visits=VisitsOfGroup(visits.select_related("inspection__organization").order_by("planned_on", "pk")),
            plan=_("Plan a visit") if plans else "",
            plan_url=f"{reverse('rectification:supervision_visit_add')}?group={group.pk}",
            **kwargs,
        )


class VisitPage(EntryPage):
    """A visit as planned, and what it found of each item, with the photographs."""

    template_name = "rectification/supervision_visit_page.html"

    def facts(self):
        visit = self.record
        told = [*map(self.fact_of, ("group", "inspection", "kind", "planned_on"))]
        told.append(Fact(_("Who goes"), names_of(visit), wide=True))
        told.append(self.fact_of("focus"))
        if not visit.visited_on:
            return told
        return [*told, *map(self.fact_of, ("visited_on", "place", "opinion")), *self._survey()]

    def _survey(self):
        visit = self.record
        if visit.survey_returned is None:
            return []
        rate = "—" if visit.satisfaction is None else f"{visit.satisfaction:.2f}%"
        counts = [Fact(field_label(visit, name), str(getattr(visit, name))) for name in SURVEY]
        return [*counts, Fact(_("Satisfied or very satisfied"), rate)]

    def get_context_data(self, **kwargs):
        checks = checks_for(self.request.user).filter(visit=self.record).select_related("item__finding")
        found = with_files(checks.order_by("item__number"))
        return super().get_context_data(checks=found, **kwargs)

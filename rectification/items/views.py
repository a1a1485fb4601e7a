"""Pages of items."""

from django.urls import reverse, reverse_lazy
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import reach_of
from core.access.roles import Right
from core.ui.money import yuan
from core.ui.views.base import Action
from core.ui.views.form import FormPage, StepPage
from core.ui.views.picker import PickerOptions
from core.ui.views.record import Fact, RecordPage, facts_of
from core.ui.views.step import Allowed
from core.workdays.reckoning import today
from core.workflow.guards import require_status
from findings.models import DeadlineKind
from rectification import duties, permissions
from rectification.aims.forms import ReportAimForm
from rectification.aims.services import report_aim
from rectification.changes.words import with_differences
from rectification.closing.words import with_told
from rectification.evidence import numbered, on_day, with_files
from rectification.items import sets
from rectification.items.filters import ItemFilter, item_words
from rectification.items.forms import MeasureDoneForm, ProgressForm
from rectification.items.services import mark_measure_done, report_progress
from rectification.items.step_bar import item_stages
from rectification.items.tables import FundsOfItem, HeldOfItem, ItemTable, MeasuresOfItem, RulesOfItem
from rectification.models import HeldToAccount, Item, Measure, OrganizationRule, ReturnedFunds
from rectification.pages import LedgerList
from rectification.querysets import items_for, reopenings_for
from rectification.returns import RETURNED_ITEM

LIST = (gettext_lazy("Rectification ledger"), reverse_lazy("rectification:items"))


class ItemList(LedgerList):
    """四账 in one table: every item the user sees."""

    title = gettext_lazy("Rectification ledger")
    table_class = ItemTable
    filter_class = ItemFilter
    empty_text = gettext_lazy("No item here.")
    empty_hint = gettext_lazy("Items come with a hand-over. Set fewer filters if you expected some.")

    def may_open(self, user):
        return permissions.reads_items(user)

    def queryset_for(self, user):
        return sets.with_publication(sets.with_stage_day(items_for(user)))

    def actions(self):
        """For whoever reports for an organization: its ledger out as a workbook, and back in."""
        if not reach_of(self.request.user).may(Right.REPORT_PROGRESS):
            return super().actions()
        out = Action(_("Download to fill in offline"), reverse("rectification:offline_ledger"), "download")
        back = Action(_("Upload what was filled in"), reverse("imports"), "file-import")
        return [*super().actions(), out, back]


class ItemOptions(PickerOptions):
    """Items to choose from."""

    def search(self, user, words):
        return items_for(user).filter(item_words(words)) if words else items_for(user)

    def hint(self, row):
        return f"{row.finding.number} {row.finding.text[:40]}"


class OptionsForResults(ItemOptions):
    """Items for which the user enters what came of them."""

    def search(self, user, words):
        return super().search(user, words).taking_results_of(user)


class OfItem:
    """What the pages of one item share."""

    def queryset_for(self, user):
        return items_for(user)

    def get_crumbs(self):
        return [LIST, (str(self.record), self.record.get_absolute_url())]


class ItemPage(OfItem, RecordPage):
    """One item: the problem, the plan, what was done, what was checked, how it was decided."""

    template_name = "rectification/item_page.html"
    way_back = RETURNED_ITEM

    def get_crumbs(self):
        hand_over = self.record.hand_over
        return [LIST] if self.is_supervised else [LIST, (str(hand_over), hand_over.get_absolute_url())]

    @property
    def is_supervised(self):
        """Whether the reader sees the item as a member of a joint group, and neither hand-over nor finding."""
        return self.record.hand_over.inspection_id in reach_of(self.request.user).supervised

    def facts(self):
        item = self.record
        finding = "" if self.is_supervised else item.finding.get_absolute_url()
        return [
            Fact(_("Problem"), item.finding.text, wide=True),
            Fact(_("Category"), item.finding.category),
            Fact(_("Finding"), item.finding.number, url=finding),
            *facts_of(item, "goal", "leader", "department", "deadline_kind", wide=["goal"]),
            *([Fact(_("Due on"), _("None any more"))] if self.day_let_go else facts_of(item, "due_on")),
            *([Fact(_("kept up lastingly"), item.kept_up_words)] if item.kept_up else ()),
            *facts_of(item, "completion"),
            *(facts_of(item, "reopened_on") if item.reopened_on else ()),
            *facts_of(item, "rules_made"),
            Fact(_("Funds returned"), yuan(item.funds_recovered)),
        ]

    @property
    def day_let_go(self):
        """Whether it has no day because somebody said so who checked what a ledger brought."""
        item = self.record
        return item.imported_on is not None and item.due_on is None and item.changes.letting_go().exists()

    @cached_property
    def checks(self):
        """The checks on site, the latest first."""
        return list(self.record.checks.select_related("recorded_by"))

    @cached_property
    def aims(self):
        """The stages of a lasting item, the latest first; nothing is read of one that never was lasting."""
        item = self.record
        if item.deadline_kind != DeadlineKind.LASTING:
            return []
        return list(item.aims.select_related("set_by", "reported_by", "decided_by", "measure").order_by("-number"))

    @cached_property
    def close_outs(self):
        """The applications for the close-out, the latest first."""
        return list(self.record.close_outs.select_related("applied_by", "accepted_by", "decided_by"))

    def stages(self):
        return item_stages(self.record, self.checks, self.close_outs)

    def deadline(self):
        item = self.record
        decision = item.open_obligations().filter(node__in=[*duties.ACCEPTING, duties.DECIDE_CLOSE_OUT]).first()
        if decision is not None:
            return {"what": decision.told, "due_on": decision.due_on, "done": False}
        if item.due_on is None:
            aim = next((each for each in self.aims if each.status in each.OPEN), None)
            return aim and {"what": str(aim), "due_on": aim.due_on, "done": False, "note": aim.goal}
        return {"what": item.get_deadline_kind_display(), "due_on": item.due_on, "done": item.is_closed}

    def get_context_data(self, **kwargs):
        item = self.record
        may_mark = item.status in Item.UNDER_WAY and permissions.can_report(self.request.user, item)
        measures = with_files(item.measures.all())
        progress = with_files(item.progress.select_related("reported_by"))
        checks = with_files(self.checks)
        aims = with_files(self.aims)
        reports = [(on_day(each._meta.verbose_name, each.reported_on), each) for each in progress]
        reports += [(on_day(each._meta.verbose_name, each.checked_on), each) for each in checks]
        reports += [(on_day(str(each), each.reported_on), each) for each in aims]
        reports += [
            (on_day(_("Measure %(number)s") % {"number": each.number}, each.done_on), each) for each in measures
        ]
        return super().get_context_data(
            measures=MeasuresOfItem(measures, may_mark=may_mark),
            progress=progress,
            checks=checks,
            aims=aims,
            evidence=numbered(reports),
            changes=with_differences(item.changes.select_related("applied_by", "decided_by")),
            reopenings=self.reopenings(),
            close_outs=with_told(self.close_outs),
            **self.results(),
            **kwargs,
        )

    def reopenings(self):
        """How it was, or was not, opened again, as far as the user sees it; nothing is read of one never closed."""
        item = self.record
        was_closed = item.is_closed or item.reopened_on
        return reopenings_for(self.request.user).filter(item=item) if was_closed else []

    def results(self):
        """The rules and the funds of the item, who was held to account, and where those enter more who may."""
        item, user = self.record, self.request.user
        rules = OrganizationRule.objects.visible_to(user).of_item(item).select_related("item", "corrects")
        funds = ReturnedFunds.objects.visible_to(user).filter(item=item).standing().select_related("corrects")
        held = HeldToAccount.objects.visible_to(user).filter(item=item).standing().select_related("corrects")
        may_enter = permissions.can_enter_results_of(user, item)
        return {
            "rules": RulesOfItem(rules, item=item),
            "funds": FundsOfItem(funds),
            "held": HeldOfItem(held),
            "add_rule": _("Enter a rule") if may_enter else "",
            "add_rule_url": f"{reverse('rectification:organization_rule_add')}?item={item.pk}",
            "add_funds": _("Enter funds returned") if may_enter else "",
            "add_funds_url": f"{reverse('rectification:returned_funds_entry_add')}?item={item.pk}",
            "add_held": _("Enter who was held to account") if may_enter else "",
            "add_held_url": f"{reverse('rectification:held_to_account_entry_add')}?item={item.pk}",
        }


class ProgressPage(OfItem, Allowed, FormPage):
    """Report progress with evidence."""

    open_rows = Item.objects.reportable_by
    open_states = Item.UNDER_WAY

    title = gettext_lazy("Report progress")
    form_class = ProgressForm
    submit_label = gettext_lazy("Report progress")
    done = gettext_lazy("The progress is reported.")

    def form_kwargs(self):
        return {"instance": None}

    def save(self, form):
        report_progress(self.record, by=self.request.user, **form.cleaned_data)
        return self.record


class ReportAimPage(OfItem, Allowed, FormPage):
    """Report the open stage of a lasting item as reached, with evidence."""

    open_rows = Item.objects.reportable_by
    open_states = Item.UNDER_WAY

    title = gettext_lazy("Report the stage as reached")
    form_class = ReportAimForm
    submit_label = gettext_lazy("Report")
    done = gettext_lazy("The stage is reported. The inspection office reviews it.")

    @property
    def intro(self):
        """What is to be reached by when, and why it came back where it did."""
        aim = self.record.aims.open().first()
        if aim is None:
            return ""
        words = _("%(stage)s, to be reached by %(day)s: %(goal)s") % {
            "stage": aim,
            "day": date_format(aim.due_on),
            "goal": aim.goal,
        }
        returned = _("Returned: %(reason)s") % {"reason": aim.opinion} if aim.status == aim.Status.RETURNED else ""
        return " ".join(filter(None, (words, returned)))

    def save(self, form):
        report_aim(self.record, by=self.request.user, **form.cleaned_data)
        return self.record


class MeasureDonePage(Allowed, StepPage):
    """Enter the day a measure was carried out, and what shows it."""

    rule = permissions.can_report

    title = gettext_lazy("Measure carried out")
    form_class = MeasureDoneForm
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The day and the evidence are entered.")

    def queryset_for(self, user):
        return Measure.objects.visible_to(user).select_related("item__hand_over__inspection__organization")

    def subject(self):
        return self.record.item

    def require_takeable(self):
        """As long as its item is rectified."""
        require_status(self.record.item, *Item.UNDER_WAY)

    def get_crumbs(self):
        return [LIST, (str(self.record.item), self.record.item.get_absolute_url())]

    def get_cancel_url(self):
        return self.record.item.get_absolute_url()

    def form_kwargs(self):
        return {"recorded": self.record.done_on}

    def initial(self):
        return {"on": self.record.done_on or today()}

    def save(self, form):
        mark_measure_done(self.record, by=self.request.user, **form.cleaned_data)
        return self.record.item

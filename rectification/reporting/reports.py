"""Figures and sheets of the four ledgers: the summary, the ledger of items, and the overdue list."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.reports.counted import Listed, seen_by
from core.reports.figures import Figure, figures
from core.reports.rates import Rate, rates
from core.reports.sheets import MONTH_AND_OPEN, Sheet, sheets
from core.workbook.spec import TEN_THOUSAND_YUAN, SheetRow, WriterColumn
from core.workdays.reckoning import days_left
from core.workdays.unrecorded import NOT_RECORDED
from findings.models import DeadlineKind
from rectification import duties
from rectification.models import CheckResult, Item
from rectification.reporting.as_of import planned_on, standing_on
from rounds.models import Obligation
from rounds.place.lookups import Place
from rounds.place.sheets import place_cells, place_columns

OF_ITEM, OF_STEP = Place("hand_over__inspection"), Place()
ITEM_UNIT = pgettext_lazy("unit", "items")
GROUP, TO_BE_RECTIFIED = gettext_lazy("Rectification"), gettext_lazy("To be rectified")


def closed_out(rows, as_of):
    """The items closed out on that day, whether or not they were opened again since."""
    return rows.closed(as_of)


def overdue(rows, as_of):
    """The items overdue on that day."""
    return rows.late(as_of)


rates.register(Rate("items_completion", gettext_lazy("Completion rate"), "items_closed_out", "items_fed_back", GROUP))
figures.register(
    Figure.counting(
        Item,
        "items_fed_back",
        TO_BE_RECTIFIED,
        ITEM_UNIT,
        on="hand_over__delivered_on",
        group=GROUP,
        listed=Listed("rectification:items", "fed_back_by"),
    ),
    Figure.counting(
        Item,
        "items_closed_out",
        gettext_lazy("Items closed out"),
        ITEM_UNIT,
        among=closed_out,
        on="closed_then",
        group=GROUP,
        listed=Listed("rectification:items", "closed_by"),
    ),
    Figure.counting(
        Item,
        "items_overdue",
        gettext_lazy("Items overdue"),
        ITEM_UNIT,
        among=overdue,  # of a period, those still open that became overdue within it
        on="due_then",
        group=GROUP,
        listed=Listed("rectification:items", "late_on"),
    ),
)


def summary_history(period, user):
    """One row for each organization of each round; the rate is of completed ones only (docs/domain.md, completion)."""
    for place, (names, counts, _has_news) in enumerate(_counts_of_organizations(period, user), start=1):
        yield _summary_row(place, place_cells(*names), counts)


def summary_rows(period, user):
    """Those that have something open, or had news within the period. The others are one row, so that sums agree."""
    place, others, sums = 0, 0, [0] * COUNTS
    for names, counts, has_news in _counts_of_organizations(period, user):
        total, done, *_rest = counts
        if has_news or done < total:
            place += 1
            yield _summary_row(place, place_cells(*names), counts)
        else:
            others += 1
            sums = [sum(pair) for pair in zip(sums, counts, strict=True)]
    if others:
        words = _("Completed before (%(count)d inspections)") % {"count": others}
        yield _summary_row(place + 1, ("", "", words), sums)


COUNTS = 5


def _counts_of_organizations(period, user):
    """The names, the counts, and whether anything was fed back or closed out within the period; newest first."""
    as_of = period.end
    done, lasting = Q(closed_then__isnull=False), Q(deadline_kind=DeadlineKind.LASTING)
    mostly = Q(completion_then=Item.Completion.MOSTLY)
    within = (period.start, period.end)
    round_, *others = OF_ITEM.names
    rows = (
        standing_on(seen_by(Item, user), as_of)
        .order_by(f"-{round_}", *others)
        .values_list(*OF_ITEM.names)
        .annotate(
            all=Count("pk"),
            done=Count("pk", filter=done),
            mostly=Count("pk", filter=mostly),
            lasting=Count("pk", filter=lasting & ~done & ~mostly),
            late=Count("pk", filter=Q(due_then__lt=as_of) & Q(closed_then__isnull=True)),
            news=Count("pk", filter=Q(closed_then__range=within) | Q(hand_over__delivered_on__range=within)),
        )
    )
    for round_, team, organization, *counts, news in rows.iterator():
        yield (round_, team, organization), counts, news > 0


def _summary_row(place, names, counts):
    total, done, mostly, lasting, late = counts
    return place, *names, total, done, mostly, total - done - mostly, lasting, late, done / total


ITEM_FIELDS = (
    *OF_ITEM.names,
    "number",
    "finding__category__group",
    "finding__category__title",
    "finding__text",
    "goal_then",
    "measures_then",
    "leader_then",
    "department_then",
    "deadline_kind",
    "due_then",
    "in_focus_then",
    "lasting_then",
    "completion_then",
    "rules_then",
    "funds_then",
    "persons_then",
    "units_then",
    "verdict_then",
    "checked_then",
    "closed_then",
    "state_then",
)
CHOSEN = {
    "deadline_kind": DeadlineKind,
    "completion_then": Item.Completion,
    "verdict_then": CheckResult.Verdict,
    "state_then": Item.Status,
}
FLAGS = {"yes": gettext_lazy("Yes"), "no": gettext_lazy("No")}


def items_then(rows, as_of):
    """The items as they stood on that day (docs/domain.md, ledgers)."""
    return standing_on(rows, as_of).values(*ITEM_FIELDS)


def was_late(row, as_of):
    """Whether the item was overdue on that day."""
    return row["closed_then"] is None and row["due_then"] is not None and row["due_then"] < as_of


def item_cells(row, period):
    """An item in the ledger at the end of the period."""
    said = row | {field: kind(row[field]).label if row[field] else "" for field, kind in CHOSEN.items()}
    said |= {flag: str(FLAGS.get(row[flag], "")) for flag in ("in_focus_then", "lasting_then")}
    if row["due_then"] is None and row["deadline_kind"] != DeadlineKind.LASTING:
        said["due_then"] = str(NOT_RECORDED)
    if was_late(row, period.end):
        said["state_then"] = _("%(state)s, overdue") % {"state": said["state_then"]}
    round_, team, organization, *rest = (said[field] for field in ITEM_FIELDS)
    return *place_cells(round_, team, organization), *rest


LATE_FIELDS = (*OF_ITEM.names, "number", "finding__text", "leader_then", "department_then", "due_then")


def late_rows(period, user):
    """What was overdue at the end of the period: items first, then steps; never what concerns a lead."""
    place = 0
    late = planned_on(seen_by(Item, user).late(period.end), period.end).order_by(*OF_ITEM.names, "number")
    for row in late.values_list(*LATE_FIELDS).iterator():
        round_, team, organization, number, text, leader, department, due_on = row
        place += 1
        matter = _("Item %(number)s: %(text)s") % {"number": number, "text": text}
        owner = " ".join(filter(None, (department, leader))) or organization
        where = [place, *place_cells(round_, team, organization)]
        yield _late(where, matter, owner, due_on, period.end)
    for owed in _late_steps(period.end, user):
        place += 1
        team = owed.inspection.team
        where = [place, *place_cells(team.round.number, team.number, owed.inspection.organization.name)]
        yield _late(where, owed.told, owed.owner, owed.due_on, period.end)


def _late_steps(as_of, user):
    steps = [kind for kind in duties.OF_LEDGERS if kind != duties.RECTIFY_ITEM]  # items stand there themselves
    return (
        seen_by(Obligation, user)
        .late(as_of)
        .filter(node__in=steps)
        .select_related("organization", "body", "account", *OF_STEP.related)
    )


def _late(where, matter, owner, due_on, as_of) -> SheetRow:
    days = -days_left(due_on, as_of)
    words = _("%(days)d days overdue") % {"days": days}
    return SheetRow([*where, matter, owner, due_on, days, words], overdue=True)


PLACE_COLUMNS = [WriterColumn(gettext_lazy("No."), kind="integer"), *place_columns()]
CATEGORY = gettext_lazy("Category")
RESULT = gettext_lazy("Result")
CHECK = gettext_lazy("Check and close-out")


def _counted(title, **options):
    return WriterColumn(title, kind="integer", total="sum", width=10, **options)


sheets.register(
    Sheet(
        "rectification_summary",
        gettext_lazy("Rectification summary"),
        [
            *PLACE_COLUMNS,
            _counted(TO_BE_RECTIFIED),
            _counted(gettext_lazy("Completed"), group=RESULT),
            _counted(gettext_lazy("Basically completed"), group=RESULT),
            _counted(gettext_lazy("Not completed"), group=RESULT),
            _counted(gettext_lazy("Lasting ones among them")),
            _counted(gettext_lazy("Overdue")),
            WriterColumn(gettext_lazy("Completion rate"), kind="percent"),
        ],
        summary_rows,
        summary_history,
        MONTH_AND_OPEN,
        order=35,
        unit=ITEM_UNIT,
        notes=[
            gettext_lazy(
                "Completed are the items closed out; one reported as completed counts once the office accepts."
            ),
            gettext_lazy("The rate is completed items divided by items fed back; basically completed is not counted."),
        ],
    ),
    Sheet.listing(
        Item,
        "rectification_items",
        gettext_lazy("Rectification ledger"),
        [
            *place_columns(),
            WriterColumn(gettext_lazy("Item"), kind="integer"),
            WriterColumn(gettext_lazy("First-level category"), group=CATEGORY, width=24),
            WriterColumn(gettext_lazy("Second-level category"), group=CATEGORY),
            WriterColumn(gettext_lazy("Problem"), kind="long_text"),
            WriterColumn(gettext_lazy("Goal"), kind="long_text", width=28),
            WriterColumn(gettext_lazy("Measures"), kind="long_text"),
            WriterColumn(gettext_lazy("Responsible leader"), width=10),
            WriterColumn(gettext_lazy("Responsible department"), width=16),
            WriterColumn(gettext_lazy("Kind of deadline")),
            WriterColumn(gettext_lazy("Due on"), kind="date"),
            WriterColumn(gettext_lazy("Completed within focused rectification"), width=10),
            WriterColumn(gettext_lazy("Kept up lastingly"), width=10),
            WriterColumn(gettext_lazy("Completion as reported"), group=RESULT),
            _counted(gettext_lazy("Rules made or revised"), group=RESULT),
            WriterColumn(
                gettext_lazy("Funds returned"),
                group=RESULT,
                kind="money",
                unit=TEN_THOUSAND_YUAN,
                total="sum",
            ),
            _counted(gettext_lazy("Persons held to account"), group=RESULT),
            _counted(gettext_lazy("Units held to account"), group=RESULT),
            WriterColumn(gettext_lazy("Verdict"), group=CHECK),
            WriterColumn(gettext_lazy("Checked on"), group=CHECK, kind="date"),
            WriterColumn(gettext_lazy("Closed out on"), group=CHECK, kind="date"),
            WriterColumn(gettext_lazy("State")),
        ],
        item_cells,
        on="hand_over__delivered_on",
        until="closed_then",
        among=items_then,
        then=(*OF_ITEM.names, "number"),
        late=was_late,
        order=40,
        unit=pgettext_lazy("unit", "items"),
        paper="A3",
    ),
    Sheet(
        "rectification_overdue",
        gettext_lazy("Overdue list"),
        [
            *PLACE_COLUMNS,
            WriterColumn(gettext_lazy("Matter"), kind="long_text"),
            WriterColumn(gettext_lazy("Who owes"), width=24),
            WriterColumn(gettext_lazy("Due on"), kind="date"),
            WriterColumn(gettext_lazy("Days overdue"), kind="integer", width=10),
            WriterColumn(gettext_lazy("State")),
        ],
        late_rows,
        order=50,
        unit=ITEM_UNIT,
    ),
)

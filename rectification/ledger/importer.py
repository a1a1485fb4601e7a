"""Checking the rows of a ledger of findings against what is there, and saying what they would create."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.ledgers.comparing import differences
from core.ledgers.importer import Creation, Importer, clean_row
from core.ledgers.lookup import ByName
from core.ledgers.subjects import Fact, Subject
from core.names.spelling import plain_name, same_name
from core.workbook.read_rows import Row
from findings.models import Category, CategoryScheme, DeadlineKind, Finding
from personnel.models import User
from rectification.ledger.entered import EnteredFindings, stored_of
from rectification.ledger.feedback import day_understood, refuse_chosen_day, refuse_other_days
from rectification.ledger.foreseen import duties_foreseen
from rectification.ledger.late_days import LateDays
from rectification.ledger.lines import LedgerInspection, Line, limit_of
from rectification.ledger.publicity import tell_of_publication
from rectification.ledger.saving import save_findings
from rectification.models import HandOver
from rounds.inspections.lookup import InspectionLookup, NamedInspection
from rounds.inspections.subjects import Group, subjects_of
from rounds.models import Inspection, Obligation


class FindingImporter(Importer):
    """Brings findings in as they stand in a ledger: issued, handed over, being rectified.

    A day that it does not tell stays empty: when a problem was found, and when it was fed back unless it was entered
    before or the person said so. A completion it states is the organization's word: closing out stays a step.
    """

    by: User
    about = gettext_lazy("Party organization")

    def check(self) -> None:
        self.inspections = InspectionLookup(self.good, by=self.by, told_round=self.options["round"])
        self._look_up()
        self.new_categories: ByName[Category] = ByName((), "group", "title")
        self.lines: list[Line] = []
        for sheet in self.reading:
            for row in sheet.good:
                self._check_row(row)
        self.told = self._told_inspections()
        refuse_other_days(self.told, self.late_days.bounds)
        if chosen := self._told_day():
            refuse_chosen_day(self.told, self.late_days.bounds, chosen)
        self.late_days.take_over(self.told)
        for each in self.told:
            each.lines = [line for line in each.lines if not line.row.errors]
        self.lines = [line for each in self.told for line in each.lines]
        tell_of_publication(self.reading, self.late_days.standing)

    def _look_up(self) -> None:
        """Look up the numbers, texts, hand-overs and categories that the rows may repeat or use, in a few queries."""
        numbers = {row["number"] for row in self.good if row["number"]}
        inspections = self.inspections.known_inspections()
        self.entered = EnteredFindings(self.good, inspections, numbers)
        hand_overs = HandOver._base_manager.filter(inspection__in=inspections)
        self.hand_overs = {hand_over.inspection_id: hand_over for hand_over in hand_overs}
        submitted = Finding._base_manager.filter(inspection__in=inspections, status=Finding.Status.SUBMITTED)
        entered = Inspection._base_manager.filter(pk__in=Inspection.objects.entered_here().filter(pk__in=inspections))
        self.late_days = LateDays(self.by, wanted=bool(self.options["update"]), chosen=self._told_day())
        self.late_days.look_up(self.hand_overs.values())
        self.submitted = set(submitted.values_list("inspection", flat=True))
        self.entered_here = set(entered.values_list("pk", flat=True))
        self.scheme = CategoryScheme.objects.filter(effective_from__lte=self.today).first()
        self.categories = ByName(Category.objects.order_by("scheme__effective_from", "order"), "group", "title")

    def _check_row(self, row: Row) -> None:
        limit = limit_of(row)
        if limit and limit.kind == DeadlineKind.DATED and not limit.due_on:
            row.refuse(_("names no day by which it is due"), "deadline_kind")
        if row["number"] and self.is_repeated(row, "number", row["number"]):
            return
        if self._was_entered(row):
            return
        later = {"deadline": limit.due_on if limit else None, "fed_back_on": row["fed_back_on"]}
        named = self.inspections.of(row, row["number"], found={"found_on": row["found_on"]}, later=later)
        for column in ("found_on", "fed_back_on"):
            if row[column] and row[column] > self.today:
                row.refuse(_("this day is still to come"), column)
        if named is None or not self._may_take_more(row, named) or not self._is_new(row, named):
            return
        self._every_entry_has_measures(row)
        category = self._category(row)
        finding = self._finding(row, named)
        columns = {"due_on": "deadline", "deadline_kind": "deadline"}
        if not row.errors and clean_row(row, finding, columns, may_lack={"found_on"}):
            self.lines.append(Line(row, named, category, finding))

    def _may_take_more(self, row: Row, named: NamedInspection) -> bool:
        """A ledger adds to an inspection that is over and whose hand-over, if any, came with a ledger, too.

        In a round that lives here it begins no hand-over: without feedback, receipts and plan nothing is rectified,
        and what the team has submitted would never be handed over.
        """
        inspection = named.inspection
        if inspection is None:
            return True
        if inspection.status in Inspection.NOT_LEFT:
            words = _("the inspection is in state “%(status)s”; findings come from its working papers")
            row.refuse(words % {"status": inspection.get_status_display()}, "organization")
            return False
        hand_over = self.hand_overs.get(inspection.pk)
        if hand_over and hand_over.status != HandOver.Status.RECTIFYING:
            words = _("its hand-over is in state “%(status)s” and takes no more findings from a ledger")
            row.refuse(words % {"status": hand_over.get_status_display()}, "organization")
            return False
        if hand_over and not hand_over.came_with_a_ledger:
            row.refuse(_("what it rectifies was handed over here; a ledger adds nothing to it"), "organization")
            return False
        lives = self.inspections.lives_here(named) and inspection.pk in self.entered_here
        if hand_over is None and (lives or inspection.pk in self.submitted):
            row.refuse(_("its findings are handed over here, with feedback, receipts and plan"), "organization")
            return False
        return True

    @staticmethod
    def _every_entry_has_measures(row: Row) -> None:
        """A row that goes on with a finding names a measure; a leader or a day alone belongs to none."""
        for entry in row.more:
            if not entry["measures"]:
                row.refuse(_("row %(row)d names no measure") % {"row": entry.number}, "measures")

    def _is_new(self, row: Row, named: NamedInspection) -> bool:
        """Neither the number nor, within one inspection, the text was there before, in this file or entered."""
        text = same_name(row["text"])
        if self.is_repeated(row, "text", (named.round, named.organization.pk, text)):
            return False
        known = named.inspection and self.entered.numbers_of_texts.get((named.inspection.pk, text))
        if known or row["number"] in self.entered.numbers:
            words = _("was entered before as finding %(number)s")
            row.refuse(words % {"number": known or row["number"]}, "text" if known else "number")
            return False
        return True

    def _was_entered(self, row: Row) -> bool:
        """Whether the finding is there already, the same in number, organization and text: it stays as it is."""
        finding = self.entered.like(row, self.inspections)
        if finding is None:
            return False
        self.inspections.stands(row, finding.inspection)
        if not self.is_repeated(row, "text", finding.pk):
            words = _("was entered before as finding %(number)s")
            row.is_there(words % {"number": finding.number}, differences(row, stored_of(finding, row)))
            self.late_days.standing.append((row, finding))
        return True

    def _category(self, row: Row) -> Category | None:
        """The category of that name in the latest scheme that has it; else one to be added to the present scheme.

        Without its group, it is the only one of that name.
        """
        if not row["group"]:
            return self._only_category(row)
        names = row["group"], row["title"]
        if known := self.categories.get(*names) or self.new_categories.get(*names):
            return known
        group, title = map(plain_name, names)
        return self.new_categories.add(Category(scheme=self.scheme, group=group, title=title, order=900))

    def _only_category(self, row: Row) -> Category | None:
        alike = [each for each in self.categories if same_name(each.title) == same_name(row["title"])]
        alike = [each for each in alike if each.scheme_id == self.scheme.pk] or alike
        if len({same_name(each.group) for each in alike}) != 1:
            row.refuse(_("which first-level category? Add a column for it"), "title")
            return None
        return alike[-1]

    def _finding(self, row: Row, named: NamedInspection) -> Finding:
        limit = limit_of(row)
        return Finding(
            inspection=named.inspection,
            number=row["number"] or "-",
            text=row["text"],
            found_on=row["found_on"],
            deadline_kind=limit.kind.value if limit else DeadlineKind.FOCUSED,
            due_on=limit.due_on if limit else None,
            status=Finding.Status.ISSUED,
        )

    def _wanted_categories(self) -> list[Category]:
        used = {id(line.category) for line in self.lines}
        return [category for category in self.new_categories if id(category) in used]

    def _told_inspections(self) -> list[LedgerInspection]:
        """The rows of each inspection together, with its hand-over, if only of findings that are there."""
        told: dict[int, LedgerInspection] = {}
        named = [self.inspections.named_of(row) for row, _finding in self.late_days.standing]
        for each in [*(line.named for line in self.lines), *named]:
            told.setdefault(id(each), self._told_of(each))
        for line in self.lines:
            told[id(line.named)].lines.append(line)
        return list(told.values())

    def _told_of(self, named: NamedInspection) -> LedgerInspection:
        return LedgerInspection(named, self.hand_overs.get(named.inspection.pk) if named.inspection else None)

    def creations(self) -> list[Creation]:
        new = [each.named.organization for each in self._adding if each.hand_over is None]
        joined = [each.named.organization for each in self._adding if each.hand_over]
        return [
            *self.inspections.creations(),
            Creation.of(_("New categories"), self._wanted_categories()),
            Creation.of(_("New hand-overs"), new),
            Creation.of(_("Hand-overs that get more items"), joined),
            Creation(_("New findings with their items"), len(self.lines)),
            Creation(_("New measures"), sum(len(line.measures) for line in self.lines)),
            *self.late_days.creations(self.told),
        ]

    def owed(self) -> list[Obligation]:
        return duties_foreseen(self.told, self._told_day(), self.today)

    @property
    def _adding(self) -> list[LedgerInspection]:
        """The inspections that get more findings."""
        return [each for each in self.told if each.lines]

    def subjects(self) -> list[Subject]:
        told = {id(each.named): each for each in self.told}

        def fed_back(group: Group) -> Fact:
            each = told.get(id(group.named)) or (self._told_of(group.named) if group.named else None)
            return day_understood(group, each, self._told_day(), updates=self.late_days.wanted)

        return subjects_of(self.reading.rows, self.inspections, fed_back)

    def save(self) -> None:
        Category.objects.bulk_create(self._wanted_categories())
        self.late_days.save(self.told)
        save_findings(self._adding, self.inspections, by=self.by, today=self.today, told_on=self._told_day())

    def _told_day(self) -> date | None:
        told = self.options["delivered_on"]
        return date.fromisoformat(told) if told else None

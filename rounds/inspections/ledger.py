"""Importing the ledger of inspections: who was inspected in which round, how, and from when to when."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.roles import Right
from core.ledgers.comparing import differences
from core.ledgers.importer import Creation, Importer
from core.ledgers.registry import ImportKind, register
from core.ledgers.subjects import Subject
from core.names.spelling import same_name
from core.workbook.read_rows import Row
from rounds.inspections.ledger_columns import SCHEMA
from rounds.inspections.lookup import InspectionLookup, NamedInspection
from rounds.inspections.modes import why_not_mode
from rounds.inspections.services import link_look_backs
from rounds.inspections.subjects import subjects_of
from rounds.ledger_options import RoundOptions, UpdateOptions
from rounds.models import Inspection, InspectionKind, InspectionMode, Team

FACTS = ("kind", "mode", "entered_on", "left_on")


class InspectionOptions(UpdateOptions, RoundOptions):
    """The round of a ledger that names none, and whether what came with a ledger is brought up to date."""


class InspectionImporter(Importer):
    """Adds inspections that are over; of one that came with a ledger, brings up to date how and when it was."""

    about = gettext_lazy("Party organization")

    def check(self) -> None:
        self.inspections = InspectionLookup(self.good, by=self.by, told_round=self.options["round"])
        self.new: list[NamedInspection] = []
        self.changed: list[Inspection] = []
        self.counties: dict[tuple[int, int | None], str] = {}
        for row in self.good:
            self._check_row(row)

    def _check_row(self, row: Row) -> None:
        named = self.inspections.of(row, found={"entered_on": row["entered_on"]}, later={"left_on": row["left_on"]})
        if named is None or self.is_repeated(row, "organization", (named.round, named.organization.pk)):
            return
        self._days_are_in_order(row)
        self._mode_is_possible(row, named)
        if row.errors:
            return
        if named.inspection is None:
            named.facts = self._told(row)
            self.new.append(named)
        else:
            self._known(row, named.inspection)

    def _told(self, row: Row) -> dict[str, Any]:
        return {fact: row[fact] for fact in FACTS if row[fact]}

    def _days_are_in_order(self, row: Row) -> None:
        for column in ("entered_on", "left_on"):
            if row[column] and row[column] > self.today:
                row.refuse(_("this day is still to come"), column)
        if row["entered_on"] and row["left_on"] and row["left_on"] < row["entered_on"]:
            row.refuse(_("A team cannot leave before it enters."), "left_on")

    def _mode_is_possible(self, row: Row, named: NamedInspection) -> None:
        """An elevated inspection says its mode, and the team of a cross one is of another county."""
        key = named.round, named.team
        told = self.counties.setdefault(key, row["county"]) or row["county"]
        if row["county"] and same_name(told) != same_name(row["county"]):
            row.refuse(_("a row above says that the team is of another county"), "county")
        self.counties[key] = told
        team = Team(county=told or (named.inspection.team.county if named.inspection else ""))
        if why := why_not_mode(team, named.organization, kind=row["kind"], mode=row["mode"] or ""):
            row.refuse(why, "mode")

    def _known(self, row: Row, inspection: Inspection) -> None:
        """What was planned or entered here stays; what came with a ledger is told better by this one."""
        stored = {fact: getattr(inspection, fact) for fact in FACTS} | {
            "kind": InspectionKind(inspection.kind),
            "mode": InspectionMode(inspection.mode) if inspection.mode else "",
        }
        update = bool(self.options["update"]) and inspection.imported_on is not None
        row.is_there(_("is recorded already"), differences(row, stored), update=update)
        if row.is_update:
            for fact, value in self._told(row).items():
                setattr(inspection, fact, value)
            if inspection.kind != InspectionKind.LOOK_BACK:
                inspection.looks_back_on = None
            self.changed.append(inspection)

    def subjects(self) -> list[Subject]:
        return subjects_of(self.reading.rows, self.inspections)

    def creations(self) -> list[Creation]:
        changed = (inspection.organization for inspection in self.changed)
        return [*self.inspections.creations(), Creation.of(_("Inspections brought up to date"), changed)]

    def save(self) -> None:
        self.inspections.create(status=Inspection.Status.REPORTING, today=self.today)
        Inspection.objects.bulk_update(self.changed, [*FACTS, "looks_back_on"], batch_size=1000)
        teams = {named.inspection.team for named in self.new} | {inspection.team for inspection in self.changed}
        told = [team for team in teams if self._take_county(team)]
        Team.objects.bulk_update(told, ["county"], batch_size=1000)
        link_look_backs([inspection.organization for inspection in self.changed])

    def _take_county(self, team: Team) -> bool:
        """Whether the rows tell the county of a team that came with a ledger and has none."""
        county = self.counties.get((team.round.number, team.number), "")
        if not county or team.county or team.imported_on is None:
            return False
        team.county = county
        return True


register(
    ImportKind(
        key="inspections",
        label=SCHEMA.label,
        schema=SCHEMA,
        importer=InspectionImporter,
        rights=frozenset({Right.KEEP_ROUNDS}),
        options_form=InspectionOptions,
        url_name="rounds:inspections",
        order=15,
    )
)

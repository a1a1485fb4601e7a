"""Which organization a row of a ledger is about: named by the row, by its sheet, or by a heading between the rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.ledgers.lookup import ByName
from core.ledgers.subjects import source_above, source_in
from core.names.spelling import same_name
from core.workbook.cleaning import narrow
from core.workbook.read_rows import Row, SheetReading
from rounds.models import Organization

PARTY_ENDINGS = ("党组", "党委", "党工委", "党总支", "党支部")
_filled_in_by = re.compile(
    r"填报(?:单位|部门|党组织)(?:[(（]?(?:盖章|公章|签章)[)）]?)?[:：]\s*([^\s:：]{2,})(?![^\s]*[:：])"
)
_without_note = re.compile(r"\([^()]*\)$")
SHORTEST = 3  # letters of a unit's name that are looked for within a title


@dataclass(frozen=True)
class ToldPlace:
    """An organization and, where the row itself does not name it, what told it."""

    organization: Organization
    source: str = ""


class ToldPlaces:
    """Tells the organization of each row, refusing rows of which none or several are told."""

    def __init__(self, organizations: ByName[Organization]):
        self._organizations = organizations
        self._of_sheets: dict[int, dict[str, Organization | None]] = {}
        self._of_headings: dict[str, dict[str, Organization | None]] = {}

    def of(self, row: Row) -> ToldPlace | None:
        """The organization of a row, or None after refusing it."""
        if row["organization"]:
            organization = self._organizations.get(row["organization"])
            if organization is None:
                self._refuse_unknown(row)
            return organization and ToldPlace(organization)
        told = self._told_of(row)
        found = {organization.pk: organization for organization in told.values() if organization}
        if len(found) == 1 and None not in told.values():
            return ToldPlace(*found.values(), "、".join(told))
        said = "、".join(told)
        if not told:
            words = _("which organization? Neither a column nor the title or name of the sheet tells it")
        elif found:
            words = _("which organization? The sheet names several, or one that is not in the register: %(said)s")
        else:
            words = _("which organization? None is called as the sheet says: %(said)s")
        row.refuse(words % {"said": said}, "organization")
        return None

    def _refuse_unknown(self, row: Row) -> None:
        words = _("no party organization is called so; import or enter it first")
        if alike := self._organizations.look_alike(row["organization"]):
            words = _("no party organization is called so; “%(name)s” only looks alike") % {"name": alike.name}
        row.refuse(words, "organization")

    def known(self, row: Row) -> Organization | None:
        """The organization of a row if it is told at all; nothing is refused."""
        if row["organization"]:
            return self._organizations.get(row["organization"])
        found = {organization for organization in self._told_of(row).values() if organization}
        return found.pop() if len(found) == 1 else None

    def _told_of(self, row: Row) -> dict[str, Organization | None]:
        """What the sheet and the headings above the row say of an organization, by where they say so."""
        told = dict(self._told_by(row.sheet))
        for heading in row.headings:
            if heading not in self._of_headings:
                self._of_headings[heading] = dict(self._named_by(heading))
            if self._of_headings[heading]:
                row.sheet.telling.add(heading)
            told |= self._of_headings[heading]
        return told

    def _named_by(self, heading: str) -> Iterator[tuple[str, Organization | None]]:
        """The organizations that a heading names; None where it is called like one and is none of them."""
        found = self._within(same_name(heading))
        if not found and _without_note.sub("", narrow(heading)).endswith(PARTY_ENDINGS):
            yield source_above(heading), None
        for organization in found:
            yield source_above(heading), organization

    def _told_by(self, sheet: SheetReading) -> dict[str, Organization | None]:
        """What each line above the head, and the name of the sheet, says of an organization, by where it says so."""
        if id(sheet) not in self._of_sheets:
            self._of_sheets[id(sheet)] = dict(self._mentions(sheet))
        return self._of_sheets[id(sheet)]

    def _mentions(self, sheet: SheetReading) -> Iterator[tuple[str, Organization | None]]:
        for line in [*sheet.title_rows, sheet.name]:
            if unit := _filled_in_by.search(line):
                organization = organization_called(self._organizations, unit.group(1))
                if organization or "巡察" not in unit.group(1):
                    yield source_in(sheet, line, unit.group()), organization
                continue
            for organization in self._within(same_name(line)):
                yield source_in(sheet, line), organization

    def _within(self, words: str) -> list[Organization]:
        """The organizations named within a line, by their whole names or else as units; no part of a longer name."""
        names = {same_name(organization.name): organization for organization in self._organizations}
        found = [name for name in names if name in words]
        if not found:
            units = {unit_of(name): organization for name, organization in names.items()}
            names = {unit: organization for unit, organization in units.items() if len(unit) >= SHORTEST}
            found = [name for name in names if _stands_alone(name, words)]
        longest = [name for name in found if not any(name != other and name in other for other in found)]
        return [names[name] for name in longest]


def _stands_alone(unit: str, words: str) -> bool:
    """Whether the words name the unit, and not another organization of it: 市某局党委 is not 市某局党组."""
    behind = words.partition(unit)[2].removeprefix("党组织")
    return unit in words and not behind.startswith(PARTY_ENDINGS)


def organization_called(organizations: ByName[Organization], name: str) -> Organization | None:
    """The organization of that name, or the only one there is of a unit that is called so."""
    if known := organizations.get(name):
        return known
    of_unit = [organizations.get(name.strip() + ending) for ending in PARTY_ENDINGS]
    found = [organization for organization in of_unit if organization]
    return found[0] if len(found) == 1 else None


def unit_of(name: str) -> str:
    """The unit that an organization leads: its name without 党组, 党委 …"""
    return next((name.removesuffix(ending) for ending in PARTY_ENDINGS if name.endswith(ending)), name)

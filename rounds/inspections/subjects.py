"""Each organization of a ledger with its round and team: what was understood, and from where."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from core.ledgers.subjects import Certainty, Fact, Subject, column_of, most_urgent_first
from core.names.spelling import same_name
from core.workbook.cells import as_text
from core.workbook.read_rows import Row
from rounds.inspections.lookup import InspectionLookup, NamedInspection
from rounds.models import Round, Team

NOTHING = "—"


@dataclass
class Group:
    """The rows about one organization in one round; `named` is None where it was not understood which inspection."""

    name: str
    named: NamedInspection | None
    with_sheet: bool
    rows: list[Row] = field(default_factory=list)

    def column(self, name: str) -> tuple[Row, str] | None:
        """The first row that tells this, and the column it tells it in."""
        row = next((row for row in self.rows if row[name]), None)
        return (row, column_of(row, name, with_sheet=self.with_sheet)) if row else None


FactOf = Callable[[Group], Fact]


def subjects_of(rows: Iterable[Row], lookup: InspectionLookup, *more: FactOf) -> list[Subject]:
    """Every organization that the rows name, those to be looked at first; `more` facts stand after round and team."""
    return most_urgent_first(
        Subject(
            name=group.name,
            rows=len(group.rows),
            refused=sum(bool(row.errors) for row in group.rows),
            source=group.named.place_source if group.named else "",
            facts=[_round_of(group), _team_of(group), *(fact(group) for fact in more)],
        )
        for group in _groups(list(rows), lookup)
    )


def _groups(rows: list[Row], lookup: InspectionLookup) -> list[Group]:
    with_sheet = len({row.sheet.name for row in rows}) > 1
    groups: dict[object, Group] = {}
    for row in rows:
        named = lookup.named_of(row)
        name = named.organization.name if named else _name_of(row, lookup)
        key = id(named) if named else (row["round"], same_name(name))
        groups.setdefault(key, Group(name, named, with_sheet)).rows.append(row)
    return list(groups.values())


def _name_of(row: Row, lookup: InspectionLookup) -> str:
    organization = lookup.organization_of(row)
    return (
        organization.name
        if organization
        else row["organization"] or _("sheet “%(sheet)s”") % {"sheet": row.sheet.name}
    )


def _round_of(group: Group) -> Fact:
    named = group.named
    if named and named.source:
        return Fact(_("Round"), str(Round(number=named.round)), named.source, Certainty.ELSEWHERE)
    return _fact(group, "round", _("Round"), str(Round(number=named.round)) if named else "")


def _team_of(group: Group) -> Fact:
    named = group.named
    if named and named.team_source:
        return Fact(_("Team"), str(Team(number=named.team)), named.team_source, Certainty.ELSEWHERE)
    return _fact(group, "team", _("Team"), str(Team(number=named.team)) if named and named.team else "")


def _fact(group: Group, name: str, label: str, understood: str) -> Fact:
    """What a column tells, else what is recorded here; without an inspection, as the column has it."""
    if told := group.column(name):
        row, column = told
        return Fact(label, understood or as_text(row.raw[row.sheet.by_name[name].index]), column)
    if understood:
        return Fact(label, understood, _("recorded here"))
    return Fact(label, NOTHING, _("not told"), Certainty.NOT_TOLD)

"""A layout of a ledger: what stands in the sheet, and what must come out of it."""

from dataclasses import dataclass, field
from datetime import date

from core.access.roles import Role
from core.workbook.dates import Deadline, DeadlineKind
from findings.models import CategoryScheme
from rounds.models import Inspection, Round
from tests.factories import (
    CategoryFactory,
    InspectionFactory,
    OrganizationFactory,
    RoundFactory,
    TeamFactory,
    UserFactory,
)
from tests.imports.doors import Command, Page
from tests.ledgers import as_file, sheet_of

FINANCE, GRAIN = "市财政局党组", "市粮食和物资储备局党组"
KINDS = ("全面从严治党责任落实", "财务管理")
FLAT = "序号 轮次 巡察组 被巡察党组织 一级分类 二级分类 问题描述 整改时限"


def inspect_both():
    """Team 2 of round 18 has inspected both organizations."""
    present = CategoryScheme.objects.filter(effective_from__lte=date(2026, 11, 23)).first()
    CategoryFactory(scheme=present, group=KINDS[0], title=KINDS[1])
    team = TeamFactory(round=RoundFactory(number=18, status=Round.Status.RECTIFYING), number=2)
    for name in (FINANCE, GRAIN):
        inspection = {"team": team, "organization": OrganizationFactory(name=name)}
        InspectionFactory(**inspection, status=Inspection.Status.REPORTING)


@dataclass
class Layout:
    """Rows under a head, and what must come out.

    `read` are values by column of each good row in turn, `refused` (row, heading, a part of the cause), `told` parts
    of what must be said before anything is saved, `doubted` parts of what must be confirmed.
    """

    habit: str
    head: str
    rows: list
    read: list[dict] = field(default_factory=list)
    refused: list[tuple] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    doubted: list[str] = field(default_factory=list)
    above: list = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    sheet: str = "问题台账"
    kind: str = "findings"
    options: dict = field(default_factory=dict)

    def file(self):
        rows = [*self.above, self.head.split(), *self.rows]
        return as_file(sheet_of(rows, self.sheet, self.merges))


def dated(year, month, day, kind=DeadlineKind.DATED):
    return Deadline(kind, date(year, month, day))


def flat(limit, *more, text="报销附件不全", number=1):
    return [number, "第十八轮", "第二巡察组", FINANCE, *KINDS, text, limit, *more]


def check(layout, look, causes):
    """Look at the layout and compare what came out with what must."""
    by = UserFactory(roles=[Role.OFFICE, Role.LEAD_HANDLER])
    plan = look(layout.file(), by=by, **layout.options)
    assert plan.kind.key == layout.kind
    told = [(row, title.replace("\n", "")) for row, title, _cause in causes(plan)]
    assert told == [(row, title) for row, title, _part in layout.refused], causes(plan)
    for (_row, _title, cause), (_number, _heading, part) in zip(causes(plan), layout.refused, strict=True):
        assert part in cause or part in str(plan.errors[0].value)
    assert [
        {name: row[name] for name in read} for row, read in zip(plan.good, layout.read, strict=True)
    ] == layout.read
    said = "".join(remark.text for _sheet, remark in plan.remarks)
    doubts = "".join(remark.text for _sheet, remark in plan.remarks if remark.is_doubt)
    assert [words for words in layout.told if words not in said] == []
    assert [words for words in layout.doubted if words not in doubts] == []
    assert plan.is_in_doubt == bool(layout.doubted)


def check_doors(layout, browse, folder):
    """Upload the layout on the page and hand it to the command: both tell what must be told."""
    office = UserFactory(roles=[Role.OFFICE, Role.LEAD_HANDLER])
    path = folder / "台账.xlsx"
    path.write_bytes(layout.file().getvalue())
    for door in (Page(browse(office), path), Command(office.username, path, folder / "refused.xlsx")):
        told = door.look()
        assert told.counts == (len(layout.read), 0, len({row for row, *_more in layout.refused}))
        assert [row for row, _column in told.refused] == [row for row, _column, _cause in layout.refused]
        for words in [*layout.told, *layout.doubted]:
            assert words in told.words

"""Importing the register of party organizations."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.roles import Right
from core.ledgers.importer import Creation, Importer, clean_row
from core.ledgers.lookup import ByName, same_name
from core.ledgers.registry import ImportKind, register
from core.workbook.cells import choice, text
from core.workbook.read_rows import Row
from core.workbook.schema import Column, Schema
from rounds.ledger_options import UpdateOptions
from rounds.models import Organization
from rounds.permissions import can_keep_organization

Level = Organization.Level
LEVELS = {
    Level.CITY: ["市级", "市本级", "市直"],
    Level.COUNTY: ["县级", "区级", "县区级", "县（区）级"],
    Level.TOWNSHIP: ["乡级", "乡镇级", "镇级", "街道", "乡镇街道"],
    Level.VILLAGE: ["村级", "村（社区）", "社区"],
}
SCHEMA = Schema(
    "organizations",
    [
        Column(
            "name",
            ["党组织名称", "单位名称", "被巡察党组织", "名称"],
            required=True,
            parse=text(100),
            sample="市财政局党组",
        ),
        Column("category", ["类别", "单位类别", "单位性质"], required=True, parse=text(50), sample="市直部门"),
        Column("level", ["层级", "级别"], required=True, parse=choice(LEVELS), sample="市级"),
        Column("district", ["所属县区", "县区", "所属区县", "所在县区"], parse=text(50), sample="市直"),
        Column("secretary", ["党组织书记", "书记", "主要负责人"], parse=text(50), sample="某某某"),
        Column("note", ["备注", "说明"], parse=text(200)),
    ],
    label=gettext_lazy("Register of party organizations"),
)
FACTS = ["category", "level", "district", "secretary", "note"]


class OrganizationImporter(Importer):
    """Adds organizations; one that is there already is refused, or brought up to date if the person chose so."""

    def check(self) -> None:
        # Against every name there is, also those the person may not see: a name is taken once.
        there = ByName(Organization._base_manager.all())
        self.new: list[Organization] = []
        self.changed: list[Organization] = []
        for row in self.good:
            if self.is_repeated(row, "name", same_name(row["name"])):
                continue
            if organization := there.get(row["name"]):
                self._known(row, organization)
            else:
                self._unknown(row)

    def _unknown(self, row: Row) -> None:
        organization = Organization(name=row["name"], **{fact: row[fact] for fact in FACTS})
        if clean_row(row, organization):
            self.new.append(organization)

    def _known(self, row: Row, organization: Organization) -> None:
        if not self.options["update"] or not can_keep_organization(self.by, organization):
            row.refuse(_("is in the register already"), "name")
            return
        given = {fact: row[fact] for fact in FACTS if row[fact]}
        if all(getattr(organization, fact) == value for fact, value in given.items()):
            return
        for fact, value in given.items():
            setattr(organization, fact, value)
        if clean_row(row, organization):
            self.changed.append(organization)

    def creations(self) -> list[Creation]:
        return [
            Creation.of(_("New party organizations"), self.new),
            Creation.of(_("Party organizations brought up to date"), self.changed),
        ]

    def save(self) -> None:
        Organization.objects.bulk_create(self.new, batch_size=1000)
        Organization.objects.bulk_update(self.changed, FACTS, batch_size=1000)


register(
    ImportKind(
        key="organizations",
        label=SCHEMA.label,
        schema=SCHEMA,
        importer=OrganizationImporter,
        rights=frozenset({Right.KEEP_ROUNDS}),
        options_form=UpdateOptions,
        url_name="rounds:organizations",
        order=10,
    )
)

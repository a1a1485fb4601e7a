"""Importing the register of party organizations."""

import re
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.roles import Right
from core.ledgers.comparing import differences
from core.ledgers.importer import Creation, Importer, clean_row
from core.ledgers.lookup import ByName
from core.ledgers.registry import ImportKind, register
from core.names.lookalikes import skeleton, why_deceptive
from core.names.spelling import same_name
from core.workbook.cells import BadValue, Parser, as_text, choice, name_text, quoted, text
from core.workbook.dates import day
from core.workbook.read_rows import Row
from core.workbook.schema import Column, Schema
from rounds.ledger_options import UpdateOptions
from rounds.models import FormerName, Organization, SecretaryTerm
from rounds.organizations.superior import above
from rounds.permissions import can_keep_organization

Level = Organization.Level
LEVELS = {
    Level.CITY: ["市级", "市本级", "市直", "市属", "市直机关", "市直单位", "市直属", "地市级"],
    Level.COUNTY: [
        *("县级", "区级", "县区级", "县（区）级", "县（市、区）级", "县（市、区）", "县市区", "区县级", "县（区）"),
        *("县", "区", "县直", "区直", "县本级", "区本级"),
    ],
    Level.TOWNSHIP: [
        *("乡级", "乡镇级", "镇级", "街道", "乡镇街道", "乡镇（街道）", "乡（镇）", "乡镇", "镇街", "乡", "镇"),
        *("街道级", "街道办", "街道办事处", "乡镇办"),
    ],
    Level.VILLAGE: ["村级", "村（社区）", "社区", "村", "行政村", "村居", "村社", "村级（社区）"],
}
RANKS = frozenset(
    f"{grade}{rank}{level}"
    for grade in ("", "正", "副")
    for rank in ("厅局", "厅", "局", "县处", "处", "县团", "乡科", "科", "乡镇科", "股")
    for level in ("级", "")
) | {"正县级", "副县级", "正县", "副县", "县级正职", "县级副职", "正乡级", "副乡级", "正镇级", "副镇级"}
"""What a unit or its head ranks. A city's own bureau ranks with a county, so no level is told by it."""


def level() -> Parser:
    """The level of an organization as it is spoken of; its rank is refused as what it is."""
    chosen = choice(LEVELS)

    def read(value: object, unit: str) -> object:
        if same_name(as_text(value)) in RANKS:
            words = _("“%(value)s” is a rank, which tells no level; write one of: %(options)s")
            options = "、".join(names[0] for names in LEVELS.values())
            raise BadValue(words % {"value": quoted(value), "options": options})
        return chosen(value, unit)

    return replace(chosen, read=read)


SCHEMA = Schema(
    "organizations",
    [
        Column(
            "name",
            ["党组织名称", "单位名称", "被巡察党组织", "名称", "Name"],
            required=True,
            parse=name_text(100),
            sample="市财政局党组",
        ),
        Column(
            "category",
            ["类别", "单位类别", "单位性质", "Category"],
            required=True,
            parse=name_text(50),
            sample="市直部门",
        ),
        Column("level", ["层级", "级别", "Level"], required=True, parse=level(), sample="市级"),
        Column(
            "district",
            ["所属县区", "县区", "所属区县", "所在县区", "所在地区", "地区", "District"],
            parse=name_text(50),
            sample="市直",
        ),
        Column(
            "secretary", ["党组织书记", "书记", "主要负责人", "Party secretary"], parse=name_text(50), sample="某某某"
        ),
        Column(
            "secretary_from",
            ["书记任职时间", "书记任职日期", "任职时间", "Secretary from"],
            parse=day(),
            hint="现任书记到任的日期",
        ),
        Column("former_names", ["曾用名", "原名称", "Former names"], parse=text(300), hint="多个名称用顿号隔开"),
        Column(
            "parent",
            ["上级党组织", "主管部门", "上级主管部门", "Superior organization"],
            parse=name_text(100),
            hint="已在名录或本表中的党组织",
        ),
        Column("note", ["备注", "说明"], parse=text(200)),
    ],
    label=gettext_lazy("Register of party organizations"),
)
SEPARATORS = re.compile(r"[、,，;；\n]+")
FACTS = ["category", "level", "district", "secretary", "note"]


class OrganizationImporter(Importer):
    """Adds organizations; one that is there already stays as it is or, if the person chose so, is updated."""

    def check(self) -> None:
        # Against every name there is, also those the person may not see: a name is taken once.
        self.there = ByName(Organization._base_manager.select_related("parent"))
        self.named: ByName[Organization] = ByName()
        self.new: list[Organization] = []
        self.changed: list[Organization] = []
        self.under: list[tuple[Row, Organization]] = []
        self.appointed: list[SecretaryTerm] = []
        self.former: list[FormerName] = []
        self.known_former = set(FormerName._base_manager.values_list("organization", "name_skeleton"))
        for row in self.good:
            if self.is_repeated(row, "name", same_name(row["name"])):
                continue
            if organization := self.there.get(row["name"]):
                self._known(row, organization)
            else:
                self._unknown(row)
        self.under = [(row, organization) for row, organization in self.under if self._find_parent(row, organization)]

    def _find_parent(self, row: Row, organization: Organization) -> bool:
        """Put the organization under the one that the row names, which the register or another row has."""
        parent = self.there.get(row["parent"]) or self.named.get(row["parent"])
        if parent is None:
            row.refuse(_("no party organization is called so; import or enter it first"), "parent")
        elif organization in (parent, *above(parent)):
            row.refuse(_("it would stand under itself"), "parent")
        else:
            organization.parent = parent
            return True
        self.new = [each for each in self.new if each is not organization]
        self.changed = [each for each in self.changed if each is not organization]
        return False

    def _unknown(self, row: Row) -> None:
        organization = Organization(name=row["name"], **{fact: row[fact] for fact in FACTS})
        alike = self.there.look_alike(row["name"]) or self.named.look_alike(row["name"])
        if deceptive := why_deceptive(row["name"], [alike.name] if alike else []):
            row.refuse(deceptive, "name")
        elif clean_row(row, organization):
            self.new.append(self.named.add(organization))
            self._note_parent(row, organization)
            self._take_over_time(row, organization, appointed=bool(row["secretary"]))

    def _take_over_time(self, row: Row, organization: Organization, *, appointed: bool) -> None:
        """Keep who is secretary since when, where the row tells another one, and what it was called before."""
        if row["secretary_from"] and row["secretary_from"] > self.today:
            row.refuse(_("this day is still to come"), "secretary_from")
        if appointed:
            term = SecretaryTerm(organization=organization, name=row["secretary"], from_on=row["secretary_from"])
            self.appointed.append(term)
        for name in filter(None, map(str.strip, SEPARATORS.split(row["former_names"] or ""))):
            key = organization.pk, skeleton(name)
            if same_name(name) != same_name(organization.name) and key not in self.known_former:
                self.former.append(FormerName(organization=organization, name=name))
                self.known_former |= {key} if organization.pk else set()

    def _note_parent(self, row: Row, organization: Organization) -> None:
        """Keep that the row names a superior organization, which may stand further below."""
        if row["parent"]:
            self.under.append((row, organization))

    def _known(self, row: Row, organization: Organization) -> None:
        words, update = _("is in the register already"), bool(self.options["update"])
        if not can_keep_organization(self.by, organization):
            row.refuse(words, "name") if update else row.is_there(words)
            return
        stored = {fact: getattr(organization, fact) for fact in FACTS} | {"level": Level(organization.level)}
        stored["parent"] = str(organization.parent or "")
        told = {skeleton(name) for name in filter(None, SEPARATORS.split(row["former_names"] or ""))}
        unknown = {key for key in told if (organization.pk, key) not in self.known_former}
        stored["former_names"] = "" if unknown else row["former_names"]
        row.is_there(words, differences(row, stored), update=update)
        if not row.is_update:
            return
        another = bool(row["secretary"]) and same_name(row["secretary"]) != same_name(organization.secretary)
        for fact, value in ((fact, row[fact]) for fact in FACTS if row[fact]):
            setattr(organization, fact, value)
        if clean_row(row, organization):
            self.changed.append(organization)
            self._note_parent(row, organization)
            self._take_over_time(row, organization, appointed=another)

    def creations(self) -> list[Creation]:
        return [
            Creation.of(_("New party organizations"), self.new),
            Creation.of(_("Party organizations brought up to date"), self.changed),
        ]

    def save(self) -> None:
        parents = {id(organization): organization.parent for _row, organization in self.under}
        for _row, organization in self.under:
            organization.parent = None  # a superior one may be new itself
        Organization.objects.bulk_create(self.new, batch_size=1000)
        Organization.objects.bulk_update(self.changed, FACTS, batch_size=1000)
        self._appoint()
        FormerName.objects.bulk_create(self.former, batch_size=1000)
        for _row, organization in self.under:
            organization.parent = parents[id(organization)]
        Organization.objects.bulk_update([each for _row, each in self.under], ["parent"], batch_size=1000)

    def _appoint(self) -> None:
        """The present secretary's term ends when the next one's begins; where nobody tells when, by today."""
        begins = {term.organization.pk: term.from_on for term in self.appointed}
        ended = list(SecretaryTerm.objects.filter(organization__in=begins, until_on=None))
        for term in ended:
            term.until_on = max(begins[term.organization_id] or self.today, term.from_on or date.min)
        SecretaryTerm.objects.bulk_update(ended, ["until_on"], batch_size=1000)
        SecretaryTerm.objects.bulk_create(self.appointed, batch_size=1000)


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

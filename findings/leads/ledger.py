"""Importing the list of leads that was handed to the receiving bodies (线索移交清单)."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.roles import Right
from core.ledgers.comparing import differences, without_words
from core.ledgers.importer import Creation, Importer, clean_row
from core.ledgers.lookup import ByName
from core.ledgers.registry import ImportKind, register
from core.ledgers.subjects import Subject
from core.names.lookalikes import why_deceptive
from core.names.spelling import plain_name
from core.workbook.cells import choice, identifier, text
from core.workbook.dates import day
from core.workbook.ordinals import round_number, team_number, term_number, year_number
from core.workbook.read_rows import Row
from core.workbook.schema import Column, Schema
from findings.exchange.sending import enter_transfers
from findings.lead_access import record_ledger_access
from findings.leads.marks import MARKS
from findings.models import Discipline, Lead
from personnel.models import User
from rounds.inspections.lookup import InspectionLookup, NamedInspection
from rounds.inspections.subjects import subjects_of
from rounds.ledger_options import RoundOptions
from rounds.models import Body, Inspection
from rounds.permissions import can_keep_rounds

DISCIPLINES = {
    Discipline.POLITICAL: ["政治纪律", "违反政治纪律", "政治"],
    Discipline.ORGANIZATIONAL: ["组织纪律", "违反组织纪律", "组织"],
    Discipline.INTEGRITY: ["廉洁纪律", "违反廉洁纪律", "廉洁"],
    Discipline.MASSES: ["群众纪律", "违反群众纪律", "群众"],
    Discipline.WORK: ["工作纪律", "违反工作纪律", "工作"],
    Discipline.LIFE: ["生活纪律", "违反生活纪律", "生活"],
}
SUGGESTIONS = {
    Lead.Suggestion.FOLLOW_UP: ["进一步了解关注", "进一步了解"],
    Lead.Suggestion.NOTE: ["了解关注", "一般了解关注"],
    Lead.Suggestion.REFERENCE: ["参考", "供参考", "仅供参考"],
}
MODES = {Lead.Mode.SINGLE: ["单移交", "单"], Lead.Mode.DOUBLE: ["双移交", "双"]}
SCHEMA = Schema(
    "leads",
    [
        Column(
            "number",
            ["线索编号", "编号", "移交编号", "Lead number"],
            required=True,
            parse=identifier(40),
            sample="XS18-001",
        ),
        Column("term", ["届次"], parse=term_number(), hint="只有轮次按届重新编号的才填"),
        Column("year", ["年度", "巡察年度"], parse=year_number(), hint="巡察所在年份，只有轮次按年重新编号的才填"),
        Column("round", ["轮次", "巡察轮次", "Round"], parse=round_number(), sample="第十八轮"),
        Column("team", ["巡察组", "巡察组别", "组别", "Team"], parse=team_number(), sample="第一巡察组"),
        Column(
            "organization",
            ["被巡察党组织", "被巡察单位", "被巡察单位名称", "被巡察党组织名称", "巡察对象", "Inspected organization"],
            required=True,
            elsewhere=True,
            parse=text(100),
            sample="市财政局党组",
        ),
        Column(
            "subject_name",
            ["被反映人", "被反映人姓名", "Person concerned"],
            required=True,
            parse=text(50),
            sample="某某某",
        ),
        Column("subject_post", ["职务", "被反映人职务", "Post"], parse=text(50), sample="科长"),
        Column("subject_rank", ["职级", "级别", "Rank"], parse=text(30), sample="正科"),
        Column(
            "content",
            ["问题线索主要内容", "线索内容", "内容摘要", "主要内容", "具体问题", "Content"],
            required=True,
            parse=text(2000),
        ),
        Column(
            "discipline",
            ["涉及纪律", "六项纪律", "违反纪律", "Discipline concerned"],
            required=True,
            parse=choice(DISCIPLINES),
            sample="廉洁纪律",
        ),
        Column(
            "suggestion",
            ["分类处置建议", "处置建议", "Suggestion"],
            required=True,
            parse=choice(SUGGESTIONS),
            sample="了解关注",
        ),
        Column("mode", ["移交方式", "Mode of transfer"], parse=choice(MODES), sample="单移交"),
        Column(
            "bodies",
            ["移交单位", "接收单位", "Receiving bodies"],
            required=True,
            if_new=True,
            parse=text(200),
            sample="市纪委监委",
            hint="双移交可写两个单位，用顿号隔开；只写一个时，按名称移交同级的另一个单位",
        ),
        Column(
            "sent_on",
            ["移交时间", "移交日期", "Referred on"],
            required=True,
            if_new=True,
            parse=day(),
            sample="2026-09-20",
        ),
    ],
    label=gettext_lazy("List of transferred leads"),
)
FACTS = ["number", "subject_name", "subject_post", "subject_rank", "content", "discipline", "suggestion"]
SEPARATORS = re.compile(r"[、,，;；/\n]+")
COMMISSION = re.compile(r"^(?P<place>.*?)(?:纪委监委|纪委|监委|纪检监察委员会|纪律检查委员会)$")
DEPARTMENT = re.compile(r"^(?P<place>.*?)委组织部$")
TWO = 2


class LeadImporter(Importer):
    """Brings in leads that were transferred on paper: each lead with its transfers, to be answered from now on.

    Who brings a ledger opens no lead to a body alone: the transfers wait for the leading group to confirm them. Who
    handles leads without being of the office brings no inspection and no body with it that nobody entered.

    A lead of a round that lives here was decided on by nobody here: it enters as a filed one and awaits the decision
    of the leading group, who then sees it transferred.

    A transfer to both bodies (双移交) goes to a discipline commission and an organization department. Where the
    ledger names one of them, the other is that of the same place (市纪委监委 ↔ 市委组织部): never another's, since a
    lead is shown to nobody it was not transferred to.
    """

    by: User
    about = gettext_lazy("Party organization")

    def check(self) -> None:
        self.inspections = InspectionLookup(self.good, by=self.by, told_round=self.options["round"])
        self._keeps_bodies = can_keep_rounds(self.by)
        self.bodies = ByName(Body.objects.all())
        self.new_bodies: ByName[Body] = ByName()
        numbers = {row["number"] for row in self.good}
        self.taken = set(Lead._base_manager.filter(number__in=numbers).values_list("number", flat=True))
        seen = Lead.objects.visible_to(self.by).filter(number__in=numbers)
        self.known = {
            lead.number: lead for lead in seen.select_related("inspection__organization", "inspection__team__round")
        }
        self.leads: list[tuple[Row, NamedInspection, Lead, list[Body]]] = []
        for row in self.good:
            self._check_row(row)

    def _check_row(self, row: Row) -> None:
        if not self.is_repeated(row, "number", row["number"]) and self._was_entered(row):
            return
        if not self.is_complete(row):
            return
        if row["sent_on"] > self.today:
            row.refuse(_("this day is still to come"), "sent_on")
        bodies = self._receivers(row)
        named = self.inspections.of(row, row["number"], later={"sent_on": row["sent_on"]})
        if named is None or not self._is_over(row, named) or row.errors:
            return
        lead = self._lead(row, named, bodies)
        if clean_row(row, lead):
            self.leads.append((row, named, lead, bodies))

    def _was_entered(self, row: Row) -> bool:
        """Whether a lead of this number is there. Where the person reads it, the columns that differ are told."""
        if row["number"] not in self.taken:
            return False
        lead, words = self.known.get(row["number"]), _("this lead was entered before")
        organization = self.inspections.organization_of(row)
        if lead is None:
            row.is_there(_("a lead of this number was entered before; you do not read it, so it was not compared"))
            return True
        if organization and organization != lead.inspection.organization:
            row.refuse(words, "number")
            return True
        self.inspections.stands(row, lead.inspection)
        stored = {fact: getattr(lead, fact) for fact in FACTS}
        stored |= {"sent_on": lead.referred_on, "mode": lead.mode if lead.referred_on else row["mode"]}
        row.is_there(words, without_words(differences(row, stored)))
        return True

    def _is_over(self, row: Row, named: NamedInspection) -> bool:
        """While the team works on it, the leads of an inspection are written and filed by the team."""
        if named.inspection is None or named.inspection.status not in Inspection.NOT_LEFT:
            return True
        words = _("the inspection is in state “%(status)s”; its team files its leads")
        row.refuse(words % {"status": named.inspection.get_status_display()}, "organization")
        return False

    def _lead(self, row: Row, named: NamedInspection, bodies: list[Body]) -> Lead:
        lives_here = self.inspections.lives_here(named)
        return Lead(
            **{fact: row[fact] for fact in FACTS},
            inspection=named.inspection,
            mode=Lead.Mode.DOUBLE if len(bodies) > 1 else Lead.Mode.SINGLE,
            written_by=self.by,
            imported_on=self.today,
            referred_on=None if lives_here else row["sent_on"],
            status=Lead.Status.FILED if lives_here else Lead.Status.TRANSFERRED,
        )

    def _receivers(self, row: Row) -> list[Body]:
        """The bodies a row was transferred to; none, and the row refused, where that cannot be told."""
        bodies = [self._body(name) for name in filter(None, map(plain_name, SEPARATORS.split(row["bodies"])))]
        if None in bodies or not bodies:
            row.refuse(_("is neither a discipline commission nor an organization department"), "bodies")
            return []
        if row["mode"] == Lead.Mode.DOUBLE and len(bodies) == 1:
            bodies.append(self._counterpart(bodies[0]))
        wrong = self._wrong_set(row["mode"], bodies)
        unfit = filter(None, (self._why_not_entered(body.name) for body in bodies if body))
        for words in filter(None, [wrong, *unfit]):
            row.refuse(words, "bodies")
        return bodies

    def _wrong_set(self, mode: str | None, bodies: list[Body | None]) -> str:
        """Why these bodies cannot receive one lead together, or ""."""
        if None in bodies:
            return _("name both bodies, separated by a “、”; the other one cannot be told from this name")
        if len(bodies) > TWO or len({body.kind for body in bodies}) < len(bodies):
            return _("a lead goes to one body, or to a discipline commission and an organization department")
        if mode == Lead.Mode.SINGLE and len(bodies) > 1:
            return _("names two bodies, but the mode of transfer says one")
        return ""

    def _body(self, name: str) -> Body | None:
        """The body of that name, there already or to be created; None for one that receives no leads."""
        if body := self.bodies.get(name):
            return body if body.kind in (Body.Kind.DISCIPLINE, Body.Kind.ORGANIZATION_DEPARTMENT) else None
        kind = _kind_of(name)
        if kind is None:
            return None
        body = self.new_bodies.get(name) or Body(name=name, kind=kind)
        return body if self._why_not_entered(name) else self.new_bodies.add(body)

    def _why_not_entered(self, name: str) -> str:
        """Why no body is created by this name, or ""."""
        if self.bodies.get(name):
            return ""
        if not self._keeps_bodies:
            return _("“%(name)s” is not in the register of bodies; the office enters it first") % {"name": name}
        alike = self.bodies.look_alike(name) or self.new_bodies.look_alike(name)
        return why_deceptive(name, [alike.name] if alike else [])

    def _counterpart(self, body: Body) -> Body | None:
        if found := COMMISSION.match(body.name):
            return self._body(f"{found['place']}委组织部")
        if found := DEPARTMENT.match(body.name):
            return self._body(f"{found['place']}纪委监委")
        return None

    @property
    def _transferred(self) -> list[tuple[Lead, list[Body]]]:
        """The leads that were transferred outside, each with the bodies that have it."""
        return [(lead, bodies) for row, _named, lead, bodies in self.leads if lead.referred_on and not row.errors]

    @property
    def _wanted_bodies(self) -> list[Body]:
        wanted = {id(body) for _lead, bodies in self._transferred for body in bodies}
        return [body for body in self.new_bodies if id(body) in wanted]

    def creations(self) -> list[Creation]:
        undecided = [lead.number for _row, _named, lead, _bodies in self.leads if not lead.referred_on]
        words = _("Their round is under way here: the leading group decides on them before anybody receives them.")
        return [
            *self.inspections.creations(),
            Creation.of(_("New receiving bodies"), self._wanted_bodies),
            Creation(_("New leads"), len(self.leads)),
            Creation.of(_("New leads that await the decision"), undecided, warning=words if undecided else ""),
            Creation(_("New transfers"), sum(len(bodies) for _lead, bodies in self._transferred)),
        ]

    def subjects(self) -> list[Subject]:
        return subjects_of(self.reading.rows, self.inspections)

    def save(self) -> None:
        self.inspections.create(status=Inspection.Status.REPORTING, today=self.today)
        for body in self._wanted_bodies:
            body.save()
        for _row, named, lead, _bodies in self.leads:
            lead.inspection = named.inspection
        Lead.objects.bulk_create(lead for _row, _named, lead, _bodies in self.leads)
        for lead, bodies in self._transferred:
            enter_transfers(bodies, lead, by=self.by, on=lead.referred_on)


def _kind_of(name: str) -> str | None:
    if COMMISSION.match(name):
        return Body.Kind.DISCIPLINE
    return Body.Kind.ORGANIZATION_DEPARTMENT if DEPARTMENT.match(name) else None


register(
    ImportKind(
        key="leads",
        label=SCHEMA.label,
        schema=SCHEMA,
        importer=LeadImporter,
        rights=frozenset({Right.READ_LEADS, Right.TRANSFER_LEADS}),
        confidential=True,
        marks=MARKS,
        record_access=record_ledger_access,
        options_form=RoundOptions,
        url_name="findings:leads",
        order=40,
    )
)

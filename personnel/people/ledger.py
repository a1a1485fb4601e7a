"""Importing the talent pools: people, their membership, and from whom they must stand aside."""

import re
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.roles import Right
from core.ledgers.comparing import differences
from core.ledgers.importer import Creation, Importer, clean_row
from core.ledgers.lookup import ByName
from core.ledgers.registry import ImportKind, register
from core.ledgers.subjects import source_above
from core.models import Proposal
from core.names.fields import KEPT_APART
from core.names.lookalikes import skeleton, why_deceptive
from core.names.spelling import plain_name, same_name
from core.wording import in_house_language, kept_alone
from core.workbook.read_rows import Row, SheetReading
from core.workdays.unrecorded import NOT_RECORDED
from personnel.accounts.oversight import readers_among
from personnel.addressees import tell_office_of_recusals
from personnel.models import Person, Pool, PoolMembership, Recusal
from personnel.people.days_of_joining import days_that_stay, memberships_undated, record_days_of_joining
from personnel.people.ledger_columns import POOLS, SCHEMA, SEXES, PeopleOptions
from personnel.people.services import DECLARE, propose_recusal
from rounds.inspections.told_places import organization_called, unit_of
from rounds.models import Organization

FACTS = ["sex", "born_on", "politics", "hometown", "post", "rank", "specialty"]
FROM_LEDGER = kept_alone(gettext_lazy("Entered in the ledger of the talent pool"))
OWN_UNIT = frozenset({"本单位", "所在单位", "本人所在单位", "现工作单位"})
SEPARATORS = re.compile(r"[、,，;；\n]+")
NOTE = re.compile(r"^(?P<name>[^()（）]+)[(（](?P<note>[^()（）]+)[)）]$")
"""A remark that ledgers put behind a name: 某某某（女）."""


_numbering = re.compile(r"^(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])|[(（][^()（）]*[)）]$")


class PeopleImporter(Importer):
    """Adds people to the pools a row or its sheet is about. Who is in them already stays as entered here, or is
    brought up to date if the person chose so; who left a pool joins it anew only on a day after that.
    """

    def check(self) -> None:
        self._look_up()
        self.new: dict[tuple, Person] = {}
        self.changed: dict[int, Person] = {}
        self.memberships: list[PoolMembership] = []
        self.dated: list[tuple[PoolMembership, date]] = []
        self.recusals: list[Recusal] = []
        for sheet in self.reading:
            pool = _pool_of(sheet) or self.options["pool"]
            for row in sheet.good:
                self._tell_unit_and_post_apart(row)
                self._check_row(row, row["pool"] or [pool][: bool(pool)])

    def _look_up(self) -> None:
        """Look up the people, memberships, recusals and organizations that the rows may name, in four queries."""
        names = {skeleton(called) for row in self.good for called in (row["name"], _without_note(row["name"])[0])}
        kept_apart = Q(name_skeleton__contains=KEPT_APART)
        self.people: dict[tuple[str, str], list[Person]] = {}
        self.named: dict[str, dict[str, str]] = {}
        for person in Person._base_manager.filter(Q(name_skeleton__in=names) | kept_apart).order_by("pk"):
            self.people.setdefault((same_name(person.name), same_name(person.employer)), []).append(person)
            self._take_note_of(person.name)
        known = [person.pk for alike in self.people.values() for person in alike]
        self.standing: dict[tuple[int, str], list[PoolMembership]] = {}
        for membership in (
            PoolMembership._base_manager.filter(person__in=known).select_related("person").order_by("pk")
        ):
            self.standing.setdefault((membership.person_id, membership.pool), []).append(membership)
        in_force = Recusal.objects.in_force().filter(person__in=known)
        self.readers = readers_among(known) - self.by.own_persons
        self.recused = set(in_force.values_list("person", "organization"))
        self.organizations = ByName(Organization.objects.visible_to(self.by))
        of_register = [organization.name for organization in self.organizations]
        self._units = frozenset([*of_register, *map(unit_of, of_register)])
        self.taken_apart: list[str] = []

    def _take_note_of(self, name: str) -> None:
        """Remember the name under what it looks like, each way of writing it once."""
        self.named.setdefault(skeleton(name), {}).setdefault(same_name(name), name)

    def _check_row(self, row: Row, pools: list[str]) -> None:
        aside = self._organizations_of(row)
        person = self._person_of(row)
        if not pools and person is None:
            row.refuse(_("Which pool? Name the sheet after it or fill in the column “人才库”."), "pool")
        key = _key_of_row(row)
        who = person.pk if person else key
        words = _("is in this pool of the workbook already: sheet “%(sheet)s” row %(row)d")
        for pool in pools:
            self.is_repeated(row, "name", (pool, row["left_on"], who), words=words)
        if not self._days_are_in_order(row) or row.errors or not self._may_be_called_so(row, person):
            return
        if person:
            self._known(row, person, pools, aside)
        else:
            self._unknown(row, key, pools, aside)

    def _days_are_in_order(self, row: Row) -> bool:
        for column in ("joined_on", "left_on"):
            if row[column] and row[column] > self.today:
                row.refuse(_("this day is still to come"), column)
        if row["left_on"] and row["joined_on"] and row["left_on"] < row["joined_on"]:
            row.refuse(_("A person cannot leave a pool before joining it."), "left_on")
        return not row.errors

    def _person_of(self, row: Row) -> Person | None:
        """Who was entered before under this name, employer and telephone; one of the two may lack the telephone."""
        names = [same_name(row["name"]), same_name(_without_note(row["name"])[0])]
        employer = same_name(row["employer"])
        alike = self.people.get((names[0], employer)) or self.people.get((names[1], employer), [])
        number = row["phone"] or ""
        if same := [person for person in alike if person.phone == number]:
            return same[0]
        likely = [person for person in alike if not person.phone] if number else alike
        if len(likely) > 1:
            row.refuse(_("there are several people of this name and employer; give the telephone"), "phone")
        return likely[0] if likely else None

    def _may_be_called_so(self, row: Row, person: Person | None) -> bool:
        """A remark behind the name is about the sex or refused; the name of a new person looks like nobody else's."""
        name, note = _without_note(row["name"])
        if person and same_name(person.name) == same_name(row["name"]):
            return True
        sex = next((sex for sex, words in SEXES.items() if note in words), None)
        if note and (sex is None or row["sex"] not in (None, "", sex)):
            words = _("“%(note)s” is no part of the name; write it into a column of its own")
            row.refuse(words % {"note": note}, "name")
        elif deceptive := "" if person else why_deceptive(name, self.named.get(skeleton(name), {}).values()):
            row.refuse(deceptive, "name")
        else:
            row.values |= {"name": name, "sex": sex or row["sex"]}
            self._take_note_of(name)
        return not row.errors

    def _organizations_of(self, row: Row) -> list[Organization]:
        """The organizations to stand aside from; one that is not in the register refuses the row."""
        aside = []
        for written in filter(None, SEPARATORS.split(row["recusals"])):
            name = row["employer"] if same_name(written) in OWN_UNIT else written.strip()
            if organization := organization_called(self.organizations, name):
                aside.append(organization)
            else:
                row.refuse(_("no party organization is called “%(name)s”") % {"name": name}, "recusals")
        return aside

    def _tell_unit_and_post_apart(self, row: Row) -> None:
        """Take one cell for unit and post apart: by the unit's heading above the row, or by a unit of the register."""
        if row["employer"] or row.errors:
            return
        said = row["employer_and_post"]
        section = plain_name(_numbering.sub("", row.section))
        known = [unit for unit in (section, *self._units) if unit and said.startswith(unit) and said != unit]
        if known:
            unit = section if section in known else max(known, key=len)
            row.values |= {"employer": unit, "post": row["post"] or said.removeprefix(unit).strip(" ,，、")}
        elif said and section in self._units:
            unit = section
            row.values |= {"employer": section, "post": row["post"] or said}
        else:
            words = _("unit and post cannot be told apart; write them in two columns, or the unit in a row above")
            row.refuse(words if said else _("must not be empty"), "employer_and_post")
            return
        told = f"{row['employer']} | {row['post']}"
        if unit == section:
            row.sheet.telling.add(row.section)
            told = f"{told} ({source_above(row.section)})"
        self.taken_apart.append(told)

    def understood(self) -> list[str]:
        if not self.taken_apart:
            return []
        first = "；".join(self.taken_apart[: Creation.SHOWN])
        more = "……" if len(self.taken_apart) > Creation.SHOWN else ""
        return [_("Unit and post were told apart: %(cells)s") % {"cells": first + more}]

    def _unknown(self, row: Row, key: tuple, pools: list[str], aside: list[Organization]) -> None:
        facts = {fact: row[fact] or "" for fact in FACTS} | {"born_on": row["born_on"]}
        person = self.new.get(key) or Person(
            name=row["name"], employer=row["employer"], phone=row["phone"] or "", **facts
        )
        if clean_row(row, person):
            self.new[key] = person
            for pool in pools:
                self._join(row, person, pool)
            self._stand_aside(person, aside)

    def _known(self, row: Row, person: Person, pools: list[str], aside: list[Organization]) -> None:
        """A person entered before: new to some of the pools, or in all of them already."""
        joined = [pool for pool in pools if not self._was_member(row, person, pool)]
        if row.errors:
            return
        stored = {fact: getattr(person, fact) for fact in [*FACTS, "phone"]}
        stored["sex"] = Person.Sex(person.sex) if person.sex else ""
        known = [membership for pool in pools for membership in self.standing.get((person.pk, pool), [])]
        undated = memberships_undated(row, known)
        unknown = {"joined_on": NOT_RECORDED} if undated else {}
        found = differences(row, stored | unknown)
        aside = [organization for organization in aside if (person.pk, organization.pk) not in self.recused]
        writes = bool(joined or aside)
        words = _("is in this pool already") if pools else _("is entered already")
        update = bool(self.options["update"] and found)
        days = days_that_stay(row, [each for each in known if each not in undated])
        row.is_there("" if writes else words, [*days, *found], update=update)
        if not row.is_good:
            return
        for pool in joined:
            self._join(row, person, pool)
        self.dated += [(membership, row["joined_on"]) for membership in undated if update]
        self._bring_up_to_date(row, person, FACTS if update else [])
        self._stand_aside(person, aside)

    def _was_member(self, row: Row, person: Person, pool: str) -> bool:
        """Whether nobody joins by this row: who is in the pool, or was and left it, as the row says or long since."""
        known = self.standing.get((person.pk, pool), [])
        if any(membership.left_on == row["left_on"] for membership in known):
            return True
        if row["left_on"]:
            return any(membership.left_on is None for membership in known)
        last = max((membership.left_on for membership in known), default=None)
        if last is None or (row["joined_on"] and row["joined_on"] > last):
            return False
        if row["joined_on"] not in {membership.joined_on for membership in known}:
            words = _("left this pool on %(day)s; who joins it anew does so on a later day, which the row must tell")
            row.refuse(words % {"day": last.isoformat()}, "joined_on")
        return True

    def _bring_up_to_date(self, row: Row, person: Person, facts: list[str]) -> None:
        """Take over these facts, and the telephone of a person who had none: it tells namesakes apart."""
        given = {fact: row[fact] for fact in [*facts, "phone"] if row[fact]}
        if any(getattr(person, fact) != value for fact, value in given.items()):
            for fact, value in given.items():
                setattr(person, fact, value)
            self.changed[person.pk] = person

    def _join(self, row: Row, person: Person, pool: str) -> None:
        self.memberships.append(
            PoolMembership(
                person=person,
                pool=pool,
                joined_on=row["joined_on"],
                left_on=row["left_on"],
                imported_on=self.today,
            )
        )

    def _stand_aside(self, person: Person, organizations: list[Organization]) -> None:
        declared = {(id(recusal.person), recusal.organization_id) for recusal in self.recusals}
        for organization in dict.fromkeys(organizations):
            if (person.pk, organization.pk) not in self.recused and (id(person), organization.pk) not in declared:
                self.recusals.append(
                    Recusal(
                        person=person,
                        organization=organization,
                        reason=in_house_language(FROM_LEDGER),
                        declared_on=self.today,
                    )
                )

    def creations(self) -> list[Creation]:
        return [
            Creation.of(_("New people"), self.new.values()),
            *(
                Creation(_("Joining: %(pool)s") % {"pool": pool.label}, self._joining(pool))
                for pool in Pool
                if self._joining(pool)
            ),
            Creation.of(_("People brought up to date"), self.changed.values()),
            Creation.of(_("Days of joining that were not recorded"), (each.person for each, _on in self.dated)),
            Creation.of(_("New recusals"), self._recusals(waiting=False)),
            Creation.of(_("Recusals for a second person to confirm"), self._recusals(waiting=True)),
        ]

    def _recusals(self, *, waiting: bool) -> list[Recusal]:
        """Those of who reads or decides on leads wait: no ledger blinds them by itself."""
        return [recusal for recusal in self.recusals if (recusal.person.pk in self.readers) == waiting]

    def _joining(self, pool: str) -> int:
        return sum(membership.pool == pool for membership in self.memberships)

    def save(self) -> None:
        Person.objects.bulk_create(self.new.values(), batch_size=1000)
        Person.objects.bulk_update(self.changed.values(), [*FACTS, "phone"], batch_size=1000)
        PoolMembership.objects.bulk_create(self.memberships, batch_size=1000)
        record_days_of_joining(self.dated, by=self.by)
        declared = self._recusals(waiting=False)
        Recusal.objects.bulk_create(declared, batch_size=1000)
        tell_office_of_recusals(declared)
        self._propose(self._recusals(waiting=True))

    def _propose(self, recusals: list[Recusal]) -> None:
        """Have each wait, but for those that wait already."""
        waiting = set(Proposal.objects.pending().filter(kind=DECLARE).values_list("about", "organization"))
        for recusal in recusals:
            if (recusal.person_id, recusal.organization_id) not in waiting:
                propose_recusal(
                    recusal.person,
                    by=self.by,
                    organization=recusal.organization,
                    reason=recusal.reason,
                    on=recusal.declared_on,
                )


def _pool_of(sheet: SheetReading) -> str | None:
    """The pool that the name of the sheet, or a line above its header, speaks of."""
    words = "".join([sheet.name, *sheet.title_rows])
    return next((pool for pool, names in POOLS.items() if any(name in words for name in names if "库" in name)), None)


def _key_of_row(row: Row) -> tuple[str, str, str]:
    return same_name(_without_note(row["name"])[0]), same_name(row["employer"]), row["phone"] or ""


def _without_note(name: str) -> tuple[str, str]:
    """A name without the remark behind it, and the remark."""
    found = NOTE.match(name)
    return (found["name"], found["note"]) if found else (name, "")


register(
    ImportKind(
        key="people",
        label=SCHEMA.label,
        schema=SCHEMA,
        importer=PeopleImporter,
        rights=frozenset({Right.KEEP_PEOPLE}),
        options_form=PeopleOptions,
        url_name="personnel:pools",
        order=20,
    )
)

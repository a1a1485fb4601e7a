"""Accounts of organizations from a workbook: made by the system administrator, each with the role it waits for."""

import re
from collections import Counter

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.roles import Right, Role
from core.ledgers.importer import Creation, Importer, clean_row
from core.ledgers.lookup import ByName
from core.ledgers.registry import ImportKind, register
from core.names.lookalikes import skeleton, why_deceptive
from core.names.spelling import same_name
from core.search.pinyin import person_key
from core.workbook.cells import choice, identifier, name_text, phone, text
from core.workbook.read_rows import Row
from core.workbook.schema import Column, Schema
from personnel.accounts.services import is_of_program
from personnel.models import User
from rounds.models import Organization

POSTS = {
    Role.SECRETARY: ["书记", "党组织书记", "党组书记", "党委书记", "党工委书记", "党总支书记", "党支部书记"],
    Role.LIAISON: ["联络员", "整改联络员", "联系人", "经办人"],
}
SCHEMA = Schema(
    "accounts",
    [
        Column(
            "organization",
            ["党组织名称", "党组织", "单位名称", "单位", "Party organization"],
            required=True,
            parse=name_text(100),
            sample="市财政局党组",
        ),
        Column(
            "name",
            ["账号使用人", "使用人姓名", "使用人", "Account holder"],
            required=True,
            parse=name_text(50),
            sample="王立新",
            hint="与其他账号重名的，请加注单位以便区分",
        ),
        Column(
            "role",
            ["账号岗位", "岗位", "账号角色", "Post of the account"],
            required=True,
            parse=choice(POSTS),
            sample="联络员",
        ),
        Column("mobile", ["手机号码", "手机", "手机号", "联系电话", "Mobile"], parse=phone(20), sample="13800000000"),
        Column("email", ["电子邮箱", "邮箱", "邮箱地址", "Mail address"], parse=text(254)),
        Column(
            "username",
            ["登录名", "用户名", "账号", "User name"],
            parse=identifier(50),
            hint="可不填，系统按姓名拼音生成",
        ),
    ],
    label=gettext_lazy("Accounts of organizations"),
)
LATIN = re.compile(r"[a-z]+")


class AccountImporter(Importer):
    """Makes accounts without a password, each with the role that the security administrator confirms or refuses.

    An account of this name at this organization stays as it is.
    """

    def check(self) -> None:
        self.new: list[User] = []
        self._look_up()
        for row in self.good:
            organization = self._organization_of(row)
            if organization and not self._is_there(row, organization) and self._post_is_free(row, organization):
                self._take(row, organization)

    def _look_up(self) -> None:
        """Organizations, accounts and every name an account ever bore, in four queries."""
        self.organizations = ByName(Organization.objects.named_to(self.by).select_related("answered_by"))
        accounts = User._base_manager.exclude(username=User.SYSTEM)
        self.names = {each.name_skeleton: each.name for each in accounts}
        self.there = {(same_name(each.name), each.organization_id) for each in accounts if each.is_active}
        events = User.pgh_event_model.objects
        self.former = {name.casefold() for name in events.values_list("name", flat=True).distinct()}
        self.usernames = {name.casefold() for name in events.values_list("username", flat=True).distinct()}
        self.looks = {skeleton(name) for name in self.usernames}
        seated = accounts.filter(is_active=True, grants__role=Role.SECRETARY, grants__revoked_on=None)
        wanted = accounts.filter(is_active=True, wanted_role=Role.SECRETARY)
        self.secretaries = dict((seated | wanted).distinct().values_list("organization", "name"))

    def _organization_of(self, row: Row) -> Organization | None:
        organization = self.organizations.get(row["organization"])
        if organization is None:
            row.refuse(_("no party organization is called so; import or enter it first"), "organization")
        elif not organization.is_standing:
            words = _("is no more; make the account for %(organization)s, which answers for it")
            row.refuse(words % {"organization": organization.answering}, "organization")
            return None
        return organization

    def _is_there(self, row: Row, organization: Organization) -> bool:
        if (same_name(row["name"]), organization.pk) in self.there:
            row.is_there(_("has an account already"))
            return True
        return self.is_repeated(row, "name", (same_name(row["name"]), organization.pk))

    def _post_is_free(self, row: Row, organization: Organization) -> bool:
        """A party organization has one secretary at a time; liaisons may be several."""
        if row["role"] != Role.SECRETARY:
            return True
        if holder := self.secretaries.get(organization.pk):
            words = _("its party secretary has an account already: %(name)s; shut that one first")
            row.refuse(words % {"name": holder}, "role")
            return False
        return not self.is_repeated(row, "role", (Role.SECRETARY, organization.pk))

    def _take(self, row: Row, organization: Organization) -> None:
        username = self._username_of(row)
        if not self._may_be_called_so(row) or not username:
            return
        user = User(
            username=username,
            name=row["name"],
            organization=organization,
            wanted_role=row["role"],
            mobile=row["mobile"] or "",
            email=row["email"] or "",
            must_change_password=True,
            password=make_password(None),
        )
        if clean_row(row, user, {"wanted_role": "role"}):
            self.new.append(user)
            self.names[skeleton(user.name)] = user.name
            self.former.add(user.name.casefold())
            self._keep_username(username)

    def _keep_username(self, username: str) -> None:
        self.usernames.add(username.casefold())
        self.looks.add(skeleton(username))

    def _may_be_called_so(self, row: Row) -> bool:
        """No account is called as another is or was, or looks so: the trail and every page name people by it."""
        alike = self.names.get(skeleton(row["name"]))
        deceptive = why_deceptive(row["name"], [alike] if alike else [])
        if deceptive:
            row.refuse(deceptive, "name")
        elif alike or row["name"].casefold() in self.former or is_of_program(row["name"]):
            words = _("another account is or was called so; add what tells the two apart, such as the unit")
            row.refuse(words, "name")
        return not row.errors

    def _username_of(self, row: Row) -> str:
        """As the workbook tells, or by the pinyin of the name, with a number where that is taken."""
        told = row["username"]
        if told:
            if self._is_taken(told):
                row.refuse(_("this user name is or was another account's"), "username")
            return "" if row.errors else told
        reading = person_key(row["name"].partition("（")[0]).split(" ", 1)[1]
        if not LATIN.fullmatch(reading):
            row.refuse(_("no user name can be made of this name; fill in the column “登录名”"), "name")
            return ""
        others = (f"{reading}{number}" for number in range(2, 1000))
        return next((each for each in (reading, *others) if not self._is_taken(each)), "")

    def _is_taken(self, username: str) -> bool:
        return username.casefold() in self.usernames or skeleton(username) in self.looks or is_of_program(username)

    def creations(self) -> list[Creation]:
        amounts = Counter(user.get_wanted_role_display() for user in self.new)
        return [
            Creation.of(role, [str(user.organization) for user in self.new if user.get_wanted_role_display() == role])
            for role in amounts
        ]

    def save(self) -> None:
        User.objects.bulk_create(self.new, batch_size=1000)


register(
    ImportKind(
        key="accounts",
        label=SCHEMA.label,
        schema=SCHEMA,
        importer=AccountImporter,
        opened_by=Right.KEEP_ACCOUNTS,
        url_name="personnel:accounts",
        order=15,
    )
)

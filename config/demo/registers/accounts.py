"""Accounts of organizations: a request that is open, one that is settled, and duties taken over by newcomers."""

from config.demo.cast import SINCE, Cast
from config.demo.live import LiveRounds, before
from config.demo.writing import Writer
from core.access.roles import Role
from core.models import Notice
from core.notices.services import mark_read
from core.trail.recording import acting
from personnel.account_requests.services import request_accounts
from personnel.accounts.roles import grant_role
from personnel.accounts.services import create_user
from personnel.duties import TAKE_OVER
from personnel.models import RoleGrant, Takeover, User
from personnel.takeovers.services import OWED, take_over
from rounds.deadlines import obligations
from rounds.models import Organization
from rounds.organizations.services import appoint_secretary

OPEN, SETTLED = 1, 2
"""The places of the inspections in rectification whose organizations have a request."""
STATEMENT = "已与前任书记完成工作交接，上列未办结事项由本人接收，按原定时限抓好落实。"


def load_accounts(writer: Writer, cast: Cast, live: LiveRounds) -> None:
    """Ask for them, make them and take over, by the services, today or some days ago."""
    organizations = [inspection.organization for inspection in live.rectifying]
    for at, days in ((SETTLED, 12), (OPEN, 2)):
        request = request_accounts(organizations[at], by=cast.office, occasion="hand_over")
        with acting(cast.office):
            request.asked_on = before(live.today, days)
            request.save()
    _settle(writer, cast, organizations[SETTLED], live)
    with acting(cast.users["sysadmin"]):
        waiting = User(
            username="lianluoyuan",
            name=_free_name(writer),
            organization=organizations[OPEN],
            wanted_role=Role.LIAISON,
            mobile=writer.phone(),
            must_change_password=True,
        )
        waiting.set_unusable_password()
        waiting.save()
    _change_liaison(writer, cast, live)
    mark_read(Notice.objects.filter(kind__in=["account.request", "takeover.done", "takeover.begun"]))


def _settle(writer: Writer, cast: Cast, organization: Organization, live: LiveRounds) -> None:
    """The secretary changed; the new one and a liaison have accounts, and the secretary took over."""
    former = cast.speakers[organization.pk]
    RoleGrant.objects.create(user=former, role=Role.SECRETARY, granted_on=SINCE, revoked_on=before(live.today, 9))
    name = _free_name(writer)
    appoint_secretary(organization, by=cast.office, name=name, on=before(live.today, 9))
    for username, called, role in (
        ("xinshuji", name, Role.SECRETARY),
        ("xinlianluoyuan", _free_name(writer), Role.LIAISON),
    ):
        facts = {"username": username, "name": called, "organization": organization}
        user, _password = create_user(by=cast.users["sysadmin"], **facts)
        grant_role(user, role, by=cast.users["secadmin"])
    take_over(
        Takeover.objects.open().get(organization=organization),
        STATEMENT,
        by=User.objects.get(username="xinshuji"),
    )


def _change_liaison(writer: Writer, cast: Cast, live: LiveRounds) -> None:
    """The liaison with an account came some days ago, and has not taken over yet."""
    liaison, on = cast.users["liaison"], before(live.today, 3)
    with acting(cast.users["secadmin"]):
        takeover = Takeover.objects.create(
            organization=live.side,
            role=Role.LIAISON,
            account=liaison,
            predecessor=_free_name(writer),
            newcomer=liaison.name,
            begun_on=on,
        )
        told = {"predecessor": takeover.predecessor}
        obligations.open_obligation(TAKE_OVER, takeover, OWED, told, organization=live.side, from_on=on)


def _free_name(writer: Writer) -> str:
    """A name that no account bears: people are told apart by it."""
    names = iter(writer.name, None)
    return next(name for name in names if not User.objects.filter(name=name).exists())

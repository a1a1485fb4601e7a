"""Where what happens in the apps below touches people."""

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import require
from core.access.roles import Role
from core.notices.services import tell
from core.notices.standing import register as announce_while
from core.workdays.calendar import days_entered
from core.workdays.reckoning import today
from personnel import duties
from personnel.models import Posting, User
from personnel.people.ties import require_no_tie
from personnel.postings.services import owe_leader
from personnel.recusal.services import follow_succession
from personnel.reminders.seats import still_owed
from personnel.reminders.sweep import KIND as REMINDER
from personnel.reminders.urging import KIND as URGING
from personnel.reminders.voiding import void_reminders
from personnel.second_factor import telling  # noqa: F401 - connects itself
from rounds.deadlines import obligations
from rounds.deadlines.guessed import mark_of, reckoned_anew
from rounds.deadlines.signals import obligations_settled, years_missing
from rounds.models import Obligation
from rounds.signals import organization_assigned, organization_succeeded, team_dissolving, team_formed

announce_while([REMINDER, URGING], still_owed)


@receiver(organization_assigned)
def refuse_recused_team(inspection, **kwargs) -> None:
    """A team does not get an organization that one of its members is recused from."""
    posted = Posting.objects.filter(team=inspection.team).not_over(today()).values("person")
    recusal = inspection.organization.recusals.in_force().filter(person__in=posted).select_related("person").first()
    words = _("%(person)s of this team is recused from %(organization)s. Release them or choose another team.")
    require(
        recusal is None,
        words % {"person": recusal.person if recusal else "", "organization": inspection.organization},
    )


@receiver(organization_assigned)
def refuse_tied_team(inspection, **kwargs) -> None:
    """A team does not get an organization that one of its members is tied to, by home or employer."""
    require_no_tie(inspection)


@receiver(organization_succeeded)
def recuse_from_successor(organization, successor, by, **kwargs) -> None:
    """Whoever must stand aside from an organization must from what it has become part of."""
    follow_succession(organization, successor, by=by)


@receiver(team_formed)
def owe_leader_of_new_team(team, **kwargs) -> None:
    """Somebody has to be posted to lead it."""
    owe_leader(team)


@receiver(team_dissolving)
def owe_no_leader_any_more(team, **kwargs) -> None:
    """A team that is gone misses no leader."""
    obligations.cancel(duties.POST_LEADER, team, today())


@receiver(obligations_settled)
def leave_reminders_to_the_inbox(obligations, **kwargs) -> None:
    """No mail urges people to what is done."""
    void_reminders(obligations)


@receiver(years_missing)
def ask_for_holidays(years, **kwargs) -> None:
    """Tell the office once for each year whose holidays a limit in working days needed and did not find."""
    for year in years:
        tell(
            User.objects.holding(Role.OFFICE),
            kind="calendar.missing",
            subject=gettext_lazy("Enter the holidays of %(year)s: until then deadlines count Monday to Friday"),
            url=reverse("calendar-days"),
            key=f"calendar.missing.{year}",
            year=year,
        )


@receiver(user_logged_in)
def end_other_sessions(sender, request, user, **kwargs):
    """Where an account has one session, the one that begins now; a program's token is no session."""
    if settings.ONE_SESSION and getattr(request, "session", None) is not None:
        user.sessions_ended_at = timezone.now()
        User.objects.filter(pk=user.pk).update(sessions_ended_at=user.sessions_ended_at)
        request.session[HASH_SESSION_KEY] = user.get_session_auth_hash()


@receiver(days_entered)
def tell_of_days_to_reckon_anew(**kwargs) -> None:
    """Tell the office that deadlines which were guessed can have the days that the calendar says."""
    found = reckoned_anew(Obligation.objects.guessed().order_by("pk"))
    if found:
        tell(
            User.objects.holding(Role.OFFICE),
            kind="calendar.anew",
            subject=gettext_lazy("The holidays are entered: %(count)s deadlines can be reckoned anew"),
            url=reverse("rounds:deadlines_anew"),
            key=f"calendar.anew.{mark_of(found)}",
            count=len(found),
        )

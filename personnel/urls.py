"""Addresses of people, pools, postings, recusals and accounts."""

from django.urls import path

from core.registers.pages import register_pages
from core.ui.views.step import step_pages
from personnel.account_requests import steps as request_steps
from personnel.account_requests import views as account_requests
from personnel.accounts import slip_views as slips
from personnel.accounts import steps as account_steps
from personnel.accounts import views as accounts
from personnel.calendar import views as calendar
from personnel.calendar.feed import feed as calendar_feed
from personnel.conduct import registers as conduct
from personnel.conduct import steps as conduct_steps
from personnel.conduct.views import OfPostings, PostingOptions, PostingReplace
from personnel.evaluation.registers import EVALUATIONS, STANDINGS
from personnel.people.pools import MembershipJoined, MembershipLeave, PoolList
from personnel.people.service_record import PersonRecord
from personnel.people.views import (
    AccountOptions,
    PersonAdd,
    PersonChange,
    PersonJoin,
    PersonLink,
    PersonList,
    PersonOptions,
    PersonPage,
    PersonUnlink,
)
from personnel.plan_changes import steps as plan_change_steps
from personnel.plan_changes import views as plan_changes
from personnel.postings import views as postings
from personnel.recusal.views import RecusalAdd, RecusalEnd
from personnel.reminders import steps as urging
from personnel.reminders import views as reminders
from personnel.second_factor import steps as second_factor_steps
from personnel.second_factor import views as second_factor
from personnel.secondment.registers import SECONDMENTS
from personnel.takeovers import steps as takeover_steps
from personnel.takeovers import views as takeovers
from personnel.training.registers import TRAINING_RULES, TRAININGS
from personnel.training.views import TrainingList
from rounds.inspections.views import OfInspections
from rounds.organizations.views import OfOrganizations
from rounds.planning.views import OfRounds
from rounds.teams.views import OfTeams

app_name = "personnel"
urlpatterns = [
    path("people/", PersonList.as_view(), name="people"),
    path("people/add/", PersonAdd.as_view(), name="person_add"),
    path("people/options/", PersonOptions.as_view(), name="person_options"),
    path("people/<int:pk>/", PersonPage.as_view(), name="person"),
    path("people/<int:pk>/record/", PersonRecord.as_view(), name="person_record"),
    path("people/<int:pk>/change/", PersonChange.as_view(), name="person_change"),
    path("people/<int:pk>/join/", PersonJoin.as_view(), name="person_join"),
    path("people/<int:pk>/link/", PersonLink.as_view(), name="person_link"),
    path("people/<int:pk>/unlink/", PersonUnlink.as_view(), name="person_unlink"),
    path("people/<int:pk>/recusals/add/", RecusalAdd.as_view(), name="recusal_add"),
    *register_pages(STANDINGS, at="standing/"),
    *register_pages(SECONDMENTS, at="secondments/"),
    *register_pages(EVALUATIONS, at="evaluations/"),
    *register_pages(TRAININGS, at="trainings/", listing=TrainingList),
    *register_pages(TRAINING_RULES, at="training-rules/"),
    *register_pages(conduct.COMMITMENTS, at="commitments/"),
    *register_pages(conduct.TALKS, at="integrity-talks/"),
    *register_pages(conduct.REPLACEMENTS, at="replacements/"),
    *register_pages(conduct.MAKE_UP_ORDERS, at="make-up-orders/"),
    *register_pages(conduct.CATALOGUES, at="conduct/"),
    path("recusals/<int:pk>/end/", RecusalEnd.as_view(), name="recusal_end"),
    path("pools/", PoolList.as_view(), name="pools"),
    path("pools/memberships/<int:pk>/days/", MembershipJoined.as_view(), name="membership_joined"),
    path("pools/memberships/<int:pk>/leave/", MembershipLeave.as_view(), name="membership_leave"),
    path("teams/<int:pk>/postings/", postings.TeamPostings.as_view(), name="team_postings"),
    path("teams/<int:pk>/postings/add/", postings.PostingAdd.as_view(), name="posting_add"),
    path("postings/options/", PostingOptions.as_view(), name="posting_options"),
    path("postings/<int:pk>/replace/", PostingReplace.as_view(), name="posting_replace"),
    *step_pages(OfPostings, conduct_steps.OF_POSTING, at="postings/<int:pk>/", named="posting"),
    path("postings/<int:pk>/release/", postings.PostingRelease.as_view(), name="posting_release"),
    path("rounds/<int:pk>/plan-changes/", plan_changes.ChangesOfRound.as_view(), name="round_plan_changes"),
    path("plan-changes/<int:pk>/", plan_changes.PlanChangePage.as_view(), name="plan_change"),
    *step_pages(plan_changes.OfChanges, plan_change_steps.STEPS, at="plan-changes/<int:pk>/", named="plan_change"),
    *step_pages(OfRounds, plan_change_steps.OF_ROUND, at="rounds/<int:pk>/", named="round"),
    *step_pages(OfTeams, plan_change_steps.OF_TEAM, at="teams/<int:pk>/", named="team"),
    *step_pages(OfInspections, plan_change_steps.OF_INSPECTION, at="inspections/<int:pk>/", named="inspection"),
    path("accounts/", accounts.AccountList.as_view(), name="accounts"),
    path("account-requests/", account_requests.AccountRequestList.as_view(), name="account_requests"),
    path("account-requests/<int:pk>/", account_requests.AccountRequestPage.as_view(), name="account_request"),
    *step_pages(
        account_requests.OfAccountRequests,
        request_steps.STEPS,
        at="account-requests/<int:pk>/",
        named="account_request",
    ),
    *step_pages(OfOrganizations, request_steps.OF_ORGANIZATION, at="organizations/<int:pk>/", named="organization"),
    path("takeovers/", takeovers.TakeoverList.as_view(), name="takeovers"),
    path("takeovers/<int:pk>/", takeovers.TakeoverPage.as_view(), name="takeover"),
    *step_pages(takeovers.OfTakeovers, takeover_steps.STEPS, at="takeovers/<int:pk>/", named="takeover"),
    path("takeovers/of/<int:pk>/", takeovers.TakeoversOfOrganization.as_view(), name="takeovers_of"),
    path("accounts/add/", accounts.AccountAdd.as_view(), name="account_add"),
    path("accounts/options/", AccountOptions.as_view(), name="account_options"),
    path("accounts/sides/options/", accounts.SideOptions.as_view(), name="side_options"),
    path("accounts/<int:pk>/", accounts.AccountPage.as_view(), name="account"),
    *step_pages(accounts.OfAccounts, second_factor_steps.OF_ACCOUNT, at="accounts/<int:pk>/", named="account"),
    *step_pages(accounts.OfAccounts, account_steps.STEPS, at="accounts/<int:pk>/", named="account"),
    path("accounts/<int:pk>/change/", accounts.AccountChange.as_view(), name="account_change"),
    path("accounts/slips/", slips.SlipsPage.as_view(), name="slips"),
    path("accounts/slips/draw/", slips.SlipsDraw.as_view(), name="slips_draw"),
    path("accounts/<int:pk>/slip/", slips.draw_one, name="account_slip"),
    path("accounts/<int:pk>/reset/", accounts.reset_password, name="account_reset"),
    path("grants/<int:pk>/revoke/", accounts.GrantRevoke.as_view(), name="grant_revoke"),
    path("password/second-factor/", second_factor.SecondFactorPage.as_view(), name="second_factor"),
    path("password/second-factor/codes/", second_factor.RecoveryCodes.as_view(), name="recovery_codes"),
    path("password/second-factor/remove/", second_factor.Removal.as_view(), name="second_factor_remove"),
    path("obligations/", reminders.ObligationList.as_view(), name="obligations"),
    path("obligations/<int:pk>/course/", reminders.ObligationPage.as_view(), name="obligation"),
    *step_pages(reminders.OfObligations, urging.STEPS, at="obligations/<int:pk>/", named="obligation"),
    path("calendar/", calendar.CalendarPage.as_view(), name="calendar"),
    path("calendar/open/", calendar.open_address, name="calendar_open"),
    path("calendar/close/", calendar.close_address, name="calendar_close"),
    path("calendar/<str:secret>.ics", calendar_feed, name="calendar_feed"),
    path("reminders-to-come/", reminders.ComingList.as_view(), name="reminders_to_come"),
    path("reminder-rules/", reminders.ReminderRuleList.as_view(), name="reminder_rules"),
    path("reminder-rules/add/", reminders.ReminderRuleAdd.as_view(), name="reminder_rule_add"),
    path("reminder-rules/<int:pk>/change/", reminders.ReminderRuleChange.as_view(), name="reminder_rule_change"),
    path("reminder-rules/<int:pk>/drop/", reminders.ReminderRuleDrop.as_view(), name="reminder_rule_drop"),
]

"""Addresses of bodies, organizations, rounds, teams and inspections."""

from django.urls import path

from rounds.bodies import views as bodies
from rounds.deadlines import views as deadlines
from rounds.inspections import views as inspections
from rounds.organizations import views as organizations
from rounds.planning import views as rounds
from rounds.teams import views as teams

app_name = "rounds"
urlpatterns = [
    path("bodies/", bodies.BodyList.as_view(), name="bodies"),
    path("bodies/add/", bodies.BodyAdd.as_view(), name="body_add"),
    path("bodies/<int:pk>/", bodies.BodyPage.as_view(), name="body"),
    path("bodies/<int:pk>/change/", bodies.BodyChange.as_view(), name="body_change"),
    path("organizations/", organizations.OrganizationList.as_view(), name="organizations"),
    path("organizations/add/", organizations.OrganizationAdd.as_view(), name="organization_add"),
    path("organizations/options/", organizations.OrganizationOptions.as_view(), name="organization_options"),
    path("organizations/<int:pk>/", organizations.OrganizationPage.as_view(), name="organization"),
    path("organizations/<int:pk>/change/", organizations.OrganizationChange.as_view(), name="organization_change"),
    path("rounds/", rounds.RoundList.as_view(), name="rounds"),
    path("rounds/add/", rounds.RoundAdd.as_view(), name="round_add"),
    path("rounds/<int:pk>/", rounds.RoundPage.as_view(), name="round"),
    path("rounds/<int:pk>/change/", rounds.RoundChange.as_view(), name="round_change"),
    path("rounds/<int:pk>/delete/", rounds.RoundDelete.as_view(), name="round_delete"),
    path("rounds/<int:pk>/approve/", rounds.RoundApprove.as_view(), name="round_approve"),
    path("rounds/<int:pk>/return/", rounds.RoundReturn.as_view(), name="round_return"),
    path("rounds/<int:pk>/start/", rounds.RoundStart.as_view(), name="round_start"),
    path("rounds/<int:pk>/end/", rounds.RoundEnd.as_view(), name="round_end"),
    path("rounds/<int:pk>/rectify/", rounds.RoundRectify.as_view(), name="round_rectify"),
    path("rounds/<int:pk>/archive/", rounds.RoundArchive.as_view(), name="round_archive"),
    path("rounds/<int:pk>/teams/add/", teams.TeamAdd.as_view(), name="team_add"),
    path("teams/", teams.TeamList.as_view(), name="teams"),
    path("teams/<int:pk>/", teams.TeamPage.as_view(), name="team"),
    path("teams/<int:pk>/change/", teams.TeamChange.as_view(), name="team_change"),
    path("teams/<int:pk>/assign/", teams.TeamAssign.as_view(), name="team_assign"),
    path("teams/<int:pk>/dissolve/", teams.TeamDissolve.as_view(), name="team_dissolve"),
    path("inspections/", inspections.InspectionList.as_view(), name="inspections"),
    path("inspections/<int:pk>/", inspections.InspectionPage.as_view(), name="inspection"),
    path("inspections/<int:pk>/enter/", inspections.InspectionEnter.as_view(), name="inspection_enter"),
    path("inspections/<int:pk>/leave/", inspections.InspectionLeave.as_view(), name="inspection_leave"),
    path("inspections/<int:pk>/unassign/", inspections.unassign, name="inspection_unassign"),
    path("obligations/<int:pk>/", deadlines.obligation, name="obligation"),
    path("deadline-rules/", deadlines.DeadlineRuleList.as_view(), name="deadline_rules"),
    path("deadline-rules/add/", deadlines.DeadlineRuleAdd.as_view(), name="deadline_rule_add"),
]

"""Addresses of bodies, organizations, rounds, teams and inspections."""

from django.urls import path

from core.registers.pages import register_pages
from core.ui.views.step import step_pages
from rounds.announcements.registers import ANNOUNCEMENTS
from rounds.bodies import views as bodies
from rounds.deadlines import views as deadlines
from rounds.inspections import steps as inspection_steps
from rounds.inspections import views as inspections
from rounds.instructions.registers import INSTRUCTIONS
from rounds.organizations import steps as organization_steps
from rounds.organizations import views as organizations
from rounds.planning import coverage_views as coverage
from rounds.planning import steps as round_steps
from rounds.planning import views as rounds
from rounds.responsibilities.registers import MEETINGS, RULES
from rounds.teams import steps as team_steps
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
    *step_pages(
        organizations.OfOrganizations, organization_steps.STEPS, at="organizations/<int:pk>/", named="organization"
    ),
    path("coverage/", coverage.CoverageBoard.as_view(), name="coverage"),
    path("rounds/", rounds.RoundList.as_view(), name="rounds"),
    path("rounds/add/", rounds.RoundAdd.as_view(), name="round_add"),
    path("rounds/<int:pk>/", rounds.RoundPage.as_view(), name="round"),
    *step_pages(rounds.OfRounds, round_steps.STEPS, at="rounds/<int:pk>/", named="round"),
    path("rounds/<int:pk>/change/", rounds.RoundChange.as_view(), name="round_change"),
    path("rounds/<int:pk>/limits/", deadlines.RoundLimitList.as_view(), name="round_limits"),
    path("rounds/<int:pk>/limits/add/", deadlines.RoundLimitAdd.as_view(), name="round_limit_add"),
    path("rounds/<int:pk>/teams/add/", teams.TeamAdd.as_view(), name="team_add"),
    path("teams/", teams.TeamList.as_view(), name="teams"),
    path("teams/<int:pk>/", teams.TeamPage.as_view(), name="team"),
    *step_pages(teams.OfTeams, team_steps.STEPS, at="teams/<int:pk>/", named="team"),
    path("teams/<int:pk>/change/", teams.TeamChange.as_view(), name="team_change"),
    path("teams/<int:pk>/assign/", teams.TeamAssign.as_view(), name="team_assign"),
    path("inspections/", inspections.InspectionList.as_view(), name="inspections"),
    path("inspections/options/", inspections.InspectionOptions.as_view(), name="inspection_options"),
    path("inspections/<int:pk>/", inspections.InspectionPage.as_view(), name="inspection"),
    *step_pages(inspections.OfInspections, inspection_steps.STEPS, at="inspections/<int:pk>/", named="inspection"),
    path("inspections/<int:pk>/unassign/", inspections.unassign, name="inspection_unassign"),
    *register_pages(MEETINGS, at="meetings/"),
    *register_pages(INSTRUCTIONS, at="instructions/"),
    *register_pages(ANNOUNCEMENTS, at="announcements/"),
    *register_pages(RULES, at="rules/"),
    path("obligations/<int:pk>/", deadlines.obligation, name="obligation"),
    path("deadline-rules/", deadlines.DeadlineRuleList.as_view(), name="deadline_rules"),
    path("deadline-rules/anew/", deadlines.DeadlinesAnew.as_view(), name="deadlines_anew"),
    path("deadline-rules/add/", deadlines.DeadlineRuleAdd.as_view(), name="deadline_rule_add"),
]

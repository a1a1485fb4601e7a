"""Rows reach people through one door: every module asks `visible_to`, never a bare manager, unless it says why not.

What names do not tell (a reverse manager, an alias made at run time) is seen by the walk: tests/guards/walk/doors.py.
"""

import ast
from collections.abc import Iterator
from pathlib import PurePath

import pytest
from django.apps import apps

from tests.guards.source import APPS, modules

SHOW_NOBODY_ROWS = {
    "steps": "name sets that begin with `visible_to`; tests/guards/walk/test_tasks.py holds it",
    "registers": "declare the same, and ask those of the register at hand",
    "models": "the doors themselves, and what they are made of",
    "querysets": "the same",
    "services": "changes to a row that was found through a door; who is told of it",
    "archive_lines": "whether a document is there, asked of inspections found through their door; shows none of them",
    "permissions": "yes or no about a row that was found through a door",
    "ledger": "a ledger is held against all rows, or what is there already would be written twice",
    "ledgers": "the same",
    "demo": "an invented office is written",
    "bench": "the same",
    "management": "typed by whoever runs the server",
}
"""Names of modules and packages that no door guards, and why."""
FIND_WITHOUT_A_DOOR = {
    "core/trail/audit.py:_sign_ins.rows": "the trail is the auditor's, who sees what was done by whom in all rows",
    "core/operation/runs.py:note_run": "the mark that work leaves of itself",
    "core/operation/gauges.py:_of_runs.values": "numbers for whoever watches the installation; shows no row",
    "core/operation/gauges.py:_last_successes": "the same",
    "core/operation/gauges.py:_states": "the same",
    "core/operation/gauges.py:_mails": "the same",
    "core/operation/gauges.py:_imports": "the same",
    "rounds/gauges.py:_obligations": "the same",
    "core/operation/readiness.py:words_of_regular_work": "a word for each work, without its cause",
    "core/notices/digests.py:_open_digests": "the sweep: each digest is its recipient's",
    "core/notices/digests.py:_due": "the same",
    "core/notices/claims.py:announceable": "the sweep: each notice is mailed to its own recipient",
    "core/notices/channels/digests.py:_due": "the sweep: each channel is its owner's",
    "core/notices/channels/digests.py:_open_digests": "the same",
    "core/notices/channels/digests.py:_take_in_lines": "the same",
    "core/notices/channels/digests.py:_keep_under_present_key": "the same",
    "core/notices/channels/views.py:ChannelsPage.get_context_data": "the last message of one's own channels",
    "core/operation/readiness.py:_mails_wait": "a word for the mail, without what it says",
    "core/notices/digests.py:_take_in_lines": "the same",
    "core/names/lookalikes.py:refuse_deceptive": "a name is refused beside any other's, as a unique one is",
    "core/access/half_way.py:account_of": "whose password was right; nobody is signed in yet, and no row is shown",
    "personnel/second_factor/backends.py:SecondFactorBackend.authenticate": "the same",
    "personnel/second_factor/telling.py:tell_of_wrong_codes": "the owner of the account that was tried is told",
    "personnel/directory/ldap.py:LdapBackend.authenticate": "the same",
    "personnel/directory/ldap.py:LdapBackend.get_or_build_user": "the same",
    "personnel/directory/openid.py:OpenIdBackend.get_or_create_user": "the same",
    "core/access/session_limits.py:_signed_in_after": "of whom the session was; shows only that it is over",
    "personnel/receivers.py:end_other_sessions": "the row of who signs in",
    "core/tasks.py:carry_out_import": "a worker takes up what its owner asked for",
    "core/tasks.py:carry_out_batch": "the same",
    "core/tasks.py:take_up": "the same",
    "core/tasks.py:draw_list_export": "the same",
    "core/tasks.py:draw_monthly_report": "the same",
    "personnel/conduct/defaults.py:load_catalogues": "which there are, before those of a new office come",
    "personnel/training/defaults.py:load_training_rules": "whether there are any, before those of a new office come",
    "personnel/accounts/founding.py:found_administrators": "typed by whoever runs the server",
    "personnel/accounts/founding.py:_administrator": "the same",
    "personnel/accounts/founding.py:_user_names": "the same",
    "core/files/attachments.py:store_attachments": "what hangs on a row already found",
    "core/files/keeping.py:faults": "typed by whoever runs the server",
    "core/files/keeping.py:_named": "names of files, held against those that are there",
    "core/workdays/calendar.py:_taken_out": "the calendar, known to everyone",
    "personnel/accounts/filters.py:AccountFilter.as_they_are": "compared with rows that came through their door",
    "personnel/accounts/forms.py:SlipsForm.waiting_for": "the same",
    "personnel/accounts/roles.py:lock_grants": "a lock shows nobody a row",
    "personnel/accounts/roles.py:require_another": "whether an administrator is left; nobody's row is shown",
    "core/trail/history.py:anothers_name": "a name is refused beside any other's, present or former; shows none",
    "core/trail/history.py:written_here": "keys, compared with rows that came through their door",
    "core/trail/history.py:_with_before": "the same",
    "core/trail/history.py:_words": "the name of a row that a row already found points to",
    "core/workflow/at_once.py:_of_own_row": "the asking user's own row; each question came through its own door",
    "core/workflow/returns.py:WayBack.is_unmended": "the history of a row already found",
    "core/workflow/returns.py:with_opinion": "the same",
    "findings/returns.py:_evidence_events": "the same",
    "rectification/returns.py:_plan_events": "the same",
    "rectification/returns.py:_progress_events": "the same",
    "findings/papers/addressees.py:deputies_beside": "who reviews a row already found; shown to nobody",
    "findings/portfolio_notices/drawing.py:rounds_to_tell": "rounds that the user keeps, narrowed down",
    "findings/addressees.py:holders": "who is told of a row already found",
    "findings/leads/addressees.py:who_can_fix": "the same",
    "findings/papers/conditions.py:_handlers_of": "of a paper already found",
    "findings/papers/conditions.py:lacks_deputy": "of the user's own teams; shows none of them",
    "findings/papers/conditions.py:_found_on": "whether there are any for a row already found",
    "findings/papers/addressees.py:persons_who_wrote": "keys, compared with postings of a row already found",
    "findings/receivers.py:refuse_while_leads_are_mended": "how many of a team already found; shows none of them",
    "personnel/addressees.py:posted_to": "who is told of a row already found, those recused left out by the caller",
    "personnel/addressees.py:tell_office_of_recusals": "who is told of rows already found",
    "core/trail/telling.py:_events": "what the auditor's page already found, told without content",
    "personnel/accounts/oversight.py:_places": "what an account stood for, told to the auditors",
    "personnel/accounts/oversight.py:tell_auditors": "who is told",
    "personnel/accounts/oversight.py:readers_among": "a rule over all accounts of people already found; shows none",
    "personnel/accounts/oversight.py:account_of": "who is told of a row already found",
    "personnel/accounts/oversight.py:needs_consent": "a rule over an account already found; shows none",
    "personnel/accounts/oversight.py:opening_leads": "the rule itself, compared with accounts already found",
    "findings/exchange/api.py": "on which rows a command is open, asked beside those found through their door",
    "findings/leads/api.py": "the same",
    "rectification/items/api.py": "the same",
    "rectification/results/api.py": "the same",
    "findings/findings/views.py:FindingChange": "the same of a form",
    "findings/leads/writing.py:LeadChange": "the same",
    "findings/papers/views.py:PaperChange": "the same",
    "findings/findings/views.py:FindingAdd.paper": "the same, of the paper it is drawn from",
    "personnel/accounts/roles.py:take_grant": "the same, of the account found when the grant was proposed",
    "rectification/hand_over/plan_views.py:ItemPlanPage.queryset_for": "which item of the same plan follows",
    "rectification/hand_over/plan_views.py:ItemPlanPage.hand_over": "the key of the row that its door then finds",
    "rounds/planning/views.py:RoundChange.read": "the set on which the step of a form may be taken",
    "rectification/checks/views.py:CheckPage": "the same",
    "rectification/forwarding/views.py:ForwardedReportSignPage": "the same",
    "rectification/forwarding/api.py:ForwardedReportApi.receipt": "the same",
    "rectification/campaigns/found_views.py:CampaignSend": "the same",
    "rectification/hand_over/views.py:FeedbackPage": "the same",
    "rectification/hand_over/views.py:SignPage": "the same",
    "rectification/hand_over/views.py:PaperReceiptPage": "the same",
    "rectification/supplements/views.py:SupplementSignPage": "the same",
    "rectification/double_reports/views.py:ReportSignPage": "the same",
    "rectification/supplements/views.py:SupplementPaperPage": "the same",
    "rectification/items/views.py:ProgressPage": "the same",
    "rectification/items/views.py:ReportAimPage": "the same",
    "core/workflow/taking.py:_locked_above": "the row above one found through its door",
    "core/workflow/moves.py:write": "a row that is locked already",
    "findings/numbering.py:_team_to_lock": "the round of a team already found, for the number of its paper",
    "personnel/recusal/consents.py:_recusal": "the organization of a proposal already found, hidden from the recused",
    "rectification/addressees.py:tell_division_leaders": "the same",
    "rectification/addressees.py:tell_office": "who is told of a row already found",
    "rectification/addressees.py:_speaking_for": "the same",
    "rectification/reviews/words.py:_given": "opinions on a plan already found, for whoever decides on it",
    "rectification/archive/sets.py:_entered": "whether something is filed of an inspection already found",
    "rectification/sides.py:_ever_of": "keys of accounts that acted for a row already found",
    "rectification/sides.py:_of_office": "the same",
    "rectification/sides.py:_of_organization": "the same",
    "rectification/sides.py:_stages": "the same",
    "rectification/sides.py:_publications": "the same",
    "rectification/items/sets.py:with_publication": "what became of the result of items found through their door",
    "rectification/sides.py:_who_entered_results": "the same",
    "personnel/people/ties.py:ties_of_person": "inspected by teams of a person already found; named to whom sees it",
    "personnel/people/ties.py:employers_of": "of people already found, compared with what is inspected",
    "personnel/people/ties.py:_people_of": "a rule over all postings of a team already found",
    "personnel/receivers.py:refuse_recused_team": "a rule over all postings of the team",
    "personnel/receivers.py:ask_for_holidays": "who is told, by the sweep",
    "personnel/reminders/seats.py:_accounts_recused_from": "who is told nothing",
    "personnel/reminders/seats.py:still_owed": "compared with notices, each its recipient's",
    "personnel/reminders/views.py:ObligationList.queryset_for": "when rows were urged that came through their door",
    "personnel/calendar/feed.py:feed": "whose address it is, by its secret",
    "personnel/reminders/seats.py:with_told": "whom rows will tell that came through their door",
    "personnel/reminders/seats.py:accounts_to_urge": "who is told of an obligation that came through its door",
    "personnel/reminders/seats.py:tell_of_unreminded": "who is told",
    "personnel/reminders/sweep.py:_stretches": "the sweep: the first and the last key",
    "rectification/evidence.py:with_files": "of rows already found",
    "rectification/closing/conditions.py:checks_since_return": "of a row already found",
    "rectification/closing/conditions.py:work_on": "the work on a row already found",
    "rectification/reporting/as_of.py:_measures": "of items already found",
    "rectification/items/sets.py:acceptable": "what steps are open on; tests/guards/walk/test_tasks.py holds it",
    "rectification/items/sets.py:changeable": "the same",
    "rectification/items/sets.py:changing": "the same",
    "rectification/items/sets.py:decidable": "the same",
    "rectification/items/sets.py:come_back": "the same",
    "rectification/items/sets.py:in_stage": "the same",
    "rectification/items/sets.py:_of_stage": "of items already found",
    "rectification/items/sets.py:stage_reported": "what steps are open on; tests/guards/walk/test_tasks.py holds it",
    "rectification/items/sets.py:to_stage": "the same",
    "rectification/items/sets.py:plannable": "the same",
    "rectification/items/sets.py:reportable": "the same",
    "rectification/items/sets.py:to_reopen": "the same",
    "rectification/items/sets.py:to_replan": "the same",
    "rectification/items/aim_steps.py": "steps name the sets they are open on",
    "rectification/items/reopening_steps.py": "the same",
    "rectification/hand_over/conditions.py:opinions_before_list": "the trail of a row already found",
    "rectification/offline/drawing.py:items_to_fill_in": "what this user reports on",
    "rectification/offline/importer.py:OfflineImporter._read": "the same, and measures of these",
    "rectification/offline/importer.py:OfflineImporter.save": "the same",
    "rectification/board/counts.py:closed_by_month": "of items that came through their door",
    "rectification/reconciliation/sets.py:with_both_sides": "the same",
    "rectification/items/filters.py:of_division_leader": "compared with rows that came through their door",
    "rectification/items/sums.py:add_up": "of an item already found",
    "rectification/reporting/as_of.py:_held": "of items already found",
    "rectification/reporting/as_of.py:_since_reopening": "of items already found",
    "rectification/reporting/as_of.py:standing_on": "of items already found",
    "rectification/letters/defaults.py:load_letter_rules": "whether there are any, before those of a new office come",
    "rectification/letters/defaults.py:load_templates": "the same",
    "rectification/letters/document.py:addressee_of": "what a row already found was called",
    "rectification/letters/drafting.py:next_number": "the highest number taken, for whoever may enter one",
    "rectification/letters/drafting.py:wording": "the wording in force, about an inspection already found",
    "rectification/letters/proposing.py": "the sweep, and changes to a row that was found through a door",
    "rectification/letters/proposing.py:propose_letters": "the sweep",
    "rectification/letters/proposing.py:_is_dismissed": "the same",
    "rectification/letters/standing.py:standing_of": "the same, and of an inspection already found",
    "rectification/letters/standing.py:_items": "the same",
    "rectification/accountability/proposing.py": "changes to rows that were found through a door",
    "rectification/assessment/conditions.py:why_not_assess": "of a hand-over already found",
    "rectification/assessment/defaults.py:load_scheme": "whether there are any, before that of a new office comes",
    "rectification/assessment/schemes.py": "what a step is open on",
    "rectification/assessment/schemes.py:begin_as_before": "the version before the one that somebody enters",
    "rectification/assessment/schemes.py:write_criteria": "the same as in services",
    "rectification/assessment/standing.py:_satisfaction_of": "counts of a hand-over already found, for the office",
    "rectification/assessment/standing.py:facts_told": "the same",
    "rectification/assessment/views.py:CriteriaPage": "the set on which the step of a form may be taken",
    "rectification/checks/planning.py:_require_fit": "accounts named to whom plans, held against recusals",
    "rectification/checks/planning.py:fits_its_members": "who goes on the visits of a group already found",
    "rectification/ledger_duties.py:owe_by_new_day": "the other items of a hand-over already found",
    "rectification/worklist.py:with_the_office": "compared with rows that came through their door",
    "rectification/hand_over/days.py:_last_found": "the days of hand-overs already found",
    "rectification/hand_over/days.py:_first_followed": "the same",
    "rectification/hand_over/sets.py:all_closed_out": "compared with rows that came through their door",
    "rectification/hand_over/sets.py:deliverable_by": "the same",
    "rectification/hand_over/sets.py:_has_news": "the same",
    "rectification/hand_over/sets.py:with_news": "the same",
    "rectification/hand_over/sets.py:with_return": "the same",
    "rounds/planning/conditions.py:why_not_end_field_stage": "of a round already found, whose names the user sees",
    "rounds/inspections/lookup.py:InspectionLookup.__init__": "of an import, as there",
    "personnel/reminders/voiding.py:void_reminders": "marked as read for whom they were written; shows none of them",
    "personnel/reminders/reassigning.py:_require_of_office": "whether somebody may hold what they are given",
    "rounds/deadlines/standing_still.py:rest": "the pauses of a row already found",
    "rounds/deadlines/obligations.py:owed_on": "of a row already found",
    "rounds/deadlines/obligations.py:forget": "the same, with which they go",
    "rounds/deadlines/obligations.py:leave_unchecked": "the same, of a row that is being imported",
    "rounds/deadlines/obligations.py:succeed": "the same, what an organization owes that is no more",
    "rounds/deadlines/obligations.py:meet_all": "the same, changed and not shown",
    "rounds/deadlines/guessed.py:reckon_anew": "moved, all of them; the page shows those its reader sees",
    "rounds/deadlines/views.py:DeadlineRuleList.actions": "whether there are any",
    "rounds/deadlines/views.py:DeadlinesAnew.found": "moved, all of them; shown are those its reader sees",
    "rounds/deadlines/views.py:DeadlinesAnew.get_context_data": "how many",
    "personnel/receivers.py:tell_of_days_to_reckon_anew": "how many, told to the office",
    "rounds/duties.py:owe_field_stage": "of a round already found",
}
"""Functions elsewhere that do the same, and why."""
WITHOUT_A_DOOR = {
    "Access",  # who took what away: the trail alone shows them
    "Body",  # names of receiving and cooperating bodies: known to everyone
    "CalendarDay",
    "Category",
    "CategoryScheme",
    "ChainLink",  # digests, for `verify_trail` alone
    "ChainShape",
    "Cleared",  # how much sweeps deleted: the trail alone shows it
    "DeadlineRule",
    "DemoMark",
    "IdempotencyKey",
    "ReminderRule",
    "Seat",  # who is reminded, asked by the sweep and by the list of those whom nobody reminds
}
SHOWING_NOTHING = {
    "visible_to",
    "nameless_to",
    "countable_by",
    "named_to",
    "none",
    "select_for_update",
    "create",
    "bulk_create",
}
"""The doors; and an empty set, a lock and a new row, which show nobody another's."""
MANAGERS = {"objects", "_default_manager", "_base_manager"}
FINDERS = {"get_object_or_404", "get_list_or_404", "aget_object_or_404", "aget_list_or_404"}
"""What finds a row among all of a model where it is given no rows to look among."""


def is_inner(path: str) -> bool:
    return not SHOW_NOBODY_ROWS.keys().isdisjoint(part.removesuffix(".py") for part in PurePath(path).parts[1:])


def own_models():
    """Our models, history rows left out: those are reached only through the row they tell of."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in APPS and not hasattr(model, "pgh_tracked_model")
    ]


def guarded_models() -> set[str]:
    """Names of our models that have a door."""
    return {model.__name__ for model in own_models() if hasattr(model._default_manager, "visible_to")}


def managers_used_bare(tree: ast.AST, guarded: set[str], within="") -> Iterator[tuple[str, int]]:
    """Function and line where the manager of a guarded model, or of one only known at run time, is used bare."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Attribute) and node.attr in SHOWING_NOTHING and is_manager(node.value):
            continue
        if is_manager(node) and (not isinstance(node.value, ast.Name) or node.value.id in guarded):
            yield within, node.lineno
        if finds_among_all(node, guarded):
            yield within, node.lineno
        inside = f"{within}.{node.name}".strip(".") if isinstance(node, ast.FunctionDef | ast.ClassDef) else within
        if isinstance(node, ast.IfExp) and (asked := where_there_is_a_user(node)):
            yield from managers_used_bare(ast.Expr(asked), guarded, inside)
        else:
            yield from managers_used_bare(node, guarded, inside)


def finds_among_all(node: ast.AST, guarded: set[str]) -> bool:
    """`get_object_or_404(Item, …)`: the model itself instead of the rows that the user sees."""
    if not isinstance(node, ast.Call) or not node.args or ast.unparse(node.func).rpartition(".")[2] not in FINDERS:
        return False
    among = node.args[0]
    return isinstance(among, ast.Name) and among.id in guarded


def aliases(tree: ast.AST, guarded: set[str]) -> set[str]:
    """The guarded models, also by the names that a module gives them on import."""
    imported = [name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for name in node.names]
    return guarded | {name.asname for name in imported if name.asname and name.name in guarded}


def is_manager(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in MANAGERS


def where_there_is_a_user(choice: ast.IfExp) -> ast.expr | None:
    """What is asked for a user by figures that, drawn by a command for nobody, count all rows."""
    return {"user is None": choice.orelse, "user is not None": choice.body}.get(ast.unparse(choice.test))


def found_bare() -> Iterator[tuple[str, int]]:
    """`path:function` and line of each such place in the modules that are not inner ones."""
    guarded = guarded_models()
    for path, tree in modules():
        if not is_inner(path):
            bare = managers_used_bare(tree, aliases(tree, guarded))
            yield from ((f"{path}:{function}".rstrip(":"), line) for function, line in bare)


def test_every_row_is_found_through_a_door_and_no_exception_is_left_over():
    places = list(found_bare())
    assert [place for place in places if place[0] not in FIND_WITHOUT_A_DOOR] == []
    assert set(FIND_WITHOUT_A_DOOR) - {function for function, _line in places} == set()


def test_every_business_model_has_a_door():
    without = {model.__name__ for model in own_models()} - guarded_models()
    assert without - WITHOUT_A_DOOR == set()


@pytest.mark.parametrize(
    "breach",
    [
        "Item.objects.filter(pk=pk)",
        "Item.objects.all()",
        "Item.objects.with_words(words)",
        "self.model._default_manager.get(pk=pk)",
        "Item.objects.visible_to(user) if user is None else Item.objects.all()",
        "get_object_or_404(Item, pk=pk)",
        "shortcuts.get_object_or_404(Item, pk=pk)",
        "rows = Item.objects",
        "from rectification.models import Item as I; I.objects.filter(pk=pk)",
        "from rectification.models import Item as I; get_object_or_404(I, pk=pk)",
    ],
)
def test_the_guard_sees_a_breach(breach):
    tree = ast.parse(breach)
    assert list(managers_used_bare(tree, aliases(tree, {"Item"}))) == [("", 1)]


@pytest.mark.parametrize(
    "use",
    [
        "Item.objects.visible_to(user).filter(pk=pk)",
        "Item.objects.all() if user is None else Item.objects.visible_to(user)",
        "get_object_or_404(Item.objects.visible_to(user), pk=pk)",
    ],
)
def test_the_guard_lets_the_door_pass(use):
    assert list(managers_used_bare(ast.parse(use), {"Item"})) == []

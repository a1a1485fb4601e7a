"""To whom addresses open, as groups of the cast, and which rows their keys stand for (`tests.guards.addresses`)."""

MEANS = {
    ("api-nowhere", "address"): "nowhere",
    ("rectification:archive", "pk"): "inspection",
    ("rectification:archive_paper", "pk"): "inspection",
    ("rectification:archive_workbook", "pk"): "inspection",
    ("rectification:inspection_archive", "pk"): "inspection",
    ("rectification:inspection_open_archive", "pk"): "inspection",
    ("archive-archive", "pk"): "inspection",
    ("archive-detail", "pk"): "inspection",
    ("archive-open-archive", "pk"): "inspection",
    ("batch_new", "kind"): "items",
    ("batch_new", "step"): "close",
    ("findings:evidence_remove", "pk"): "paper",
    ("findings:findings_of", "pk"): "inspection",
    ("findings:inputs_of", "pk"): "inspection",
    ("findings:lead_of_instruction", "pk"): "instruction",
    ("findings:leads_of", "pk"): "inspection",
    ("findings:papers_of", "pk"): "inspection",
    ("findings:portfolio_notice_change", "pk"): "notice_draft",
    ("findings:portfolio_notice_send", "pk"): "notice_draft",
    ("import", "pk"): "upload",
    ("import-cancel", "pk"): "upload",
    ("import-refused", "pk"): "upload",
    ("import-template", "kind"): "organizations",
    ("personnel:calendar_feed", "secret"): "nowhere",
    ("personnel:obligation_confirm", "pk"): "brought",
    ("personnel:obligation_drop", "pk"): "brought",
    ("personnel:obligation_resume", "pk"): "paused",
    ("obligation-resume", "pk"): "paused",
    ("personnel:obligation_reassign", "pk"): "reassigned",
    ("obligation-reassign", "pk"): "reassigned",
    ("personnel:person_record", "pk"): "person",
    ("personnel:posting_add", "pk"): "team",
    ("personnel:recusal_add", "pk"): "person",
    ("personnel:posting_sign", "pk"): "unsigned_posting",
    ("personnel:team_postings", "pk"): "team",
    ("rectification:hand_over_feedback", "side"): "head",
    ("rectification:hand_over_of", "pk"): "inspection",
    ("rectification:inspection_prepare_hand_over", "pk"): "inspection",
    ("rectification:hand_over_sign", "pk"): "unsigned",
    ("rectification:hand_over_sign", "side"): "board",
    ("rectification:hand_over_paper_receipt", "pk"): "unsigned",
    ("rectification:hand_over_paper_receipt", "side"): "board",
    ("rectification:items_of", "pk"): "organization",
    ("rectification:campaign_comparison", "pk"): "campaign",
    ("rectification:campaign_send", "pk"): "campaign",
    ("rectification:letter_document", "pk"): "letter",
    ("rectification:sector_advice_entry_accept_answer", "pk"): "answered_advice",
    ("rectification:sector_advice_entry_return_answer", "pk"): "answered_advice",
    ("sector-advice-entry-accept-answer", "pk"): "answered_advice",
    ("sector-advice-entry-return-answer", "pk"): "answered_advice",
    ("rectification:assessment_scheme_change", "pk"): "unused_scheme",
    ("rectification:assessment_scheme_void", "pk"): "unused_scheme",
    ("rectification:scheme_criteria", "pk"): "unused_scheme",
    ("rectification:supervision_group_void", "pk"): "unvisited_group",
    ("rounds:team_add", "pk"): "round",
    ("saved_views", "of"): "inbox",
}
"""Which row, or which word, a key of an address stands for where its name does not tell."""

OFFICE = "office handler"
READERS = f"{OFFICE} leadinggroup"
TEAM = "leader deputy member"
TEAMS = f"{TEAM} stranger_leader"
SIDE = "secretary liaison"
SIDES = f"{SIDE} other_secretary"
BODIES = "discipline orgdept cooperating"
ADMINS = "sysadmin secadmin auditor"
EVERYONE = f"{READERS} {TEAMS} {SIDES} division {BODIES} {ADMINS}"
ANYONE = f"{EVERYONE} nobody"

CHANNELS = {"channels": EVERYONE, "channel_add": EVERYONE, "channel_try": "office", "channel_remove": "office"}
"""Ways out beside mail: everybody has their own."""
SAVED_VIEWS = {"saved_views": EVERYONE, "saved_view_change": "office", "saved_view_remove": "office"}
"""Views of a list, here of the inbox, which everybody opens: everybody has their own."""

FOR_NOBODY = {
    "api-nowhere": "every address under the API that is none; it answers 404 to all",
    "personnel:calendar_feed": "opens to whoever holds its secret: tests/personnel/calendar",
    "logout": "where one goes out: tests/security/test_access_ends.py",
}
"""What no row and no role opens, and why; anything else must open to somebody."""


def of_register(entry: str, entries: str, resource: str, *, reads: str, keeps: str) -> dict[str, str]:
    """The addresses of a register, and of its `resource` over the API where it has one."""
    pages = {entries: reads, entry: reads, f"{entry}_add": keeps, f"{entry}_change": keeps}
    return pages | ({f"{resource}-list": EVERYONE, f"{resource}-detail": reads} if resource else {})


def of_result(entry: str, entries: str, resource: str) -> dict[str, str]:
    """The addresses of what came of items, which both sides enter."""
    of_both = of_register(
        entry, entries, resource, reads=f"{READERS} {TEAM} {SIDE} division", keeps=f"{OFFICE} {SIDE}"
    )
    entered_by, seen_by = f"{OFFICE} {SIDES}", f"{READERS} {TEAMS} {SIDES} division"
    return of_both | {entries: seen_by, f"{entry}_add": entered_by, f"{resource}-correct": f"{OFFICE} {SIDE}"}

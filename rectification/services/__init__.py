"""Every change in the four ledgers. Pages, API, imports and tasks call these and nothing else."""

from .checking import record_check
from .closing import apply_close_out, close_hand_over, close_item, return_item
from .handing_over import deliver_hand_over, give_feedback, prepare_hand_over, take_in_findings
from .planning import PlannedItem, PlannedMeasure, accept_plan, file_plan, return_plan, save_plan
from .receipts import receipt_text, sign_receipt
from .reporting import mark_measure_done, report_progress
from .rules import drop_reminder_rule, set_deadline_rule, set_reminder_rule
from .transfers import expect_answer, on_acknowledged, on_concluded

__all__ = [
    "PlannedItem",
    "PlannedMeasure",
    "accept_plan",
    "apply_close_out",
    "close_hand_over",
    "close_item",
    "deliver_hand_over",
    "drop_reminder_rule",
    "expect_answer",
    "file_plan",
    "give_feedback",
    "mark_measure_done",
    "on_acknowledged",
    "on_concluded",
    "prepare_hand_over",
    "receipt_text",
    "record_check",
    "report_progress",
    "return_item",
    "return_plan",
    "save_plan",
    "set_deadline_rule",
    "set_reminder_rule",
    "sign_receipt",
    "take_in_findings",
]

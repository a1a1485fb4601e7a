"""Every change to papers, findings, leads and transfers. Page, API, import and task call these and nothing else."""

from .findings import draw_finding, issue_finding, return_finding, submit_finding, update_finding
from .leads import approve_lead, file_lead, return_lead, transfer_lead, update_lead, write_lead
from .looks import record_looks
from .papers import (
    approve_paper,
    evidence_of,
    remove_evidence,
    return_paper,
    review_paper,
    submit_paper,
    update_paper,
    write_paper,
)
from .transfers import acknowledge_transfer, own_transfer, report_disposal, report_outcome

__all__ = [
    "acknowledge_transfer",
    "approve_lead",
    "approve_paper",
    "draw_finding",
    "evidence_of",
    "file_lead",
    "issue_finding",
    "own_transfer",
    "record_looks",
    "remove_evidence",
    "report_disposal",
    "report_outcome",
    "return_finding",
    "return_lead",
    "return_paper",
    "review_paper",
    "submit_finding",
    "submit_paper",
    "transfer_lead",
    "update_finding",
    "update_lead",
    "update_paper",
    "write_lead",
    "write_paper",
]

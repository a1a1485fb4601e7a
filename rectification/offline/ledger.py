"""Taking the workbook back in: by whoever reports for the organization, and nobody else."""

from core.access.roles import Right
from core.ledgers.registry import ImportKind, register
from rectification.offline.importer import OfflineImporter
from rectification.offline.schema import SCHEMA

register(
    ImportKind(
        key="offline",
        label=SCHEMA.label,
        schema=SCHEMA,
        importer=OfflineImporter,
        rights=frozenset({Right.REPORT_PROGRESS}),
        own=True,
        filled_url_name="rectification:offline_ledger",
        url_name="rectification:items",
        order=35,
    )
)

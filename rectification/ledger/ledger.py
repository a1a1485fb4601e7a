"""Importing ledgers of findings, in the office's layout or flat, straight into rectification."""

from core.access.roles import Right
from core.ledgers.registry import ImportKind, register
from rectification.ledger.importer import FindingImporter
from rectification.ledger.schema import SCHEMA, FindingOptions

register(
    ImportKind(
        key="findings",
        label=SCHEMA.label,
        schema=SCHEMA,
        importer=FindingImporter,
        rights=frozenset({Right.HAND_OVER}),
        options_form=FindingOptions,
        url_name="rectification:items",
        order=30,
    )
)

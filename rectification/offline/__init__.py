"""The ledger of an organization goes out as a workbook and comes back filled in. May import ledger and items."""

"""Excel: reading foreign workbooks and writing our own. Knows no model."""

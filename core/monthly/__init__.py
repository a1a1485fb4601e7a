"""The monthly workbook as people get it. May import drawing and reports."""

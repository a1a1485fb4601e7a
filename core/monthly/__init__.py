"""The monthly workbook as people get it: asked for, drawn by a worker, kept. May import reports and notices."""

"""Workbooks drawn at a worker: in one's budget, with progress and a notice. May import reports and notices."""

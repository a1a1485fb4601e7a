"""Workbooks of lists too long to be drawn while somebody waits: drawn at a worker, kept. May import drawing and ui."""

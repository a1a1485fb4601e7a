"""Findings: drawn from papers, submitted, returned, issued. Imports taxonomy."""

"""Findings: drawn from papers, submitted, returned, issued. Imports no sibling."""

"""Findings: drawn from papers, submitted, returned, issued. May import papers and taxonomy."""

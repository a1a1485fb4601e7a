"""The screens of papers, findings, leads and transfers."""

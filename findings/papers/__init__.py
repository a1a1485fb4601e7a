"""Working papers: written, signed, reviewed, approved. Imports no sibling."""

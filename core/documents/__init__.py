"""Official letters as .docx, in the letter format of GB/T 9704-2012 (docs/domain.md). May import no sibling."""

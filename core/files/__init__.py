"""Files that hang on a row: checked by content, stored, downloaded."""

"""What happens to files that others may record."""

from django.dispatch import Signal

file_opened = Signal()
"""A file is about to leave; arguments `owner`, the row it hangs on, and `by`."""

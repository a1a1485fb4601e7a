"""The site, in which every workbook takes seconds of computing, as those of a large office do."""

from time import process_time, thread_time

from config.wsgi import application
from core.ui import export

SECONDS = 2
write_workbook = export.write_workbook


def write_slowly(*args, **kwargs):
    """Compute for some seconds, and then write."""
    until = thread_time() + SECONDS
    while thread_time() < until:
        process_time()
    write_workbook(*args, **kwargs)


export.write_workbook = write_slowly
__all__ = ["application"]

"""What the columns of papers, findings and leads share."""

from core.ui import tables


class ClassColumn(tables.Column):
    """A title of a class: wide enough for the longest on two lines."""

    kind = "class"

"""Rows of a table in one order, however many pages they fill."""

from django_tables2.data import TableQuerysetData


class StableData(TableQuerysetData):
    """Rows that sort alike keep one order, so that no row shows on two pages or on none."""

    def order_by(self, aliases):
        super().order_by(aliases)
        if not self.data.ordered or not self.data.query.order_by or self.data.query.combinator:
            return
        if "pk" not in self.data.query.order_by and "-pk" not in self.data.query.order_by:
            self.data = self.data.order_by(*self.data.query.order_by, "pk")

"""Pages of the four ledgers: they fetch the visible row, call the service, and choose the answer."""

"""How pages look and behave: frame, menu, tables, filters, forms and the parents of all page views. Knows no app."""

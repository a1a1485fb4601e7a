"""One step on many rows: asked once, taken at a worker row by row, told row by row. May import ui and notices."""

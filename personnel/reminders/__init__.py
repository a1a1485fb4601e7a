"""Who stands for whoever owes, when they are reminded, and the sweep. Imports the floors of `personnel` and below."""

"""Pages that belong to no app: the inbox, reports, the working calendar."""

"""Who may do what: roles, rights, the reach of a user, and what guards signing in. Imports no other room."""

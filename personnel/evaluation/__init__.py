"""What people and teams were found worth: standing of people, evaluations of teams. May import people."""

"""Teams of a round: formed, assigned, dissolved. May import inspections, deadlines and place."""

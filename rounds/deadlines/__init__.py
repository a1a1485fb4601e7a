"""Who owes what by when: kinds of duty, deadline rules, obligations. May import place."""

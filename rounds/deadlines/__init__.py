"""Who owes what by when: kinds of duty, deadline rules, obligations. Imports core and the floor of `rounds` alone."""

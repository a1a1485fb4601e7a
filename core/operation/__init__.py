"""Whether the regular work is done: when each piece of it last ended, and how. May import ui and worklist."""

"""The double publication of the result (双公开), or the ground on which it is kept back. May import hand_over."""

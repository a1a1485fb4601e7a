"""One inspection from a ledger to a closed item, step by step, as the people of the work take them."""

"""Handing over: feedbacks, delivery, receipts, the plan. May import items and closing."""

"""Accounts, people, pools, postings and recusal; may import rounds and core."""

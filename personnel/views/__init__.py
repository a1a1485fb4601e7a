"""Pages of people, pools, postings, recusals and accounts."""

"""Rules of the house that a test can hold. Each guard has been seen to fail on a breach."""

"""The second factor of an account: codes beside its password. May import accounts."""

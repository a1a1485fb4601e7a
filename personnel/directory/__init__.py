"""Signing in through the office's own directory. May import accounts; imported only where there is one."""

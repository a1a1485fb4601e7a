"""Advice to functional departments (移交职能部门建议), answered by a day. May import its own floor alone."""

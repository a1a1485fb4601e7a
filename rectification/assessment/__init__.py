"""How rectification is assessed (整改成效评估), and the second rectification that may follow.

May import accountability beside its own floor.
"""

"""Benchmarks: our work beside the least it could cost, both measured in the same run.

Absolute times drift from machine to machine; the ratio to the floor, the SQL count and the size do not. What we want
is written beside each case in `cases.py`.
"""

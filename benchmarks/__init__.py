"""The speed of what people wait for, beside its goal: ``python3 dev.py bench [name ...]``.

These are figures to read, not tests: a busy machine is slow without anything being wrong.
"""

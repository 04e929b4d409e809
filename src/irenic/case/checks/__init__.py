"""What a document must satisfy beyond its form, one file a theme.

Every check takes a :class:`~irenic.case.checks.faults.Faults` and reports into it, so that
all problems of a case are told at once.
"""

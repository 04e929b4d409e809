"""The pictures of a case and of a run, each a function that returns an Altair chart."""

from irenic.report.figures.position_line import position_line

__all__ = ["position_line"]

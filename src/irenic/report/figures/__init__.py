"""The pictures of a case and of a run, each a function that returns an Altair chart.

>>> import irenic, tempfile
>>> run = irenic.assess(irenic.load("two-villages"), draws=50, folder=tempfile.mkdtemp())
>>> irenic.figures.position_line(run, "water").save(f"{tempfile.mkdtemp()}/water.svg")
"""

from irenic.report.figures.actor_map import actor_map
from irenic.report.figures.position_line import position_line
from irenic.report.figures.readings import readings
from irenic.report.figures.timeline import timeline

__all__ = ["actor_map", "position_line", "readings", "timeline"]

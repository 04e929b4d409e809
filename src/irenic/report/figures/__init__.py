"""The pictures of a case and of a run, each a function that returns an Altair chart.

>>> import irenic, tempfile
>>> run = irenic.assess(irenic.load("two-villages"), draws=50, folder=tempfile.mkdtemp())
>>> irenic.figures.position_line(run, "water").save(f"{tempfile.mkdtemp()}/water.svg")
"""

from irenic.report.figures.acceptance import acceptance
from irenic.report.figures.actor_map import actor_map
from irenic.report.figures.dots import frictions, guarantee_strength
from irenic.report.figures.drivers import drivers
from irenic.report.figures.fan import settlement_chance, survival
from irenic.report.figures.frontier import frontier
from irenic.report.figures.heat import heat
from irenic.report.figures.lever_use import lever_use
from irenic.report.figures.openings import openings
from irenic.report.figures.places import places
from irenic.report.figures.position_line import position_line
from irenic.report.figures.readings import readings
from irenic.report.figures.regret import regret
from irenic.report.figures.sides import sides
from irenic.report.figures.state_graph import state_graph
from irenic.report.figures.timeline import timeline
from irenic.report.figures.trust import trust_by_steps
from irenic.report.figures.win_set import win_set

__all__ = [
    "acceptance",
    "actor_map",
    "drivers",
    "frictions",
    "frontier",
    "guarantee_strength",
    "heat",
    "lever_use",
    "openings",
    "places",
    "position_line",
    "readings",
    "regret",
    "settlement_chance",
    "sides",
    "state_graph",
    "survival",
    "timeline",
    "trust_by_steps",
    "win_set",
]

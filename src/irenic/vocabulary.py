"""The names of dimensions and variables of every labelled array, spelled once.

A dimension or variable that is not in this file does not exist in Irenic.
"""

from typing import Final

# Dimensions.
DRAW: Final = "draw"
"""One joint sample of everything that is uncertain. Always the first dimension."""
ACTOR: Final = "actor"
"""Who takes part: parties, mediators, patrons, factions."""
ISSUE: Final = "issue"
"""What is negotiated about; each issue is a line from 0 to 100."""
OPTION: Final = "option"
"""A named place on the line of one issue, labelled ``issue.option``."""
ARM: Final = "arm"
"""The case under one scenario and one perspective, or as entered."""
QUANTITY: Final = "quantity"
"""Every uncertain number of a case, labelled by its path."""

# Variables of the dataset that every model family reads.
POSITION: Final = "position"
"""What an actor wants on an issue, on the 0-100 line."""
SALIENCE: Final = "salience"
"""How much an issue matters to an actor, 0-1."""
CAPABILITY: Final = "capability"
"""What an actor can bring to bear, 0-100 relative to the strongest."""
HAS_POSITION: Final = "has_position"
"""Whether an actor holds a position on an issue at all."""
PLACE: Final = "place"
"""Where an option lies on the line of its issue, 0-100."""
ISSUE_OF_OPTION: Final = "issue_of_option"
"""The issue an option belongs to."""
VALUE: Final = "value"
"""The drawn values of the quantities."""

# What the family ``influence`` answers.
COMPROMISE: Final = "compromise"
"""The mean position, weighted by capability times salience."""
MEDIAN_LOW: Final = "median_low"
"""The lowest position that no coalition outweighs."""
MEDIAN_HIGH: Final = "median_high"
"""The highest position that no coalition outweighs; above the lowest only in an exact tie."""

"""Numbers in words: one table of likelihood words, with the number always beside the word.

References
----------
The words are those of :cite:t:`icd203`, which gives each a band of percentages.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    # Named for the reader of the types only, so that `irenic check` need not load NumPy.
    from irenic.study.averages import Average, Odds
    from irenic.study.intervals import Chance, Spread

LIKELIHOOD: Final = (
    (0.01, "no chance to speak of"),
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (0.99, "almost certain"),
    (1.01, "as good as certain"),
)
"""Upper ends of the bands, and their words. The two outermost are ours: a model is never the world."""


def likelihood(chance: "Chance") -> str:
    """Return a share of draws in words and as a number.

    Examples
    --------
    >>> from irenic.study.intervals import Chance
    >>> likelihood(Chance(0.71, 0.68, 0.74))
    'likely (71% of draws)'
    """
    return f"{_word(chance.share)} ({percent(chance.share)} of draws)"


def odds(chance: "Odds") -> str:
    """Return a chance that is computed in every draw, in words and as numbers.

    Examples
    --------
    >>> from irenic.study.intervals import Spread
    >>> from irenic.study.averages import Average, Odds
    >>> odds(Odds(Average(0.62, 0.59, 0.65, 1000), Spread(0.0, 0.8, 1.0)))
    'likely (62% on average; 0% to 100% over the draws)'
    """
    mean = chance.mean.value
    return f"{_word(mean)} ({percent(mean)} on average; {percents(chance.spread)} over the draws)"


def _word(share: float) -> str:
    return next(word for end, word in LIKELIHOOD if share < end)


def capitalised(words: str) -> str:
    """Return words as a sentence begins, the rest of them as they are.

    Examples
    --------
    >>> capitalised("the war of NATO's making")
    "The war of NATO's making"
    """
    return words[:1].upper() + words[1:]


def percent(share: float) -> str:
    """Return a share as a percentage, never rounded to a certainty that it is not.

    Examples
    --------
    >>> percent(0.714), percent(0.001), percent(0.9996), percent(1.0)
    ('71%', '<1%', '>99%', '100%')
    """
    if 0 < share <= 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    return f"{share:.0%}"


def percents(spread: "Spread") -> str:
    """Return a spread of shares as a range of percentages; one where there is no spread.

    Examples
    --------
    >>> from irenic.study.intervals import Spread
    >>> percents(Spread(0.43, 0.88, 0.9999))
    '43% to >99%'
    """
    low, high = percent(spread.low), percent(spread.high)
    return low if low == high else f"{low} to {high}"


def points(share: float) -> str:
    """Return a difference between shares in percentage points, without its sign.

    Examples
    --------
    >>> points(-0.243), points(0.01), points(0.0001)
    ('24 points', '1 point', '<0.1 points')
    """
    size = 100 * abs(share)
    if 0 < size < 0.1:
        return "<0.1 points"
    shown = number(size)
    return f"{shown} point{'' if shown == '1' else 's'}"


def gain(average: "Average") -> str:
    """Return the size of a mean difference between shares, with the interval that the draws allow.

    Examples
    --------
    >>> from irenic.study.averages import Average
    >>> gain(Average(-0.24, -0.26, -0.22, 1000)), gain(Average(0.02, -0.01, 0.05, 50))
    ('24 points, 22 to 26', '2 points, -1 to 5')
    """
    sign = -1 if average.value < 0 else 1
    low, high = sorted(100 * sign * end for end in (average.low, average.high))
    return f"{points(average.value)}, {number(round(low, 1))} to {number(round(high, 1))}"


def between(spread: "Spread") -> str:
    """Return a spread on the line from 0 to 100 as a range; one number where there is no spread.

    Examples
    --------
    >>> from irenic.study.intervals import Spread
    >>> between(Spread(52.2, 62.4, 73.1)), between(Spread(-0.817, 3, 8.25))
    ('52 to 73', '-0.8 to 8.2')
    """
    low, high = on_the_line(spread.low), on_the_line(spread.high)
    return low if low == high else f"{low} to {high}"


def number(value: float) -> str:
    """Return a number with as many digits as anybody can use.

    Examples
    --------
    >>> number(62.4), number(0.0312), number(1.5), number(-0.2)
    ('62', '0.031', '1.5', '-0.2')
    """
    if abs(value) >= 10 or value == int(value):
        return f"{value + 0.0:.0f}"
    return f"{value:.2g}"


def tenths(value: float) -> str:
    """Return a number of things that are counted by the tenth, never rounded to none that are there.

    Examples
    --------
    >>> tenths(1.24), tenths(0.02), tenths(0.0), tenths(12.3)
    ('1.2', '<0.1', '0', '12')
    """
    return "<0.1" if 0 < value < 0.05 else number(round(value, 1))


def signed(value: float) -> str:
    """Return points of the line with their sign, and none on zero.

    Examples
    --------
    >>> signed(12.4), signed(-3.04), signed(0.02)
    ('+12', '-3', '0')
    """
    shown = on_the_line(value)
    return shown if shown == "0" or shown.startswith("-") else f"+{shown}"


def on_the_line(value: float) -> str:
    """Return points of the line, to a tenth below ten.

    Examples
    --------
    >>> on_the_line(12.4), on_the_line(-0.0048), on_the_line(-5.23)
    ('12', '0', '-5.2')
    """
    rounded = round(value) if abs(value) >= 10 else round(value, 1)
    return f"{rounded + 0.0:g}"


def share_words(share: float | None) -> str:
    """Return a share as a percentage; a dash where there is none.

    Examples
    --------
    >>> share_words(0.25), share_words(None)
    ('25%', '–')
    """
    return "–" if share is None else percent(share)


def listing(names: Iterable[str]) -> str:
    """Return names as a sentence would list them.

    Examples
    --------
    >>> listing(["Russia", "Ukraine", "Europe"])
    'Russia, Ukraine and Europe'
    """
    *most, last = list(names) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def count(number: int, thing: str) -> str:
    """Return how many of a thing there are.

    Examples
    --------
    >>> count(1, "proposal"), count(3, "proposal")
    ('1 proposal', '3 proposals')
    """
    return f"{number} {thing}{'' if number == 1 else 's'}"

"""Random numbers between 0 and 1, one stream for every uncertain number of a case.

A stream is keyed by the path of its number and divided into blocks of fixed size, so that
adding a number, leaving one out, or computing draws in other portions changes no other draw:
draw 5,000 of ``war.cost.russia`` depends on the seed and on nothing else.

References
----------
Counter-based generator Philox: :cite:t:`salmon2011`. Sobol points with Owen scrambling:
:cite:t:`joe2008`, :cite:t:`owen1998`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.random import Generator, Philox, SeedSequence
from numpy.typing import NDArray
from scipy.stats import qmc

BLOCK: Final = 1024
"""Draws in a block. It belongs to the meaning of a seed: another size would be other draws."""
Points: TypeAlias = Literal["random", "sobol"]

_HALF_STEP: Final = 2.0**-53
"""Half of the distance between two shares: the nearest that a share comes to 0 and 1."""


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of draws ``start`` to ``stop``, stream by stream.

    Parameters
    ----------
    seed
        Any whole number from 0.
    start, stop
        The draws wanted, counted from 0.
    points
        ``random``: independent draws. ``sobol``: evenly spread points for the streams listed
        under ``paths``; they estimate means and quantiles with less noise, but have no
        sampling error that could be read off them.
    paths
        The streams that share one Sobol sequence, in any order.

    Examples
    --------
    >>> whole = Shares(seed=1, start=0, stop=2000).of("war.cost.russia")
    >>> part = Shares(seed=1, start=900, stop=1100).of("war.cost.russia")
    >>> bool((whole[900:1100] == part).all())
    True
    """

    seed: int
    start: int
    stop: int
    points: Points = "random"
    paths: tuple[str, ...] = ()
    _known: dict[str, NDArray[np.float64]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def size(self) -> int:
        """How many draws there are."""
        return self.stop - self.start

    def of(self, path: str) -> NDArray[np.float64]:
        """Return the shares of one stream, shape ``(draw,)``, each above 0 and below 1."""
        if path not in self._known:
            if self.points == "sobol" and path in self.paths:
                self._known.update(self._sobol())
            else:
                self._known[path] = self._random(path)
        return self._known[path]

    def _random(self, path: str) -> NDArray[np.float64]:
        first, last = self.start // BLOCK, (self.stop - 1) // BLOCK
        blocks = [_random_block(self.seed, path, block) for block in range(first, last + 1)]
        shares = np.concatenate(blocks) if blocks else np.empty(0)
        return shares[self.start - first * BLOCK :][: self.size]

    def _sobol(self) -> dict[str, NDArray[np.float64]]:
        paths = sorted(self.paths)
        engine = qmc.Sobol(len(paths), rng=Generator(Philox(SeedSequence(self.seed))))
        if self.start:
            engine.fast_forward(self.start)
        # A power of two keeps the points balanced, as far as the draws wanted allow.
        shares = off_the_ends(engine.random(1 << max(self.size - 1, 0).bit_length())[: self.size])
        return {path: np.ascontiguousarray(shares[:, column]) for column, path in enumerate(paths)}


@dataclass(frozen=True, slots=True)
class GivenShares(Shares):
    """Shares that somebody else has chosen; numbers without any stay in the middle of what is believed.

    Parameters
    ----------
    given
        The shares by stream, each of shape ``(draw,)``, above 0 and below 1.

    Examples
    --------
    >>> shares = GivenShares.of_streams({"war.cost.russia": np.array([0.1, 0.9])})
    >>> shares.of("war.cost.russia").tolist(), shares.of("war.cost.ukraine").tolist()
    ([0.1, 0.9], [0.5, 0.5])
    """

    given: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)

    @classmethod
    def of_streams(cls, given: Mapping[str, NDArray[np.float64]]) -> "GivenShares":
        """Return as many draws as the longest stream has."""
        size = max((len(shares) for shares in given.values()), default=0)
        return cls(0, 0, size, given={path: off_the_ends(shares) for path, shares in given.items()})

    def of(self, path: str) -> NDArray[np.float64]:
        """Return the shares of one stream, shape ``(draw,)``; one half in every draw if none are given."""
        return self.given[path] if path in self.given else np.full(self.size, 0.5)


def off_the_ends(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return shares kept above 0 and below 1, where a distribution without ends has no value."""
    return np.clip(shares, _HALF_STEP, 1 - _HALF_STEP)


def _random_block(seed: int, path: str, block: int) -> NDArray[np.float64]:
    words = np.frombuffer(hashlib.sha256(path.encode()).digest()[:16], dtype="<u4")
    sequence = SeedSequence(seed, spawn_key=(*(int(word) for word in words), block))
    # Raw bits, because NumPy promises that these never change from version to version.
    raw = Philox(sequence).random_raw(BLOCK) >> np.uint64(12)
    return raw.astype(np.float64) * 2.0**-52 + _HALF_STEP

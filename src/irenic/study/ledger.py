"""What is still to be done of a run, and in which order."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

Piece: TypeAlias = tuple[int, int]
"""The number of a block and that of an arm."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is done at a time, and, when it comes back, the receipt of it.

    Parameters
    ----------
    pieces
        What to compute and keep.
    blocks
        The blocks to write to the tree after that, because all of their pieces are there then.
    """

    pieces: tuple[Piece, ...]
    blocks: tuple[int, ...]


class Ledger:
    """What is still to be done of a run: every piece once, and each block as soon as all of its pieces are kept.

    Parameters
    ----------
    left
        For each block that is not done, the arms whose pieces are missing.
    chunk
        How many pieces make a task.
    """

    def __init__(self, left: Mapping[int, Sequence[int]], chunk: int) -> None:
        self._left = {block: set(arms) for block, arms in left.items()}
        self._whole = deque(block for block, arms in left.items() if not arms)
        pieces = ((block, arm) for block, arms in left.items() for arm in arms)
        self._tasks = iter(lambda: tuple(islice(pieces, chunk)), ())

    def next(self) -> Task | None:
        """Return what to do next, or nothing if all is done or being done."""
        if self._whole:
            return Task((), (self._whole.popleft(),))
        pieces = next(self._tasks, ())
        return Task(pieces, self._completed(pieces)) if pieces else None

    def _completed(self, pieces: tuple[Piece, ...]) -> tuple[int, ...]:
        """Return the blocks that a task completes by itself, so that it may write them at once."""
        by_block: dict[int, set[int]] = {}
        for block, arm in pieces:
            by_block.setdefault(block, set()).add(arm)
        return tuple(block for block, arms in by_block.items() if arms == self._left[block])

    def done(self, task: Task) -> None:
        """Take note of what was done."""
        for block, arm in task.pieces:
            self._left[block].remove(arm)
            if not self._left[block] and block not in task.blocks:
                self._whole.append(block)

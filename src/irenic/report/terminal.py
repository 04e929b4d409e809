"""Text for a terminal: headings, sentences and tables, readable at any width.

What is to be said is a list of blocks, plain data that can be tested without a terminal.
:func:`write` lays them out. Every text of a case passes through :func:`clean` on its way, so
that nothing in a case can move the cursor, change colours or reverse the direction of a line.
"""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TextIO, TypeAlias

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows; one of level 2 stands below another."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or more, wrapped to the width; ``bullet`` hangs to the left of it."""

    text: str
    indent: int = 0
    bullet: str = ""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A line that is never wrapped, so that programs and editors can follow it."""

    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """The 5th, 50th and 95th percentile of a number on a scale, to be drawn small."""

    at: tuple[float, float, float]
    scale: tuple[float, float] = (0.0, 100.0)


Cell: TypeAlias = str | Bar | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column titles; where the width does not suffice, one entry below the other.

    Parameters
    ----------
    columns
        The titles.
    rows
        As many cells as columns in each; the first says what the row is about.
    right
        The titles of the columns with numbers.
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    right: frozenset[str] = field(default_factory=frozenset)


Block: TypeAlias = Heading | Line | Fixed | Table

BAR_CELLS: Final = 15
_GAP: Final = 2
_WIDEST_WORD: Final = 34
"""A longer word may be broken in a table."""
_UNPIPED_WIDTH: Final = 80
_DIRECTIONS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SHAPES: Final = {True: ("·", "─", "●"), False: (".", "-", "o")}


def clean(text: str) -> str:
    r"""Return text on one line without anything that a terminal would obey.

    Examples
    --------
    >>> clean("A\n title\x1b[31m")
    'A title�[31m'
    """
    return harmless(" ".join(text.split()))


def harmless(text: str) -> str:
    """Return text with a mark in place of every character that a terminal would obey."""
    return "".join("\ufffd" if commands(character) else character for character in text)


def commands(character: str) -> bool:
    """Return whether a terminal would obey a character instead of showing it."""
    return character in _DIRECTIONS or unicodedata.category(character) in ("Cc", "Cs")


def bar(drawn: Bar, *, fancy: bool = True) -> str:
    """Return a range as a tiny picture: nine draws in ten, and the middle one.

    Examples
    --------
    >>> bar(Bar((40, 50, 60)), fancy=False)
    '......-o-......'
    """
    empty, reach, middle = _SHAPES[fancy]
    first, last = drawn.scale
    low, mid, high = (round((value - first) / (last - first) * (BAR_CELLS - 1)) for value in drawn.at)
    cells = [reach if low <= index <= high else empty for index in range(BAR_CELLS)]
    cells[mid] = middle
    return "".join(cells)


def write(blocks: Iterable[Block], stream: TextIO) -> None:
    """Lay blocks out for a stream and write them.

    A terminal gets its own width, bold headings and bars; anything else gets plain text of 80
    columns, or as many as ``COLUMNS`` says. ``NO_COLOR`` is honoured.

    Parameters
    ----------
    blocks
        What to say.
    stream
        Where to; an error of the stream is the caller's to handle.
    """
    from rich.console import Console

    terminal = stream.isatty()
    columns = os.environ.get("COLUMNS", "")
    width = None if terminal else max(int(columns), 20) if columns.isdigit() else _UNPIPED_WIDTH
    console = Console(file=stream, width=width, force_terminal=terminal, markup=False, highlight=False, emoji=False)
    with console.capture() as captured:
        before: Block | None = None
        for block in blocks:
            if isinstance(block, Heading) and before is not None and not isinstance(before, Heading):
                console.print()
            _lay_out(block, console)
            before = block
    text = captured.get()
    # The blanks that pad a table mean nothing, and get in the way of those who compare files.
    stream.write(text if terminal else "".join(f"{line.rstrip()}\n" for line in text.splitlines()))


def _lay_out(block: Block, console: "Console") -> None:
    from rich.padding import Padding
    from rich.text import Text

    match block:
        case Heading(text, level):
            console.print(Padding(Text(clean(text), style="bold"), (0, 0, 0, 2 * (level - 1)), expand=False))
        case Fixed(text):
            console.print(Text(harmless(text)), soft_wrap=True)
        case Line(text, indent, bullet):
            hanging = indent + len(bullet)
            words = Text(clean(text), overflow="fold").wrap(console, max(console.width - hanging, 10))
            for number, line in enumerate(words):
                line.rstrip()
                lead = " " * indent + bullet if number == 0 else " " * hanging
                console.print(Text(lead) + line, soft_wrap=True)
        case Table(rows=rows) if rows:
            console.print(Padding(_table(block, console), (0, 0, 0, 2), expand=False))


def _table(table: Table, console: "Console") -> Any:
    """Return a table that fits: without its bars if need be, or one entry below the other."""
    fancy = console.encoding.startswith("utf")
    shown = table if console.is_terminal else _without_bars(table)
    texts = _as_text(shown, fancy=fancy)
    width = console.width - 2
    if not _fits(texts, width):
        texts = _as_text(_without_bars(table), fancy=fancy)
    return _side_by_side(texts, width) if _fits(texts, width) else _stacked(texts)


def _without_bars(table: Table) -> Table:
    kept = [index for index in range(len(table.columns)) if not any(isinstance(row[index], Bar) for row in table.rows)]
    return Table(
        tuple(table.columns[index] for index in kept),
        [tuple(row[index] for index in kept) for row in table.rows],
        table.right,
    )


@dataclass(frozen=True, slots=True)
class _Texts:
    columns: tuple[str, ...]
    rows: list[list[str]]
    right: frozenset[str]


def _as_text(table: Table, *, fancy: bool) -> _Texts:
    used = [index for index in range(len(table.columns)) if any(row[index] not in ("", None) for row in table.rows)]
    rows = [[_cell(row[index], fancy=fancy) for index in used] for row in table.rows]
    return _Texts(tuple(clean(table.columns[index]) for index in used), rows, table.right)


def _cell(cell: Cell, *, fancy: bool) -> str:
    if isinstance(cell, Bar):
        return bar(cell, fancy=fancy)
    return clean(cell or "")


def _least(texts: _Texts) -> list[int]:
    """Return the widths below which the columns become unreadable."""
    from rich.cells import cell_len

    widths = []
    for index, title in enumerate(texts.columns):
        words = [word for row in texts.rows for word in row[index].split()]
        longest = max((min(cell_len(word), _WIDEST_WORD) for word in [*words, *title.split()]), default=1)
        whole = max(cell_len(row[index]) for row in texts.rows)
        widths.append(max(longest, min(whole, 12)))
    return widths


def _fits(texts: _Texts, width: int) -> bool:
    least = _least(texts)
    return sum(least) + _GAP * (len(least) - 1) <= width


def _widths(texts: _Texts, width: int) -> list[int]:
    """Return the widths of the columns: as wide as their text, or what there is, shared by need."""
    from rich.cells import cell_len

    widths = _least(texts)
    whole = [max(cell_len(text) for text in (title, *cells)) for title, *cells in _by_column(texts)]
    wanted = [max(most - least, 0) for most, least in zip(whole, widths, strict=True)]
    spare = width - sum(widths) - _GAP * (len(widths) - 1)
    if sum(wanted) <= spare:
        return [least + more for least, more in zip(widths, wanted, strict=True)]
    return [least + more * spare // sum(wanted) for least, more in zip(widths, wanted, strict=True)]


def _by_column(texts: _Texts) -> Iterator[list[str]]:
    return (list(column) for column in zip(texts.columns, *texts.rows, strict=True))


def _side_by_side(texts: _Texts, width: int) -> Any:
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="bold")
    for title, wide in zip(texts.columns, _widths(texts, width), strict=True):
        justify: Any = "right" if title in texts.right else "left"
        grid.add_column(Text(title), justify=justify, overflow="fold", width=wide)
    for row in texts.rows:
        grid.add_row(*(Text(cell) for cell in row))
    return grid


def _stacked(texts: _Texts) -> Any:
    from rich.text import Text

    lines = []
    for title, *cells in texts.rows:
        named = [(column, cell) for column, cell in zip(texts.columns[1:], cells, strict=True) if cell]
        numbers = [pair for pair in named if pair[0] in texts.right]
        if numbers:
            # Numbers of one row belong together: 5%, 50%, 95%: 52, 76, 100.
            joined = tuple(", ".join(part) for part in zip(*numbers, strict=True))
            named = [(joined[0], joined[1]) if pair is numbers[0] else pair for pair in named]
            named = [pair for pair in named if pair not in numbers[1:]]
        lines += [title, *(f"  {column}: {cell}" for column, cell in named)]
    return Text("\n".join(lines), overflow="fold")

"""A case assessed: every family, under every scenario and every perspective."""

from collections.abc import Collection
from datetime import UTC, datetime
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Final

import xarray as xr

from irenic.arrays.shares import Points
from irenic.case.case import Case
from irenic.errors import BadUse, RunMismatch, UnknownName
from irenic.study.engine import IN_THREADS, Work, run_blocks
from irenic.study.families import FAMILIES
from irenic.study.plan import AS_ENTERED, Arm, Plan, Under, plan
from irenic.study.policies import Policies
from irenic.study.store import create, digest, open_results, plan_of, unfinished
from irenic.vocabulary import ARM, QUANTITY, VALUE

RUNS: Final = "runs"
"""The folder, below the current one, that runs are kept in."""
FAMILY: Final = {family.name: family for family in FAMILIES}
"""The families by name."""
_UNDER: Final = {
    "overlays": "the case as entered, each perspective, each scenario",
    "combinations": "the case as entered, each perspective, each scenario, and each scenario under each perspective",
}
_SUPPOSED: Final = "the case as entered and each perspective, and what arguments suppose in each of them"
_PULLED: Final = "the case as entered and each perspective, and the policies of third parties in each of them"
_SMALL: Final = 300_000_000
"""Bytes of one array that may be held in memory."""


class Run:
    """A finished run: the case as it was, and what the models said.

    Parameters
    ----------
    folder
        The folder it is kept in.

    Raises
    ------
    RunMismatch
        If the folder holds no run, or an unfinished one.

    Examples
    --------
    >>> import irenic, tempfile
    >>> folder = irenic.assess(irenic.load("two-villages"), draws=100, folder=tempfile.mkdtemp()).folder
    >>> again = Run(folder)
    >>> [arm.name for arm in again.arms]
    ['as-entered']
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        self.plan: Plan = plan_of(self.folder)
        missing = unfinished(self.folder)
        if missing:
            msg = f"the run in {folder} is not finished: {missing} blocks are missing; assess the case again to go on"
            raise RunMismatch(msg)
        self._answers: dict[str, xr.Dataset] = {}
        self._draws: dict[str, xr.DataArray] = {}

    @property
    def case(self) -> Case:
        """The case as it was when the run was made."""
        return self.plan.case

    @property
    def arms(self) -> tuple[Arm, ...]:
        """What the case was put under, the case as entered first."""
        return self.plan.arms

    @cached_property
    def results(self) -> xr.DataTree:
        """All draws and answers, labelled; read from disk as they are looked at."""
        return open_results(self.folder)

    def arm(self, name: str) -> Arm:
        """Return an arm by name.

        Raises
        ------
        UnknownName
            If there is no such arm.
        """
        for arm in self.arms:
            if arm.name == name:
                return arm
        kind = "arm"
        raise UnknownName(kind, name, (arm.name for arm in self.arms))

    @property
    def digest(self) -> str:
        """The SHA-256 of the whole folder: equal runs have equal digests."""
        return digest(self.folder)

    def answers(self, family: str, arm: str = AS_ENTERED) -> xr.Dataset:
        """Return the answers of a family under one arm.

        An arm under which all that the family reads is as under another one has the answers of that.

        Raises
        ------
        UnknownName
            If there is no such family in the run, or no such arm.
        BadUse
            If the family was not asked there: it is not run under scenarios, or no argument needs it.
        """
        answers = self._answers_of(family)
        source = self.arm(arm).answered_by(family)
        if source is None:
            why = "no argument there needs it" if FAMILY[family].under_scenarios else "it is not run under scenarios"
            msg = f"'{family}' has no answer under '{arm}': {why}"
            raise BadUse(msg)
        return answers.sel({ARM: source})

    def _answers_of(self, family: str) -> xr.Dataset:
        if family not in self._answers:
            names = [known.name for known in self.plan.families]
            if family not in names:
                kind = "family"
                raise UnknownName(kind, family, names)
            dataset = self.results[f"results/{family}"].to_dataset()
            # Small results are read once; large ones stay on disk and are read in part.
            self._answers[family] = dataset.load() if dataset.nbytes < _SMALL else dataset
        return self._answers[family]

    def draws(self, arm: str = AS_ENTERED) -> xr.DataArray:
        """Return the drawn values of the numbers that an arm changes; of all, for the case as entered.

        Raises
        ------
        UnknownName
            If there is no such arm.
        """
        if not self.arm(arm).changed:
            return self.draws().isel({QUANTITY: []})
        if arm not in self._draws:
            values = self.results[f"draws/{arm}"].to_dataset()[VALUE]
            self._draws[arm] = values.load() if values.nbytes < _SMALL else values
        return self._draws[arm]

    @property
    def _under_words(self) -> str:
        under = self.plan.under
        return _PULLED if isinstance(under, Policies) else _UNDER.get(str(under), _SUPPOSED)

    def __repr__(self) -> str:
        """Return the run in one line."""
        made = f"{self.plan.draws:,} draws, seed {self.plan.seed}, {len(self.arms)} arms"
        return f"<Run of {self.case.name}: {made}; in {self.folder}>"

    def _repr_html_(self) -> str:
        """Return the run as a notebook shows it."""
        facts = {
            "Case": self.case.document.title,
            "Draws": f"{self.plan.draws:,} from seed {self.plan.seed}",
            "Families": ", ".join(family.name for family in self.plan.families),
            "Under": f"{len(self.arms)} arms: {self._under_words}",
            "Kept in": str(self.folder),
        }
        rows = "".join(f"<tr><th>{key}</th><td>{escape(value)}</td></tr>" for key, value in facts.items())
        return f"<table>{rows}</table>"


def assess(  # noqa: PLR0913 - what to compute, where to keep it and how are all one's own to say
    case: Case,
    draws: int = 1000,
    seed: int = 1,
    points: Points = "random",
    folder: Path | str | None = None,
    work: Work = IN_THREADS,
    only: Collection[str] = (),
    under: Under = "overlays",
) -> Run:
    """Run every family a case has inputs for, as entered and under each of its overlays.

    Parameters
    ----------
    case
        The case as entered.
    draws
        How many joint samples of everything that is uncertain.
    seed
        Where the random numbers start; the same case, draws and seed give the same bytes.
    points
        ``random``, or ``sobol`` for evenly spread points.
    folder
        Where to keep the run; left out, a folder below ``runs/`` named after the day and the
        run. A run that is there already, finished or not, is not computed again.
    work
        How to compute it; this changes no result.
    only
        The names of the families wanted; left out, all that the case has inputs for.
    under
        ``overlays``: each perspective and each scenario; ``combinations``: also every scenario under every
        perspective; names of arguments: each perspective, and what they suppose in each reading; policies: each
        perspective, and every policy in each reading.

    Raises
    ------
    BadUse
        If the numbers make no sense, or there is nothing to compute.
    UnknownName
        If there is no such family or argument.
    RunMismatch
        If the folder holds something else.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = assess(irenic.load("two-villages"), draws=100, folder=tempfile.mkdtemp())
    >>> run.answers("influence").sizes["draw"]
    100
    """
    planned = plan(case, draws, seed, points, only, under)
    target = _folder_for(planned) if folder is None else Path(folder)
    create(planned, target)
    run_blocks(planned, target, work)
    return Run(target)


def _folder_for(planned: Plan) -> Path:
    """Return the folder of this very run if there is one, or a new one of today."""
    mark = planned.fingerprint[:8]
    kept = sorted(Path(RUNS).glob(f"*-{mark}"))
    today = datetime.now(tz=UTC).astimezone().date().isoformat()
    return kept[-1] if kept else Path(RUNS) / f"{today}-{mark}"

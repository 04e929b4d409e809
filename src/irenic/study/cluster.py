"""A Dask cluster that does tasks for this process: the only file that knows Dask.

What goes over the wire are tasks and receipts; results go from the workers to the folder of the run.
"""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

from irenic.errors import BadUse, ClusterLost, MissingPackage

PATIENCE: Final = 30.0
"""For so many seconds, a scheduler is waited for, and then a first worker."""
_LOOK_AGAIN: Final = 2.0
"""After so many seconds, the workers are counted anew."""


@dataclass(slots=True)
class Cluster:
    """A cluster that is connected.

    Parameters
    ----------
    client
        The client of Dask.
    address
        Where it is connected to.
    """

    client: Any
    address: str
    _counted: float = -_LOOK_AGAIN
    _threads: int = 1

    def submit(self, function: Callable[..., Any], *arguments: Any) -> "Future[Any]":
        """Have a function called by some worker; again by another one, should that one die."""
        # pure=False: Dask takes two equal calls for one otherwise.
        future: Future[Any] = self.client.get_executor(pure=False).submit(function, *arguments)
        return future

    def threads(self) -> int:
        """Return how many calls the workers of this moment do at a time; at least 1, since one may yet come."""
        if monotonic() - self._counted >= _LOOK_AGAIN:
            try:
                self._threads = max(1, sum(self.client.nthreads().values()))
            except OSError as error:  # of the connection, while one out of a task may be that of a full disk
                raise ClusterLost(_went_away(self.address)) from error
            self._counted = monotonic()
        return self._threads


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """Connect to a cluster, and leave it as it was.

    Parameters
    ----------
    address
        That of its scheduler.

    Raises
    ------
    MissingPackage
        If ``distributed`` is not installed.
    BadUse
        If that is no address.
    ClusterLost
        If no scheduler answers, there is no worker, or the cluster goes away or gives up while it is used.
    """
    try:
        from distributed import KilledWorker
        from distributed.comm.core import CommClosedError
    except ImportError as error:
        what, package, extra = "a cluster", "distributed", "cluster"
        raise MissingPackage(what, package, extra) from error
    client = _client(address)
    with _silenced("distributed.client"), client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            msg = f"the cluster at {address} has no worker; start one with: dask worker {address}"
            raise ClusterLost(msg) from error
        try:
            yield Cluster(client, address)
        except KilledWorker as error:
            msg = f"workers of the cluster at {address} died over the same work again and again; have they the memory?"
            raise ClusterLost(msg) from error
        except (CancelledError, CommClosedError) as error:
            raise ClusterLost(_went_away(address)) from error


def _went_away(address: str) -> str:
    return f"the cluster at {address} went away; what is done is kept, and the same command goes on from there"


@contextmanager
def _silenced(name: str) -> Iterator[None]:
    """Have a logger say nothing: Dask logs whole tracebacks of what is said here in one sentence."""
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _client(address: str) -> Any:
    """Return a client of Dask that is connected."""
    from distributed import Client
    from distributed.comm.addressing import resolve_address

    # Dask declares no types for its client.
    client: Any = Client
    try:
        resolve_address(address)
        return client(address, timeout=PATIENCE, set_as_default=False)
    except ValueError as error:
        msg = f"'{address}' is no address of a Dask scheduler; allowed: such as tcp://10.0.0.5:8786 ({error})"
        raise BadUse(msg) from error
    except OSError as error:
        msg = f"no Dask scheduler answers at {address}; start one with: dask scheduler"
        raise ClusterLost(msg) from error

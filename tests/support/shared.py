"""What is made once in a run, by whichever of its processes needs it first, for all of them to copy."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once_in_a_run(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder of this name that `make` has filled, for its owner alone."""
    among_several = "PYTEST_XDIST_WORKER" in os.environ
    folder = factory.getbasetemp().parent if among_several else factory.mktemp("shared")
    made, ready = folder / name, folder / f"{name}-ready"
    with (folder / f"{name}-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            shutil.rmtree(made, ignore_errors=True)  # of one who failed at it
            made.mkdir(mode=0o700)
            make(made)
            ready.touch()
    return made

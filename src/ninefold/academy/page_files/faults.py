"""What is wrong in files of pages, collected so that one look finds all of it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from ninefold.core.errors import NinefoldError
from ninefold.core.framework.positions import Fault, Faults

__all__ = ["Fault", "Faults", "PagesError", "faults_of", "meant"]


class PagesError(NinefoldError):
    """Pages cannot be shown; `faults` says why, file by file and line by line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(dict.fromkeys(faults), key=lambda fault: (fault.file, fault.line)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def faults_of(path: Path) -> Faults:
    """An empty list of the faults of one file."""
    return Faults(str(path))


def meant(word: str, known: Iterable[str], otherwise: str) -> str:
    """The sentence that says which of the known words was probably meant, else this one."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Did you mean “{near[0]}”?" if near else otherwise

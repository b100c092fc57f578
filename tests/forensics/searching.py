"""Looking for bytes in files, wherever in them they stand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

BEGINNING = 8  # bytes that are looked for at once; the rest is compared where they are found
STEP, PIECE = 400, 32  # a table may cut what is long in pieces, so pieces of it are looked for


def pieces_of(traces: Iterable[tuple[str, str]]) -> set[bytes]:
    """What to look for of these places and sealed bytes."""
    found: set[bytes] = set()
    for place, sealed in traces:
        if place:
            found.add(bytes.fromhex(place))
        whole = bytes.fromhex(sealed)
        found |= {whole[at : at + PIECE] for at in range(0, len(whole) - PIECE + 1, STEP)}
    return found


def found_in(files: Iterable[Path], wanted: Iterable[bytes]) -> dict[bytes, set[str]]:
    """Which of these stand somewhere in these files, and in which."""
    by_beginning: dict[bytes, list[bytes]] = {}
    for piece in wanted:
        by_beginning.setdefault(piece[:BEGINNING], []).append(piece)
    beginnings = np.sort(np.frombuffer(b"".join(by_beginning), dtype="<u8"))
    found: dict[bytes, set[str]] = {}
    for file in files:
        whole = content_of(file)
        for at in _where(whole, beginnings):
            for piece in by_beginning[whole[at : at + BEGINNING]]:
                if whole.startswith(piece, at):
                    found.setdefault(piece, set()).add(file.name)
    return found


def content_of(file: Path) -> bytes:
    """What stands in a file; nothing in one that a server took away since it was listed."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""


def _where(whole: bytes, beginnings: np.ndarray) -> list[int]:
    """All offsets at which one of these beginnings stands."""
    places: list[int] = []
    for offset in range(BEGINNING):
        count = (len(whole) - offset) // BEGINNING
        if count > 0:
            words = np.frombuffer(whole, dtype="<u8", count=count, offset=offset)
            near = np.searchsorted(beginnings, words)
            near[near == len(beginnings)] = 0
            hits = np.nonzero(beginnings[near] == words)[0]
            places += [int(hit) * BEGINNING + offset for hit in hits]
    return places

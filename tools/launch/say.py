"""What ./start and ./test say: each step in plain words, with its time, and one clear sentence when one fails."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class CannotGoOn(Exception):  # noqa: N818 - named as the sentence that it ends with
    """Something outside is in the way. The text is one sentence that says what, and what would help."""


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is being done, and how long it took."""
    print(f"{what} …", end=" ", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print("failed.", flush=True)
        raise
    print(f"{time.monotonic() - began:.1f} s", flush=True)

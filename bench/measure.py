"""What the benches share: the machine in one line, and medians of several runs."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def machine() -> str:
    """The machine that the figures were read on."""
    model = "unknown processor"
    cpus = Path("/proc/cpuinfo")
    if cpus.exists():
        names = [line.partition(":")[2].strip() for line in cpus.read_text().splitlines() if "model name" in line]
        model = names[0] if names else model
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"


def median_ms(action: Callable[[], object], runs: int, *, warm: int = 2) -> float:
    """The median of so many runs in milliseconds, after a few that are not counted."""
    for _ in range(warm):
        action()
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        action()
        times.append(1000 * (time.perf_counter() - begin))
    return statistics.median(times)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table with its columns as wide as they need be."""
    widths = [max(len(row[place]) for row in (header, *rows)) for place in range(len(header))]
    for row in (header, *rows):
        print("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())

"""How long `ninefold analyse` takes over many assessments, and how much memory, each run a process of its own.

Run: .venv/bin/python bench/analyse.py [--assessments 100000] [--runs 3]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from measure import machine, table

from ninefold.core.framework.library import load_framework

GROUPS = ("self", "line_manager", "peer", "peer", "peer", "peer", "direct_report", "direct_report", "other", "other")


def main() -> None:
    """Make the file and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assessments", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    codes = [q.code for d in load_framework("nine-dimensions").dimensions for q in d.questions if q.scale is not None]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "answers.csv"
        _write(file, given.assessments, codes)
        size = file.stat().st_size / 1e6
        print(
            f"{machine()}; {given.assessments:,} assessments of {len(GROUPS)} raters, "
            f"{len(codes)} questions ({size:.0f} MB)"
        )
        ways: list[tuple[str, list[str]]] = [
            ("the shipped framework", ["--framework", "nine-dimensions"]),
            ("one dimension, --scale 1..4", ["--scale", "1..4"]),
            ("one dimension, scale found", []),
        ]
        rows = [_measured(name, [str(file), *options], folder, given.runs) for name, options in ways]
    table(("way", "seconds, median", "seconds, all", "most memory, MiB"), rows)


def _write(file: Path, assessments: int, codes: list[str]) -> None:
    """Answers around a level of the person's own; one in fifty is missing."""
    random = np.random.default_rng(7)
    with file.open("w", encoding="ascii") as out:
        out.write(f"assessment,rater,group,{','.join(codes)}\n")
        for assessment in range(assessments):
            shape = (len(GROUPS), len(codes))
            points = np.clip(np.rint(random.normal(random.normal(2.6, 0.4), 0.8, shape)), 1, 4).astype(np.uint8)
            points[random.random(shape) < 0.02] = 0
            text = points.astype("U1")
            text[text == "0"] = ""
            for place, (group, row) in enumerate(zip(GROUPS, text, strict=True)):
                out.write(f"a{assessment},r{place},{group},{','.join(row)}\n")


def _measured(name: str, words: list[str], folder: str, runs: int) -> tuple[str, str, str, str]:
    times, memory = [], 0
    for _ in range(runs):
        command = [sys.executable, "-m", "ninefold.site.cli", "analyse", *words, "--json", f"{folder}/figures.json"]
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _pid, status, used = os.wait4(process.pid, 0)
        times.append(time.perf_counter() - begin)
        memory = max(memory, used.ru_maxrss)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"The command failed with {process.returncode}.")
    return name, f"{statistics.median(times):.1f}", " ".join(f"{t:.1f}" for t in times), f"{memory / 1024:.0f}"


if __name__ == "__main__":
    main()

"""How long the pages of a self-assessment take, warm: what the server does for one request, with all its middleware.

Run: .venv/bin/python bench/self_assessment.py
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from measure import machine, table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.support.site import environment_of, migrate, run_in  # noqa: E402 - from the checkout

RUNS, PDF_RUNS = 60, 30
WANTED = {"the result": "under 50", "its PDF, of answers never drawn before": "under 150"}


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(prefix="ninefold-bench-") as folder:
        environment = environment_of(Path(folder))
        environment["PYTHONPATH"] += os.pathsep.join(["", str(ROOT / "bench")])
        migrate(environment)
        measure = f"self_assessments.measured({RUNS}, {PDF_RUNS})"
        found = run_in(environment, f"from load import self_assessments\nprint(json.dumps({measure}))")
    print(f"{machine()}; SQLite; everything answered; medians of {RUNS}, of PDFs {PDF_RUNS}; as sent, compressed")
    rows = [
        (name, f"{took:.1f}", str(queries), f"{size:.1f}", WANTED.get(name, ""))
        for name, (took, queries, size) in found.items()
    ]
    table(("request", "ms", "queries", "KB", "asked for"), rows)


if __name__ == "__main__":
    main()

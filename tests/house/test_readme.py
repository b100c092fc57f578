"""The README can fail: its commands are run, and what it points to is there."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]
# Run elsewhere: ./start by tests/house/test_start.py, ./test by whoever reads this result.
LAUNCHERS = {"./start", "./test"}


def test_the_readme_names_the_two_commands() -> None:
    assert set(COMMANDS) >= LAUNCHERS


@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in LAUNCHERS])
def test_a_command_of_the_readme_does_what_it_says(command: str, tmp_path: Path) -> None:
    program, *words = shlex.split(command)
    # As a reader would run it at the root of a clone, but for where the reports go.
    inside = [str(ROOT / word) if (ROOT / word).exists() else word for word in words]
    result = subprocess.run([ROOT / program, *inside], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    written = [word for word in words if word.startswith("report.")]
    assert all((tmp_path / name).stat().st_size > 10_000 for name in written)
    assert written or result.stdout


@pytest.mark.parametrize("page", sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md")]), ids=lambda page: page.name)
def test_every_link_of_the_documents_leads_somewhere(page: Path) -> None:
    # What begins with page: or static: is an example of how pages of words are written.
    for link in re.findall(r"\]\((?!page:|static:)([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        assert "://" not in link, f"{page.name} names an address, which may change or vanish: {link}"
        assert (page.parent / link).exists(), f"{page.name} leads to {link}, which is not there"

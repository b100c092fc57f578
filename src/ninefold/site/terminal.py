"""What commands on places, people and roles have in common."""

import argparse
import getpass
import os
from collections.abc import Sequence
from typing import TypeAlias

from ninefold.accounts.policies import Operator

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no public name


def operator() -> Operator:
    """Whoever runs the command, by the name they have on this machine."""
    try:
        return Operator(getpass.getuser())
    except (KeyError, OSError):  # a container's user need not have a name; OSError from Python 3.13 on
        return Operator(f"user {os.getuid()}")


def print_table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under a header, each column as wide as its longest value."""
    lines = [[str(value) for value in row] for row in (header, *rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    for line in lines:
        print("  ".join(value.ljust(width) for value, width in zip(line, widths, strict=True)).rstrip())

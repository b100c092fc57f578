"""`ninefold migrate`: bring both databases up to date."""

import argparse

from django.core.management import call_command
from django.db import connections


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command."""
    subparsers.add_parser("migrate", help="bring the database up to date", description=__doc__)


def run(_args: argparse.Namespace) -> int:
    """Apply the migrations that are not applied yet; data stays."""
    for database in connections:
        call_command("migrate", database=database, interactive=False, verbosity=0)
    return 0

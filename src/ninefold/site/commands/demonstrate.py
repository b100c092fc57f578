"""`ninefold demonstrate`: make the demonstration, with 360s in every state."""

import argparse

from django.conf import settings
from django.utils import timezone

from ninefold.core.errors import NinefoldError
from ninefold.site.demonstration.making import make_demonstration


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command."""
    subparsers.add_parser("demonstrate", help="make the demonstration, with 360s in every state", description=__doc__)


def run(_args: argparse.Namespace) -> int:
    """Make it in an empty database."""
    if not settings.DEMO:
        raise NinefoldError("This is no demonstration, and made-up people are not for real data: set NINEFOLD_DEMO=1.")
    make_demonstration(timezone.now())
    return 0

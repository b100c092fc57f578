"""`ninefold restore`: put a backup into an empty database."""

import argparse
from pathlib import Path

from django.utils import timezone

from ninefold.accounts.chain import ChainBrokenError, verify_chain
from ninefold.core.errors import NinefoldError
from ninefold.site.terminal import Subparsers
from ninefold.site.upkeep.restoring import Restored, restore


def add_parser(subparsers: Subparsers) -> None:
    """Describe the command."""
    about = "put a backup into an empty database"
    parser = subparsers.add_parser("restore", help=about, description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE", help="what `ninefold backup` wrote")


def run(args: argparse.Namespace) -> int:
    """Restore it, say what cannot come back, and verify the trail."""
    done = restore(args.file, timezone.now())
    made = done.manifest
    print(f"Restored: {made.rows} rows of {len(made.tables)} tables, as they were at {made.made_at}.")
    _say_what_is_missing(done)
    try:
        found = verify_chain()
    except ChainBrokenError as error:
        raise NinefoldError(f"All of it was restored, but the trail in it does not verify: {error}") from error
    print(f"The trail is verified up to link {found.links}.")
    print("What was erased or deleted by age since then is there again: do it again before anybody signs in.")
    return 0


def _say_what_is_missing(done: Restored) -> None:
    if done.without_key:
        print(
            f"Of {done.open} questionnaires that were open then, the keys of {done.without_key} are not here: their "
            "answers cannot be opened by anybody. Have them cancelled and begun anew."
        )
    elif done.open:
        print(f"The keys of all {done.open} questionnaires that were open then are here.")
    if not done.same_secret_key:
        print(
            "The secret key is another than it was then: mail that waited cannot be sent, and self-assessments that "
            "people keep cannot be opened. Set NINEFOLD_SECRET_KEY, or put the file secret-key back, before starting."
        )

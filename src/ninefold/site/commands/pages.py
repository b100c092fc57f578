"""`ninefold pages`: check the pages of words before they are shown, or list their files. Needs no database."""

import argparse
from pathlib import Path

from django.conf import settings

from ninefold.academy.page_files.library import make_library
from ninefold.core.errors import NinefoldError
from ninefold.site.terminal import Subparsers, print_table


def add_parser(subparsers: Subparsers) -> None:
    """Describe the command."""
    parser = subparsers.add_parser("pages", help="check the pages of words, or list them", description=__doc__)
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    check = actions.add_parser("check", help="say whether all can be shown, and every fault if not")
    listing = actions.add_parser("list", help="list them with their files")
    for action in (check, listing):
        action.add_argument("folder", nargs="?", type=Path, help="one to try, instead of that of NINEFOLD_PAGES")


def run(args: argparse.Namespace) -> int:
    """Do what was asked. Raises NinefoldError with every fault, each with its file and line."""
    if args.folder is not None and not args.folder.is_dir():
        raise NinefoldError(f"“{args.folder}” is not a folder. It should hold one for each language, such as en.")
    library = make_library(args.folder or settings.PAGES_FOLDER)
    pages = [page for versions in library.pages.values() for page in versions.values()]
    if args.action == "list":
        pages.sort(key=lambda page: (page.address, page.language))
        rows = [(page.address, page.language, page.title, page.path) for page in pages]
        print_table(("address", "language", "title", "file"), rows)
    else:
        print(f"{len(pages)} files of {len(library.pages)} pages can be shown.")
    return 0

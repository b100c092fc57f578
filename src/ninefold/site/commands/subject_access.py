"""`ninefold subject-access`: give a person what is held of them."""

import argparse
import io
import zipfile
from pathlib import Path

from django.utils import timezone

from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.subject_access import give_copy
from ninefold.site.terminal import Subparsers, operator


def add_parser(subparsers: Subparsers) -> None:
    """Describe the command."""
    about = "give a person what is held of them"
    parser = subparsers.add_parser("subject-access", help=about, description=__doc__)
    parser.add_argument("email", help="any of their addresses")
    parser.add_argument(
        "--out", metavar="FILE.zip", type=Path, default=Path("subject-access.zip"), help="default: %(default)s"
    )
    parser.add_argument(
        "--notes-reviewed", action="store_true", help="with facilitators' notes, which somebody has looked through"
    )


def run(args: argparse.Namespace) -> int:
    """Write one ZIP file that only its owner can read, and say what whoever answers the request has to know."""
    _check_path(args.out)
    copy = give_copy(email=args.email, notes_reviewed=args.notes_reviewed, by=operator(), at=timezone.now())
    _write(args.out, _packed(copy.files))
    print(f"Written to {args.out}: {len(copy.files)} files. Make sure that it is they who ask, and send it safely.")
    for title, lines in (("The file says", copy.said), ("Not in the file", copy.for_review)):
        if lines:
            print(f"{title}:", *(f"- {line}" for line in lines), sep="\n")
    return 0


def _packed(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(name, files[name])
    return packed.getvalue()


def _check_path(path: Path) -> None:
    if path.exists():
        raise NinefoldError(f"{path} is there already. Name another file with --out.")
    if not path.parent.is_dir():
        raise NinefoldError(f"There is no folder {path.parent} to write {path.name} to.")


def _write(path: Path, content: bytes) -> None:
    try:
        with path.open("xb") as file:
            path.chmod(0o600)
            file.write(content)
    except OSError as error:
        raise NinefoldError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}.") from error

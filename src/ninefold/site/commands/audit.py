"""`ninefold audit`: list who did what when, and verify that nothing of it was changed."""

import argparse
import re
from datetime import datetime, time

from django.utils import timezone

from ninefold.accounts.audit import PROGRAM, AuditEntry, AuditQuerySet
from ninefold.accounts.audit_reading import entries_about, entries_on, entries_since, kinds_of_rows, names_of
from ninefold.accounts.chain import verify_chain
from ninefold.core.errors import NinefoldError
from ninefold.site.finding import find_person
from ninefold.site.terminal import Subparsers, print_table

MOST = 500
ERASED = "(erased)"
HEADER = ("no.", "when", "who", "as", "what", "on", "whom", "detail")


def add_parser(subparsers: Subparsers) -> None:
    """Describe the command."""
    about = "list who did what when, and verify that nothing of it was changed"
    parser = subparsers.add_parser("audit", help=about, description=__doc__)
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    listing = actions.add_parser("list", help=f"list entries, the last {MOST} at most; each option leaves fewer")
    listing.add_argument("--on", nargs=2, metavar=("KIND", "ID"), help="what was done to one row, as: assessment 12")
    listing.add_argument("--person", metavar="EMAIL", help="what somebody did, and what was done to them")
    listing.add_argument("--since", metavar="DATE", help="from this day on, as: 2026-11-24")
    verify = actions.add_parser("verify", help="say how far the trail is as it was written")
    verify.add_argument(
        "--noted", nargs=2, metavar=("LINK", "HASH"), help="what was printed earlier, and noted elsewhere"
    )


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    if args.action == "verify":
        found = verify_chain(_noted(args.noted))
        print(f"Verified up to link {found.links}: all {found.links} chained entries are as they were chained.")
        if found.waiting:
            print(f"{found.waiting} newer ones are not chained yet: the worker chains them each minute.")
        if found.links:
            print(f"Note this elsewhere, for `ninefold audit verify --noted`: {found.links} {found.hash}")
        return 0
    _list(_chosen(args))
    return 0


def _list(chosen: AuditQuerySet) -> None:
    entries = list(chosen.reverse()[: MOST + 1])
    shown = entries[:MOST][::-1]
    names = names_of(shown)
    print_table(HEADER, [_row(entry, names.get(entry.by, ERASED), names.get(entry.whom, ERASED)) for entry in shown])
    if len(entries) > MOST:
        print(f"These are the last {MOST}. Say --on, --person or --since to see others.")


def _row(entry: AuditEntry, who: str, whom: str) -> tuple[object, ...]:
    return (
        entry.pk,
        f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M}",
        "the program" if entry.role == PROGRAM else who,
        entry.role + (f" of {entry.place}" if entry.place else ""),
        entry.what,
        entry.on_kind if entry.on_id is None else f"{entry.on_kind} {entry.on_id}",
        whom if entry.whom else "",
        ", ".join(f"{name} {text}" for name, text in sorted(entry.detail.items())),
    )


def _chosen(args: argparse.Namespace) -> AuditQuerySet:
    entries = AuditEntry.objects.order_by("at", "pk")
    if args.person is not None:
        entries &= entries_about(find_person(args.person))
    if args.on is not None:
        entries &= entries_on(*_row_named(*args.on))
    return entries if args.since is None else entries_since(_midnight(args.since), entries)


def _row_named(kind: str, number: str) -> tuple[str, int]:
    kinds = kinds_of_rows()
    if kind == "person":
        raise NinefoldError("People have no numbers in the trail. Use --person with their address.")
    if kind not in kinds:
        known = ", ".join(each for each in kinds if each != "person") or "none so far"
        raise NinefoldError(f"Nothing in the trail was done to a “{kind}”. There is: {known}.")
    if not re.fullmatch(r"[0-9]{1,18}", number):
        raise NinefoldError(f"“{number}” is not the number of a row. It should be like: --on {kind} 12.")
    return kind, int(number)


def _midnight(day: str) -> datetime:
    try:
        given = datetime.strptime(day, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise NinefoldError(f"“{day}” is not a day. It should be like 2026-11-24.") from None
    return timezone.make_aware(datetime.combine(given, time()))


def _noted(given: list[str] | None) -> tuple[int, str] | None:
    if given is None:
        return None
    link, noted = given
    if not re.fullmatch(r"[1-9][0-9]{0,17}", link) or not re.fullmatch(r"[0-9a-f]{64}", noted.lower()):
        raise NinefoldError(
            "Give a link and its hash as `ninefold audit verify` printed them: a number, and 64 digits."
        )
    return int(link), noted.lower()

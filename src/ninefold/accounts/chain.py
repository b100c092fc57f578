"""The chain of the trail: each entry's hash covers the one before, so that none can be changed, left out or put in.

The order of the chain is that in which the worker found entries, their `link`, and not that of their ids: an entry that
is committed late with a smaller id is chained after those that were there before. A hash has no key, so whoever can
write to the database could chain all anew: that shows where a hash was noted elsewhere, as `audit verify` prints it.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.audit import AuditChain, AuditEntry
from ninefold.core.errors import NinefoldError


class ChainBrokenError(NinefoldError):
    """The trail is not as it was chained; the text names the first entry that does not fit."""


@dataclass(frozen=True)
class Verified:
    """How far the chain was verified: so many links, the hash of the last, and how many entries wait to be chained."""

    links: int
    hash: str
    waiting: int


def hash_of(entry: AuditEntry, link: int, before: str) -> str:
    """The hash of an entry in this place of the chain, after the entry with the hash `before`."""
    told = [
        *(before, link, entry.pk, entry.at.astimezone(UTC).isoformat(timespec="microseconds")),
        *(entry.by, entry.role, entry.place, entry.what, entry.on_kind, entry.on_id, entry.whom, entry.detail),
    ]
    text = json.dumps(told, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def verify_chain(noted: tuple[int, str] | None = None) -> Verified:
    """Work every hash out again. `noted`: a link and its hash, as printed earlier and kept elsewhere.

    Raises ChainBrokenError for the first entry that does not fit.
    """
    # The end is read first: what the worker chains meanwhile stands behind it.
    end = AuditChain.objects.first() or AuditChain()
    if noted is not None and noted[0] > end.links:
        raise ChainBrokenError(
            _("Link %(link)s was noted, but the chain ends at link %(end)s: its end is gone.")
            % {"link": noted[0], "end": end.links}
        )
    link, before = 0, ""
    for entry in AuditEntry.objects.filter(link__lte=end.links).order_by("link").iterator():
        link += 1
        _check(entry, link, before, noted)
        before = entry.hash
    if (link, before) != (end.links, end.hash):
        raise ChainBrokenError(
            _("The chain should end at link %(end)s, and does not: link %(link)s is gone.")
            % {"end": end.links, "link": link + 1}
        )
    beyond = AuditEntry.objects.filter(link__gt=end.links).order_by("link").first()
    if beyond is not None and (AuditChain.objects.first() or AuditChain()).links == end.links:
        raise ChainBrokenError(_("%(entry)s stands behind the end of the chain.") % {"entry": _named(beyond)})
    return Verified(link, before, AuditEntry.objects.filter(link__isnull=True).count())


def _check(entry: AuditEntry, link: int, before: str, noted: tuple[int, str] | None) -> None:
    """Raise ChainBrokenError unless this entry is the one that was chained as this link, after that hash."""
    if entry.link != link:
        raise ChainBrokenError(
            _("Link %(link)s is gone: after it comes %(entry)s.") % {"link": link, "entry": _named(entry)}
        )
    if hash_of(entry, link, before) != entry.hash:
        raise ChainBrokenError(
            _("%(entry)s, link %(link)s, does not fit: it was changed.") % {"entry": _named(entry), "link": link}
        )
    if noted is not None and noted[0] == link and noted[1] != entry.hash:
        raise ChainBrokenError(
            _("Link %(link)s is not the one that was noted: the chain was made anew up to there.") % {"link": link}
        )


def _named(entry: AuditEntry) -> str:
    when = f"{entry.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    return _("Entry %(number)s of %(when)s") % {"number": entry.pk, "when": when}

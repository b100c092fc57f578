"""What a list of raters is checked for before any invitation leaves: one person, one address, none the participant's.

The first two kinds of finding must be mended. The other two are no fault, but invented raters look like that, so
somebody other than the participant looks at the list first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

FindingKind = Literal["own_address", "same_mailbox", "role_mailbox", "unknown_domain"]
# Names of one mail provider, under which a mailbox can be reached with dots anywhere in its name or with none.
_WITHOUT_DOTS = frozenset({"gmail.com", "googlemail.com"})
# Everybody in health and care may have an address there, so no organisation needs to name them.
KNOWN_TO_THE_FIELD = ("nhs.net", "nhs.uk")
# A mailbox in whose name one of these words stands is read by whoever is on duty.
ROLE_WORDS = frozenset({
    "admin", "administration", "administrator", "allstaff", "appointments", "bookings", "comms", "communications",
    "complaints", "contact", "donotreply", "enquiries", "enquiry", "everyone", "facilities", "feedback", "finance",
    "generic", "governance", "helpdesk", "hello", "hr", "info", "information", "inquiries", "mailbox", "noreply",
    "office", "oncall", "onduty", "payroll", "pals", "postmaster", "reception", "recruitment", "referrals", "rota",
    "secretaries", "servicedesk", "shared", "support", "switchboard", "team", "webmaster",
})  # fmt: skip
# Some of these are surnames too, so they tell only where the name is nothing else but a number: ward12, clinic-3b.
_ROLE_ALONE = re.compile(
    r"(all|bleep|clinic|doctor|it|mail|manager|matron|nurse|pharmacy|staff|theatres?|unit|ward)([._-]?[0-9]+[._-]?[a-z]?)?"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one address of the list, by its place in it, from 0."""

    index: int
    kind: FindingKind

    @property
    def blocking(self) -> bool:
        """Whether it must be mended; otherwise somebody else looks at the list."""
        return self.kind in {"own_address", "same_mailbox"}


def mailbox(address: str) -> str:
    """What all spellings of one mailbox have in common: `Jane.Smith+360@GoogleMail.com` is `janesmith@gmail.com`."""
    local, _, domain = address.strip().casefold().rpartition("@")
    domain = domain.rstrip(".")
    local = local.partition("+")[0] or local
    if domain in _WITHOUT_DOTS:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def check_list(
    addresses: Sequence[str], own_addresses: Collection[str], known_domains: Collection[str]
) -> list[Finding]:
    """What is found on a list, in its order.

    Where no domains are known, as of somebody who is in no organisation, every address but those of the health service
    is outside them: whoever invents two of three raters reads the third in the report.

    An empty address is that of somebody who gets a letter on paper: nothing is found on it.
    """
    own = {mailbox(address) for address in own_addresses}
    known = [_domain(domain) for domain in known_domains]
    seen: set[str] = set()
    findings: list[Finding] = []
    for index, address in enumerate(addresses):
        if not address:
            continue
        box = mailbox(address)
        if box in own:
            findings.append(Finding(index, "own_address"))
        elif box in seen:
            findings.append(Finding(index, "same_mailbox"))
        seen.add(box)
        if _is_role(box):
            findings.append(Finding(index, "role_mailbox"))
        if not _within(address, (*known, *KNOWN_TO_THE_FIELD)):
            findings.append(Finding(index, "unknown_domain"))
    return findings


def _is_role(box: str) -> bool:
    name = box.rpartition("@")[0]
    words = {re.sub(r"[._-]", "", name), *re.split(r"[^a-z]+", name)}
    return not ROLE_WORDS.isdisjoint(words) or _ROLE_ALONE.fullmatch(name) is not None


def _domain(written: str) -> str:
    """A domain as an organisation may have entered it: `trust.nhs.uk`, `@trust.nhs.uk`, `*.trust.nhs.uk`."""
    return written.strip().casefold().lstrip("*@.").rstrip(".")


def _within(address: str, domains: Collection[str]) -> bool:
    own = _domain(address.rpartition("@")[2])
    return any(own == domain or own.endswith(f".{domain}") for domain in domains if domain)

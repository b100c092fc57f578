"""Who attended: how long somebody was in a meeting, however many devices they had, against how long it ran."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ninefold.core.attendance_file import Joining

# From when until when.
Stay = tuple[datetime, datetime]
# Of the time it ran: 72 of 90 minutes (domain.md 7, a default of ours).
ENOUGH_PERCENT = 80
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Somebody:
    """Whom a file may be about: their number here, their name, and every address of theirs, in lower case."""

    number: int
    name: str
    addresses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """One person in a file: as they are named there, when they were there, and whose booking that may be.

    `sure`: by the address. By the name alone somebody has to say that it is so.
    """

    name: str
    email: str
    stays: tuple[Stay, ...]
    number: int | None = None
    sure: bool = False


def time_present(stays: Iterable[Stay], *, ran_from: datetime, ran_to: datetime) -> timedelta:
    """How long somebody was there while it ran: their stays clipped to that time, and merged where they overlap."""
    total = timedelta()
    reached = ran_from
    for came, went in sorted(stays):
        start, end = max(came, reached), min(went, ran_to)
        if end > start:
            total += end - start
            reached = end
    return total


def attended(present: timedelta, *, ran_from: datetime, ran_to: datetime) -> bool:
    """Whether that is enough of the time it ran."""
    return present * 100 >= (ran_to - ran_from) * ENOUGH_PERCENT


def find_people(joinings: Sequence[Joining], people: Sequence[Somebody]) -> list[Found]:
    """Everybody in a file, once: known by an address of theirs, or perhaps by the name; the rest as the file has them.

    Under an address that is known, other stays with the same name and no address count too: a telephone beside a
    computer. A name that two people bear, or that two guests might be, is nobody's.
    """
    by_address = {address: somebody for somebody in people for address in somebody.addresses}
    by_name = _once(people)
    groups: dict[tuple[str, int | str], list[Joining]] = {}
    for each in joinings:
        known = by_address.get(each.email.casefold()) if each.email else None
        key: tuple[str, int | str] = (
            ("known", known.number)
            if known
            else ("address", each.email.casefold())
            if each.email
            else ("name", plain(each.name))
        )
        groups.setdefault(key, []).append(each)
    _join_devices(groups)
    return [_found(key, stays, by_name) for key, stays in groups.items()]


def plain(name: str) -> str:
    """A name as it is compared: without marks, brackets, capitals and titles of no account, its words in one order."""
    bare = unicodedata.normalize("NFKD", _IN_BRACKETS.sub(" ", name).casefold())
    words = re.findall(r"[^\W\d_]+", "".join(letter for letter in bare if not unicodedata.combining(letter)))
    return " ".join(sorted(word for word in words if word not in {"dr", "mr", "mrs", "ms", "miss", "prof"}))


def _once(people: Iterable[Somebody]) -> Mapping[str, Somebody]:
    named: dict[str, list[Somebody]] = {}
    for each in people:
        named.setdefault(plain(each.name), []).append(each)
    return {name: some[0] for name, some in named.items() if len(some) == 1 and name}


def _join_devices(groups: dict[tuple[str, int | str], list[Joining]]) -> None:
    """Put the stays of a guest under the one known person who was there by the same name, if there is just one."""
    names: dict[str, list[tuple[str, int | str]]] = {}
    for key, stays in groups.items():
        if key[0] == "known":
            for name in {plain(each.name) for each in stays}:
                names.setdefault(name, []).append(key)
    for key in [each for each in groups if each[0] == "name"]:
        same = names.get(str(key[1]), [])
        if len(same) == 1:
            groups[same[0]] += groups.pop(key)


def _found(key: tuple[str, int | str], joinings: Sequence[Joining], by_name: Mapping[str, Somebody]) -> Found:
    stays = tuple((each.joined_at, each.left_at) for each in joinings)
    named = next((each.name for each in joinings if each.name), "")
    email = next((each.email for each in joinings if each.email), "")
    if key[0] == "known":
        return Found(named, email, stays, int(key[1]), sure=True)
    maybe = by_name.get(plain(named))
    return Found(named, email, stays, maybe.number if maybe else None)

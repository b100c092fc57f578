"""A list of colleagues as it is pasted, read into people. No line is lost: each is an entry or a fault.

A line holds one person: name, e-mail address, group and, where it is to be another than for most, the language in
which they are asked, between commas, semicolons or tabs; or the way in which mail programs write people, of which a
line may hold several: `Jane Smith <jane@trust.nhs.uk>`. A first line that names the columns may say another order, or
have a first name and a surname apart.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ninefold.core.errors import NinefoldError
from ninefold.core.framework.model import SELF, Group
from ninefold.core.rater_lists.group_words import Groups
from ninefold.core.rater_lists.language_words import language_named

MOST_LINES = 200
# Name, address and group; and a row of people as a mail program writes them, which has no ends of lines.
LONGEST_LINE, LONGEST_ROW = 500, 30_000
LONGEST_NAME, LONGEST_ADDRESS = 100, 254
FaultKind = Literal[
    "no_address",  # nothing on the line is an e-mail address
    "bad_address",  # `written` is meant as one, but no mail can be sent there
    "several_addresses",  # more than one person, or two addresses of one: a line is for one of each
    "no_name",  # an address alone
    "long_name",  # `written` is longer than any name
    "unknown_group",  # `written` names no group; `nearest` is the id of one that it is like
    "self",  # the group is that of the participant, who is not on the list
    "unknown_language",  # `written` names no language that is offered
    "too_many_parts",  # `written` is what is left over after name, address, group and language
    "long_line",  # longer than all of them can be
]
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# What stands around a name, and around an address, and is no part of it.
_AROUND_NAME = " \t,;\"“”'"
_AROUND_ADDRESS = f"{_AROUND_NAME}.:()[]‘’"
_SPACE = re.compile(r"[^\S\t]+")
# Control characters, and what a page or a mail program adds to text without showing it.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff]")
_BRACKETED = re.compile(r"<([^<>]*)>")
# Without a separator, at least two words are the name: `jane smith@nhs.net` is rather a slip in an address.
_SPACED = re.compile(r"(\S+ \S.*?) (\S+@\S+)(?: (.*))?")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
ADDRESS = re.compile(rf"(?=.{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z]{{2,63}}")
_COLUMNS = {
    "name": {"name", "full name", "first name", "given name", "forename", "colleague", "person", "rater"},
    "surname": {"surname", "last name", "family name"},
    "address": {"email", "e mail", "mail", "email address", "e mail address", "address", "mail address"},
    "group": {"group", "relationship", "relation", "they are my", "rater group"},
    "language": {"language", "preferred language", "iaith", "dewis iaith"},
}
_COLUMN_OF = {word: column for column, words in _COLUMNS.items() for word in words}


class RaterListError(NinefoldError):
    """The list as a whole cannot be used."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One person on the list. `group` and `language` are None where the line does not say."""

    line: int
    name: str
    address: str
    group: str | None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that cannot be used: what is wrong, the part that is, and the group that may have been meant.

    `whole` is the line as it was read, so that it can be put right where it stands.
    """

    line: int
    kind: FaultKind
    written: str
    nearest: str | None = None
    whole: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ParsedList:
    """What was read, in the order of the list. `ignored` are columns that a first line names and nobody needs."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """What is told from a name: the groups, and the languages that are offered."""

    groups: Groups
    languages: Collection[str]


@dataclass(frozen=True, slots=True)
class _Line:
    """The parts of a line by what they are. `rest` is the group, and what is left over."""

    names: list[str]
    addresses: list[str]
    rest: list[str]
    spoken: list[str] = field(default_factory=list)


def read_list(text: str, groups: Sequence[Group], languages: Collection[str] = ()) -> ParsedList:
    """The people on a list that was pasted, who may be asked in these languages.

    Raises RaterListError if it is longer than any.
    """
    return read_lines(enumerate(_LINE_END.split(text), start=1), groups, languages)


def read_lines(
    lines: Iterable[tuple[int, str]], groups: Sequence[Group], languages: Collection[str] = ()
) -> ParsedList:
    """The people on numbered lines; a row of a spreadsheet is a line whose cells stand between tabs."""
    known = _Known(Groups(groups), languages)
    entries: list[Entry] = []
    faults: list[Fault] = []
    columns: list[str] | None = None
    for number, raw in lines:
        line = _SPACE.sub(" ", _UNSEEN.sub("", raw)).rstrip(" \t")
        if not line.strip(" \t,;"):
            continue
        if not (entries or faults or columns) and (columns := _header(line)):
            continue
        for read in _people(number, line, columns, known):
            if len(entries) + len(faults) == MOST_LINES:
                raise RaterListError(
                    f"The list has more than {MOST_LINES} people. Leave out those whom you do not ask."
                )
            if isinstance(read, Entry):
                entries.append(read)
            else:
                faults.append(replace(read, whole=line.strip()))
    ignored = [name for name in columns or () if name and _plain(name) not in _COLUMN_OF]
    return ParsedList(tuple(entries), tuple(faults), tuple(ignored))


def _plain(written: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", written.casefold()))


def _header(line: str) -> list[str] | None:
    """The names of the columns, if this line is one that names them."""
    names = _parts(line)
    known = [_COLUMN_OF.get(_plain(name)) for name in names]
    told = len(known) - known.count(None)
    return names if "@" not in line and "address" in known and told > min(1, len(known) - 1) else None


def _parts(line: str) -> list[str]:
    """The parts of a line, without the spaces and quotation marks around them."""
    separator = next((mark for mark in "\t;," if mark in line), ",")
    try:
        parts = next(csv.reader([line], delimiter=separator, skipinitialspace=True, strict=True))
    except csv.Error:  # a quotation mark that is part of a name
        parts = line.split(separator)
    return [part.strip(_AROUND_NAME) for part in parts]


def _people(number: int, line: str, columns: list[str] | None, known: _Known) -> list[Entry | Fault]:
    """Whom a line names; more than one only where they are written as mail programs write them."""
    addresses = _BRACKETED.findall(line) if len(line) <= LONGEST_ROW else []
    if not addresses:
        if len(line) > LONGEST_LINE:
            return [Fault(number, "long_line", line[:LONGEST_LINE])]
        return [_person(number, _sorted(_parts(line), columns, known), known)]
    *names, rest = (part.strip(_AROUND_NAME) for part in _BRACKETED.split(line)[::2])
    if len(addresses) == 1:
        return [_person(number, _after_a_bracket(names, addresses, rest, known), known)]
    if rest or any(_holds_more_than_a_name(name, known.groups) for name in names):
        return [Fault(number, "several_addresses", line.strip())]
    return [
        _person(number, _Line([name], [address], []), known) for name, address in zip(names, addresses, strict=True)
    ]


def _after_a_bracket(names: list[str], addresses: list[str], rest: str, known: _Known) -> _Line:
    """A person as a mail program writes them, with group and language behind."""
    parts = [part for part in _parts(rest) if part]
    spoken = [part for part in parts if language_named(part, known.languages)]
    if not spoken:
        return _Line(names, addresses, [rest] if rest else [])
    return _Line(names, addresses, [part for part in parts if part not in spoken], spoken)


def _holds_more_than_a_name(written: str, groups: Groups) -> bool:
    """Whether the group of the person before stands before this name. `Smith, Jane` is a name."""
    return ";" in written or "\t" in written or groups.named(written.partition(",")[0]) is not None


def _sorted(parts: list[str], columns: list[str] | None, known: _Known) -> _Line:
    """The parts by what they are. A language is named behind the address."""
    groups = known.groups
    if columns is not None:
        return _by_column(parts, columns, known)
    if len(parts) == 1 and (spaced := _SPACED.fullmatch(parts[0])):
        parts = [part or "" for part in spaced.groups()]
    addresses = [part for part in parts if "@" in part]
    place = parts.index(addresses[0]) if addresses else len(parts)
    before = [part for part in parts[:place] if part]
    behind = [part for part in parts[place + 1 :] if part and part not in addresses]
    spoken = [part for part in behind if language_named(part, known.languages)]
    after = [part for part in behind if part not in spoken]
    if not before and after and (len(after) > 1 or not groups.named(after[0])):
        return _Line(after[:1], addresses, after[1:], spoken)
    told = [part for part in before if groups.named(part)][:1]
    if told and len(before) > 1 and not after:
        before.remove(told[0])
        return _Line(before, addresses, told, spoken)
    return _Line(before, addresses, after, spoken)


def _by_column(parts: list[str], columns: list[str], known: _Known) -> _Line:
    """The same, as the first line has it. What stands in no column is left over."""
    held: dict[str, list[str]] = {kind: [] for kind in (*_COLUMNS, "ignored")}
    for place, part in enumerate(parts):
        if part:
            beyond = "language" if language_named(part, known.languages) else "group"
            named = columns[place] if place < len(columns) else beyond
            held[_COLUMN_OF.get(_plain(named), "ignored")].append(part)
    return _Line(held["name"] + held["surname"], held["address"], held["group"], held["language"])


def _person(number: int, line: _Line, known: _Known) -> Entry | Fault:
    """One person, or the first thing that is wrong with them."""
    addresses, rest, groups = line.addresses, line.rest, known.groups
    name = " ".join(" ".join(line.names).split())
    address = addresses[0].strip(_AROUND_ADDRESS).removeprefix("mailto:") if addresses else ""
    group = groups.named(rest[0]) if rest else None
    spoken = {written: language_named(written, known.languages) for written in line.spoken}
    kind: FaultKind
    if len(addresses) != 1:
        kind, written = ("several_addresses", "; ".join(addresses)) if addresses else ("no_address", name)
    elif not ADDRESS.fullmatch(address) or len(address) > LONGEST_ADDRESS:
        kind, written = "bad_address", addresses[0]
    elif not name or name == address:
        kind, written = "no_name", address
    elif len(name) > LONGEST_NAME:
        kind, written = "long_name", name
    elif len(rest) > 1:
        kind, written = "too_many_parts", "; ".join(rest)
    elif rest and group in {None, SELF}:
        kind, written = "self" if group else "unknown_group", rest[0]
    elif None in spoken.values():
        kind, written = "unknown_language", next(written for written, language in spoken.items() if language is None)
    elif len(set(spoken.values())) > 1:
        kind, written = "too_many_parts", "; ".join(spoken)
    else:
        return Entry(number, name, address, group, next(iter(spoken.values()), None))
    return Fault(number, kind, written, groups.nearest(written) if kind == "unknown_group" else None)
